import type { ContentFolder } from './content-folder.server.ts'
import type { CompiledMigration, NamedPlace } from './migration-file.server.ts'
import { FILE_START, type Place, type Problem } from './problem.ts'

type ReadMigration = {
  folder: Pick<ContentFolder, 'slug' | 'migration' | 'modules' | 'playbooks' | 'templates'>
  written: CompiledMigration | null
}

/** A slug, and the place at which a migration gives it to something. */
type Given = Place & { slug: string; file: string; migration: string }

/**
 * Slugs that are given twice. Addresses have no prefix, so a slug names one thing of its kind in the deployment, whatever
 * migration it belongs to. The first folder keeps it; every file of the second is told.
 */
export function checkSlugsAcross(migrations: readonly ReadMigration[]): Problem[] {
  return [
    ...twice('milestone', migrations.flatMap(writtenIn('milestones'))),
    ...twice('audience', migrations.flatMap(writtenIn('audiences'))),
    // Modules of one migration are compared where it is read, with their older releases.
    ...twice('module', migrations.flatMap(filesIn('modules')), (one, other) => one.migration !== other.migration),
    ...twice('playbook', migrations.flatMap(filesIn('playbooks'))),
    ...twice('support template', migrations.flatMap(filesIn('templates'))),
  ]
}

function twice(kind: string, given: readonly Given[], clash = (_one: Given, _other: Given) => true): Problem[] {
  const first = new Map<string, Given>()
  return given.flatMap((one) => {
    const { slug, file, line, column } = one
    const other = first.get(slug)
    if (!other) first.set(slug, one)
    if (!other || !clash(one, other)) return []
    const message = `Another ${kind} is called “${slug}”: ${other.file}. Slugs are unique in the deployment; choose another.`
    return { file, line, column, message }
  })
}

/** A slug that is there twice in one file is told where that file is read. */
function writtenIn(list: 'milestones' | 'audiences') {
  return ({ folder, written }: ReadMigration): Given[] => {
    const places: readonly NamedPlace[] = written?.places[list] ?? []
    return places.map((place) => ({ ...place, file: folder.migration?.path ?? '', migration: folder.slug }))
  }
}

function filesIn(list: 'modules' | 'playbooks' | 'templates') {
  return ({ folder }: ReadMigration): Given[] =>
    folder[list].map(({ slug, path }) => ({ slug, file: path, ...FILE_START, migration: folder.slug }))
}
