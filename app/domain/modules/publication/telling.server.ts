import { paths } from '#app/http/paths.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { tell } from '../../notices/tell.server.ts'
import { minutesFor } from '../../progress/steps.ts'
import { newOnList } from '../assignment-words.ts'
import { blocksToRefresh, isAskedAnew } from '../changes.ts'
import { type PublishedRelease, releasesOf } from '../releases.server.ts'
import type { Publishing } from './publishing.ts'

/** A module as it was published just now. */
export type PublishedNow = {
  moduleId: string
  releaseId: string
  slug: string
  title: string
  isNew: boolean
  isStep: boolean
}

/**
 * Tells everybody whom the publication asks for something: new modules on their list, in one notice however many there
 * are, and a refresher of what they completed. Within its transaction, after progress was brought up to date.
 */
export async function tellOfPublication(
  tx: Sql,
  published: readonly PublishedNow[],
  publishing: Publishing,
): Promise<void> {
  const steps = published.filter(({ isStep }) => isStep)
  await tellOfNewModules(
    tx,
    steps.filter(({ isNew }) => isNew),
    publishing,
  )
  for (const module of steps.filter(({ isNew }) => !isNew)) await tellOfRefresher(tx, module, publishing)
}

async function tellOfNewModules(tx: Sql, modules: readonly PublishedNow[], { today, now }: Publishing): Promise<void> {
  if (modules.length === 0) return
  const asked = await tx<{ person: string; modules: string[] }>`
    SELECT person_id AS person, array_agg(DISTINCT module_id) AS modules FROM assigned_on(${today}::date)
    WHERE module_id = ANY (${modules.map(({ moduleId }) => moduleId)}::uuid[]) AND NOT optional
    GROUP BY person_id`
  const groups = Map.groupBy(asked, (one) => one.modules.toSorted().join(' '))
  for (const people of groups.values()) {
    const own = modules.filter(({ moduleId }) => people[0]?.modules.includes(moduleId))
    const [first] = own
    if (!first) continue
    await tell(tx, {
      personIds: people.map(({ person }) => person),
      kind: 'assignment',
      key: `assignment:${first.releaseId}`,
      ...newOnList(own.map(({ title }) => title)),
      link: own.length === 1 ? paths.module(first.slug) : paths.home(),
      now,
    })
  }
}

/** Who completed an older release is told what changed since the one that they know; each once, however often it is asked. */
export async function tellOfRefresher(
  tx: Sql,
  module: Pick<PublishedNow, 'moduleId' | 'releaseId' | 'slug' | 'title'>,
  { now }: Pick<Publishing, 'now'>,
): Promise<void> {
  const asked = await tx<{ person: string; completed: string }>`
    SELECT person_id AS person, completed_release_id AS completed FROM module_progress
    WHERE module_id = ${module.moduleId} AND release_id = ${module.releaseId} AND first_completed_at IS NOT NULL
      AND met < required`
  const groups = Map.groupBy(asked, ({ completed }) => completed)
  const releases = await releasesOf([module.releaseId, ...groups.keys()], tx)
  const release = releases.get(module.releaseId)
  for (const [completed, people] of groups) {
    const known = releases.get(completed)
    if (!release || !known) continue
    const changed = blocksToRefresh(known, release)
    await tell(tx, {
      personIds: people.map(({ person }) => person),
      kind: 'release',
      key: `release:${release.id}`,
      title: `${module.title} has changed.`,
      words: `${whatIsNew(release, isAskedAnew(known, release), changed)} About ${minutesFor(release.lesson, changed)} min; your completion stays.`,
      link: paths.module(module.slug, changed[0]),
      now,
    })
  }
}

function whatIsNew({ label, blocks }: PublishedRelease, isAnew: boolean, changed: readonly string[]): string {
  if (isAnew) return `Release ${label} asks for all of it again.`
  return `New in release ${label}: ${changed.map((id) => `“${blocks.get(id)?.title ?? id}”`).join(', ')}.`
}
