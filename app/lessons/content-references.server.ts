import type { ModuleRelease, PlaybookFile, TemplateFile } from './content.server.ts'
import type { ContentFolder } from './content-folder.server.ts'
import type { CompiledMigration } from './migration-file.server.ts'
import type { Reference } from './module.server.ts'
import { didYouMean, FILE_START, type Place, type Problem } from './problem.ts'

type Everything = {
  folder: ContentFolder
  /** null if `migration.yaml` cannot be used; then nothing is held against it */
  written: CompiledMigration | null
  modules: readonly ModuleRelease[]
  playbooks: readonly PlaybookFile[]
  templates: readonly TemplateFile[]
}

type TellFile = (file: string, place: Place, message: string) => unknown

/** What is wrong between the files of a migration: names that lead nowhere, and names given twice. */
export function checkReferences(everything: Everything): Problem[] {
  const problems: Problem[] = []
  const tell: TellFile = (file, { line, column }, message) => problems.push({ file, line, column, message })
  checkModuleFiles(everything, tell)
  checkNeeds(everything, tell)
  checkGates(everything, tell)
  for (const file of [...everything.modules, ...everything.playbooks, ...everything.templates]) {
    const isOlder = 'isCurrent' in file && !file.isCurrent
    for (const reference of file.references) {
      const message = wrongReference(reference, everything, { withBlocks: !isOlder })
      if (message) tell(file.path, reference, message)
    }
  }
  return problems
}

/** Why a reference leads nowhere, or null. An older release may link to blocks that are gone by now. */
function wrongReference(
  reference: Reference,
  { folder, written, modules }: Everything,
  { withBlocks }: { withBlocks: boolean },
): string | null {
  if (reference.to === 'audience') {
    const known = written?.migration.audiences.map(({ slug }) => slug)
    if (!known || known.includes(reference.audience)) return null
    return `There is no audience “${reference.audience}” in migration.yaml.${didYouMean(reference.audience, known)}`
  }
  const { module, block } = reference
  const slugs = folder.modules.map(({ slug }) => slug)
  if (!slugs.includes(module)) return `There is no module “${module}”.${didYouMean(module, slugs)}`
  const target = modules.find(({ slug, isCurrent }) => slug === module && isCurrent)
  if (block === null || !target || !withBlocks || target.ids.includes(block)) return null
  return `The module “${module}” has no block “${block}”.${didYouMean(block, target.ids)}`
}

/** Slugs are unique, a folder names its milestone, and an older release stands beside its current one. */
function checkModuleFiles({ folder, written, modules }: Everything, tell: TellFile) {
  const milestones = written?.migration.milestones.map(({ slug }) => slug)
  const current = folder.modules.filter(({ olderLabel }) => olderLabel === null)
  for (const file of folder.modules) {
    const { slug, milestone, path } = file
    const twin = current.find((other) => other.slug === slug && other.path < path)
    if (file.olderLabel === null && twin) tell(path, FILE_START, `Another module is called “${slug}”: ${twin.path}.`)
    if (milestones && !milestones.includes(milestone)) {
      tell(
        path,
        FILE_START,
        `There is no milestone “${milestone}” in migration.yaml.${didYouMean(milestone, milestones)}`,
      )
    }
    if (file.olderLabel !== null)
      checkOlder(
        file.olderLabel,
        file,
        modules,
        current.some((other) => other.slug === slug),
        tell,
      )
  }
  for (const { header, path } of modules) {
    if (typeof header.was === 'string' && current.some(({ slug }) => slug === header.was)) {
      tell(path, FILE_START, `The module “${header.was}” is still there; it cannot be what this one was.`)
    }
  }
}

function checkOlder(
  fileLabel: string,
  { path, slug }: { path: string; slug: string },
  modules: readonly ModuleRelease[],
  hasCurrent: boolean,
  tell: TellFile,
) {
  const label = modules.find((module) => module.path === path)?.header.release
  const currentLabel = modules.find((module) => module.slug === slug && module.isCurrent)?.header.release
  if (!hasCurrent) tell(path, FILE_START, `An older release needs its current one beside it: ${slug}.mdx.`)
  if (label === undefined) return
  if (label !== fileLabel) tell(path, FILE_START, `This is release “${label}”, so its file is called ${label}.mdx.`)
  if (label === currentLabel)
    tell(path, FILE_START, `The current release is called “${label}” as well; an older one has a label of its own.`)
}

/** Modules that come first must not come after as well. */
function checkNeeds({ modules }: Everything, tell: TellFile) {
  const current = modules.filter(({ isCurrent }) => isCurrent)
  const needs = new Map(current.map(({ slug, header }) => [slug, header.needs]))
  for (const { slug, path } of current) {
    const seen = new Set<string>()
    const leadsBack = (from: string): boolean =>
      (needs.get(from) ?? []).some((next) => next === slug || (!seen.has(next) && seen.add(next) && leadsBack(next)))
    if (leadsBack(slug))
      tell(path, FILE_START, `“${slug}” needs modules that need it in turn. Take one of them out of “needs”.`)
  }
}

function checkGates({ folder, written, modules }: Everything, tell: TellFile) {
  for (const { module, block, ...place } of written?.tasks ?? []) {
    const slugs = folder.modules.map(({ slug }) => slug)
    const target = modules.find(({ slug, isCurrent }) => slug === module && isCurrent)
    const tasks = target?.lesson.blocks.flatMap(({ kind, id }) => (kind === 'task' ? [id] : []))
    const file = folder.migration?.path ?? ''
    if (!slugs.includes(module)) tell(file, place, `There is no module “${module}”.${didYouMean(module, slugs)}`)
    else if (tasks && !tasks.includes(block)) {
      tell(file, place, `The module “${module}” has no task “${block}”.${didYouMean(block, tasks)}`)
    }
  }
}
