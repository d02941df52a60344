import { quick } from '#app/platform/database/sql.server.ts'
import type { Viewer } from '../identity/viewer.ts'
import { localDay } from '../migrations/local-days.ts'
import { assignedTo } from '../modules/assignments.server.ts'
import { type AssignedStep, isDone } from '../modules/due.ts'
import { exceptionsOf } from '../modules/exceptions.server.ts'
import { type PublishedRelease, releasesOf } from '../modules/releases.server.ts'
import { type Records, recordOf, recordsOf, releasesIn } from './records.server.ts'
import type { Home, MilestoneName, MilestoneProgress, QuickReferenceLink, Step } from './standing.ts'
import { stepOf } from './steps.ts'
import { workingRelease } from './way.ts'

/**
 * Everything that home shows of the viewer's learning: the next step, what is left with due dates and what is missing,
 * and progress by milestone. Three statements, whatever the number of modules.
 */
export async function homeOf(viewer: Viewer, now: Date): Promise<Home> {
  const timeZone = viewer.migration?.timeZone ?? 'UTC'
  const at = { now, timeZone, today: localDay(now, timeZone) }
  const [{ modules }, surroundings] = await Promise.all([assignedTo(viewer, now), surroundingsOf(viewer, at.today)])
  const left = modules.filter((module) => !isDone(module))
  const records = await recordsOf(quick, [viewer.personId], idsOf(left.filter(({ progress }) => progress)), false)
  const releases = await releasesOf([
    ...modules.flatMap(({ current }) => current ?? []),
    ...surroundings.pins.flatMap(({ current }) => current ?? []),
    ...releasesIn(records),
  ])
  const steps = left.flatMap((module) => {
    const release = releaseFor(module, records, viewer, releases, now)
    const record = recordOf(records, viewer.personId, module.moduleId)
    return release && asksForSomething(release) ? stepOf(module, release, record, releases, at) : []
  })
  const unfinished = steps.filter(({ standing }) => standing !== 'complete')
  const todo = inOrder(unfinished.filter(({ optional }) => !optional))
  const asked = modules.filter((module) => !module.optional && isAsked(module, releases))
  const required = onceEach(asked)
  return {
    today: at.today,
    audiences: surroundings.audiences,
    next: todo[0] ?? null,
    todo,
    optional: inOrder(unfinished.filter(({ optional }) => optional)),
    exceptions:
      surroundings.isExcepted && viewer.migration ? await exceptionsOf(viewer.personId, viewer.migration) : [],
    assigned: required.length,
    complete: required.filter(({ progress }) => progress?.firstCompletedAt).length,
    minutesLeft: todo.reduce((sum, { minutes }) => sum + minutes, 0),
    milestones: surroundings.milestones.map((milestone) => milestoneProgress(milestone, asked)),
    quickReferences: quickReferences(modules, surroundings.pins, releases),
  }
}

type Releases = ReadonlyMap<string, PublishedRelease>
type Pinned = { moduleId: string; slug: string; current: string | null }
type Surroundings = { audiences: Home['audiences']; milestones: MilestoneName[]; pins: Pinned[]; isExcepted: boolean }

/** The viewer's audiences today, the migration's milestones, what they pinned, and whether an exception holds for them. */
async function surroundingsOf({ personId, migration }: Viewer, today: string): Promise<Surroundings> {
  const [row] = await quick<Surroundings>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', u.slug, 'name', u.name, 'comfort', u.comfort) ORDER BY u.position), '[]')
       FROM membership m JOIN audience u ON u.id = m.audience_id
       WHERE m.person_id = ${personId}::uuid AND u.migration_id = ${migration?.id ?? null}::uuid
         AND m."from" <= ${today}::date AND (m."to" IS NULL OR m."to" > ${today}::date)) AS audiences,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', s.slug, 'name', s.name, 'date', s.date, 'state', s.state)
         ORDER BY s.date, s.position), '[]')
       FROM milestone s WHERE s.migration_id = ${migration?.id ?? null}::uuid) AS milestones,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('moduleId', m.id, 'slug', m.slug, 'current', m.current_release_id) ORDER BY p.at), '[]')
       FROM pin p JOIN module m ON m.id = p.module_id
       WHERE p.person_id = ${personId}::uuid AND m.migration_id = ${migration?.id ?? null}::uuid) AS pins,
      EXISTS (SELECT FROM assignment_exception x WHERE x.person_id = ${personId}::uuid AND x.withdrawn_at IS NULL) AS "isExcepted"`
  return row ?? { audiences: [], milestones: [], pins: [], isExcepted: false }
}

function idsOf(modules: readonly { moduleId: string }[]): string[] {
  return [...new Set(modules.map(({ moduleId }) => moduleId))]
}

/** The release that the viewer works on; null if nothing is offered. */
function releaseFor(
  { moduleId, current }: AssignedStep,
  records: Records,
  { personId }: Viewer,
  releases: Releases,
  now: Date,
): PublishedRelease | null {
  const working = workingRelease(recordOf(records, personId, moduleId), current, now)
  return (working && releases.get(working)) || null
}

/** Quick references are there to be looked at; they are no step. */
function asksForSomething({ lesson }: PublishedRelease): boolean {
  return lesson.kind !== 'quick reference'
}

function isAsked({ current }: AssignedStep, releases: Releases): boolean {
  const release = current ? releases.get(current) : undefined
  return release !== undefined && asksForSomething(release)
}

/** By due day, then as they are taught; a module asked for two milestones is one step, the earlier one. */
function inOrder(steps: Step[]): Step[] {
  const byDue = steps.toSorted((left, right) => (left.due?.day ?? '9').localeCompare(right.due?.day ?? '9'))
  return onceEach(byDue)
}

function onceEach<Module extends { moduleId: string }>(modules: Module[]): Module[] {
  const seen = new Set<string>()
  return modules.filter(({ moduleId }) => (seen.has(moduleId) ? false : seen.add(moduleId)))
}

function milestoneProgress(milestone: MilestoneName, required: AssignedStep[]): MilestoneProgress {
  const own = required.filter((module) => module.milestone.slug === milestone.slug)
  const complete = own.filter(({ progress }) => progress?.firstCompletedAt)
  return {
    ...milestone,
    assigned: own.length,
    complete: complete.length,
    refreshersDue: complete.filter((module) => !isDone(module)).length,
  }
}

/** Those that the viewer pinned, then those that are meant for them. */
function quickReferences(modules: AssignedStep[], pins: Pinned[], releases: Releases): QuickReferenceLink[] {
  const pinned = new Set(pins.map(({ moduleId }) => moduleId))
  return onceEach([...pins, ...modules]).flatMap(({ moduleId, slug, current }) => {
    const lesson = current ? releases.get(current)?.lesson : undefined
    if (lesson?.kind !== 'quick reference') return []
    return { slug, title: lesson.title, summary: lesson.summary, pinned: pinned.has(moduleId) }
  })
}
