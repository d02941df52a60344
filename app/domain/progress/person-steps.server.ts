import { sql } from '#app/platform/database/sql.server.ts'
import { localDay } from '../migrations/local-days.ts'
import { assignedTo, type Learner } from '../modules/assignments.server.ts'
import { exceptionsOf } from '../modules/exceptions.server.ts'
import type { PersonException } from '../modules/exceptions.ts'
import { releasesOf } from '../modules/releases.server.ts'
import { recordOf, recordsOf, releasesIn } from './records.server.ts'
import type { Step } from './standing.ts'
import { stepOf } from './steps.ts'
import { workingRelease } from './way.ts'

/** One thing that is asked of a person: as the learner reads it, in the words for staff, and without when it was met. */
export type StaffNeed = { met: boolean; rule: string; state: string; block: string | null }

/** A module that a person is asked for, as a champion, a trainer or a lead sees it: states and steps, no times. */
export type PersonStep = Pick<
  Step,
  'assignmentId' | 'slug' | 'title' | 'kind' | 'milestone' | 'due' | 'optional' | 'standing' | 'refresher' | 'release'
> & { needs: StaffNeed[] }

/** Everything that a person is asked for today, complete or not, and what was waived for them. */
export type PersonSteps = { steps: PersonStep[]; exceptions: PersonException[] }

/**
 * Where one person stands in everything that they are asked for, explained by the same function as for themselves. Who
 * may see it is decided by the caller.
 */
export async function stepsOfPerson(learner: Learner, now: Date): Promise<PersonSteps> {
  const { personId, migration } = learner
  if (!migration) return { steps: [], exceptions: [] }
  const { timeZone } = migration
  const [{ modules }, exceptions] = await Promise.all([assignedTo(learner, now), exceptionsOf(personId, migration)])
  const ids = [...new Set(modules.map(({ moduleId }) => moduleId))]
  const records = await recordsOf(sql, [personId], ids, false)
  const releases = await releasesOf([...modules.flatMap(({ current }) => current ?? []), ...releasesIn(records)])
  const at = { now, timeZone, today: localDay(now, timeZone), reader: 'staff' as const }
  const steps = modules.flatMap((module): PersonStep[] => {
    const record = recordOf(records, personId, module.moduleId)
    const working = workingRelease(record, module.current, now)
    const release = working ? releases.get(working) : undefined
    if (!release || release.lesson.kind === 'quick reference') return []
    return [forStaff(stepOf(module, release, record, releases, at))]
  })
  return { steps, exceptions }
}

function forStaff(step: Step): PersonStep {
  const { assignmentId, slug, title, kind, milestone, due, optional, standing, refresher, release, asked } = step
  const needs = asked.map(({ met, rule, state, block }) => ({ met, rule, state, block }))
  return { assignmentId, slug, title, kind, milestone, due, optional, standing, refresher, release, needs }
}
