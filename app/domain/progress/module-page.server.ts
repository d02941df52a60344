import { quick } from '#app/platform/database/sql.server.ts'
import { Refusal } from '../errors.ts'
import type { Viewer } from '../identity/viewer.ts'
import { localDay } from '../migrations/local-days.ts'
import { moduleIdAt } from '../modules/addresses.server.ts'
import { type Assigned, assignedTo } from '../modules/assignments.server.ts'
import { blocksToRefresh } from '../modules/changes.ts'
import { type AssignedStep, dueFor, isDone } from '../modules/due.ts'
import { exceptionsOf } from '../modules/exceptions.server.ts'
import { type PublishedRelease, releaseOf, releasesOf } from '../modules/releases.server.ts'
import { blockStates } from './block-states.ts'
import { recordOf, recordsOf } from './records.server.ts'
import type { ModulePage } from './standing.ts'
import { explained, minutesFor, refresherOf, standingFor } from './steps.ts'
import { newestCompletion, type Way, wayIn, workingRelease } from './way.ts'

/** The module has got another slug since; it is found there now. */
export type Moved = { movedTo: string }

/**
 * Everything that a module's page shows to the viewer: the release that they work on, and where they stand in it.
 * The release comes from this process's memory; their state takes two statements, asked at once.
 * Refuses with `missing` what does not exist, is not of their migration, or is not offered any more.
 */
export async function modulePageOf(viewer: Viewer, slug: string, now: Date): Promise<ModulePage | Moved> {
  const timeZone = viewer.migration?.timeZone ?? 'UTC'
  const moduleId = await moduleIdAt(slug)
  if (!moduleId) throw missing()
  const [assigned, records] = await Promise.all([
    assignedTo(viewer, now, moduleId),
    recordsOf(quick, [viewer.personId], [moduleId], true),
  ])
  const { opened } = assigned
  if (!opened) throw missing()
  if (opened.slug !== slug) return { movedTo: opened.slug }
  const record = recordOf(records, viewer.personId, moduleId)
  const working = workingRelease(record, opened.current, now)
  const completed = newestCompletion(record)?.release
  const near = assigned.modules.flatMap(({ current }) => current ?? [])
  const releases = await releasesOf([working, completed, opened.current, ...near].flatMap((id) => id ?? []))
  const release = working ? releases.get(working) : undefined
  if (!release) throw missing()
  const way = wayIn(release, record, releases, now)
  const newer = opened.current && opened.current !== release.id ? releases.get(opened.current) : undefined
  return {
    moduleId,
    slug,
    release: { id: release.id, label: release.label, publishedAt: release.publishedAt },
    isWithdrawn: opened.current === null,
    newer: newer ? { id: newer.id, label: newer.label } : null,
    lesson: release.lesson,
    assigned: assignmentOf(viewer, assigned, way, releases, now),
    standing: standingFor(way, opened.progress !== null),
    refresher: refresherOf(release, way),
    comesFirst: opened.comesFirst,
    exceptions:
      opened.isExcepted && viewer.migration ? await exceptionsOf(viewer.personId, viewer.migration, moduleId) : [],
    completion: way.completed ? { on: localDay(way.completed.at, timeZone), label: way.completed.label } : null,
    asked: explained(release, way),
    resumeAt: opened.progress?.lastBlock ?? null,
    ...blockStates(release, record, viewer.personId, now),
    pinned: opened.pinned,
    next: await nextAfter(assigned, moduleId, releases),
  }
}

function missing(): Refusal {
  return new Refusal('missing', 'There is no such module, or it is not offered any more.')
}

type Releases = ReadonlyMap<string, PublishedRelease>

/** The assignment that asks for the module, the earliest of those that must be done; and its place in the milestone. */
function assignmentOf(
  viewer: Viewer,
  { modules, opened }: Assigned,
  way: Way,
  releases: Releases,
  now: Date,
): ModulePage['assigned'] {
  const own = modules.filter(({ moduleId }) => moduleId === opened?.moduleId)
  const first = own.find(({ optional }) => !optional) ?? own[0]
  if (!first || !viewer.migration) return null
  const { timeZone } = viewer.migration
  const taught = modules.filter(
    (module) => module.milestone.slug === first.milestone.slug && isTaught(module, releases),
  )
  const since = way.since && localDay(way.since, timeZone)
  return {
    milestone: first.milestone,
    number: taught.findIndex(({ moduleId }) => moduleId === first.moduleId) + 1,
    of: taught.length,
    due: first.optional ? null : dueFor(first, since, localDay(now, timeZone)),
    optional: first.optional,
  }
}

/** What counts as a step: offered, and more than a sheet to look at. */
function isTaught({ current }: AssignedStep, releases: Releases): boolean {
  const release = current ? releases.get(current) : undefined
  return release !== undefined && release.lesson.kind !== 'quick reference'
}

/** What comes after a module: the next one of the way that is not done, else the first that was passed over. */
async function nextAfter({ modules }: Assigned, moduleId: string, releases: Releases): Promise<ModulePage['next']> {
  const here = modules.findLastIndex((module) => module.moduleId === moduleId)
  const inOrder = [...modules.slice(here + 1), ...modules.slice(0, here + 1)]
  const next = inOrder.find(
    (module) => module.moduleId !== moduleId && !module.optional && !isDone(module) && isTaught(module, releases),
  )
  const release = next?.current ? releases.get(next.current) : undefined
  if (!next || !release) return null
  const completed = next.progress?.completedRelease ? await releaseOf(next.progress.completedRelease) : null
  const changed = completed ? blocksToRefresh(completed, release) : null
  const { title, kind } = release.lesson
  return { slug: next.slug, title, kind, minutes: minutesFor(release.lesson, changed), isRefresher: changed !== null }
}

/** The step after a module, for the answer to *Done, next*. */
export async function nextStepAfter(viewer: Viewer, moduleId: string, now: Date): Promise<ModulePage['next']> {
  const assigned = await assignedTo(viewer, now, moduleId)
  const releases = await releasesOf(assigned.modules.flatMap(({ current }) => current ?? []))
  return nextAfter(assigned, moduleId, releases)
}
