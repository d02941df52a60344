/** When something is due, as a person sees it. Pure. The due day itself is the database's: `due_date`. */
import { addDays, daysBetween, type LocalDay } from '../migrations/local-days.ts'
import type { Due, MilestoneName } from '../progress/standing.ts'

/** What `module_progress` keeps of a person in a module. */
export type StoredProgress = {
  release: string
  met: number
  required: number
  lastBlock: string | null
  firstCompletedAt: Date | null
  completedRelease: string | null
}

/** A module that a person is asked for, for one milestone, with where they stood when something last happened. */
export type AssignedStep = {
  moduleId: string
  slug: string
  /** null: no release is offered at present */
  current: string | null
  /** the rule that asks for it */
  assignmentId: string
  optional: boolean
  dueOn: LocalDay
  /** the day that follows from the milestone alone */
  plannedOn: LocalDay
  isExtended: boolean
  milestone: MilestoneName
  progress: StoredProgress | null
}

/** How long after it was asked for a refresher is due at the earliest; the database's `refresher_due_on` says the same. */
const REFRESHER_DAYS = 10

/** The due day and what is left until then. A refresher is never due before people had ten days to know of it. */
export function dueFor(
  { dueOn, plannedOn, isExtended }: Pick<AssignedStep, 'dueOn' | 'plannedOn' | 'isExtended'>,
  refresherSince: LocalDay | null,
  today: LocalDay,
): Due {
  const earliest = refresherSince ? addDays(refresherSince, REFRESHER_DAYS) : dueOn
  const day = earliest > dueOn ? earliest : dueOn
  const daysLeft = daysBetween(today, day)
  const why = day > dueOn ? 'new release' : isExtended ? 'extended' : dueOn > plannedOn ? 'ten days' : 'milestone'
  return { day, daysLeft, isLate: daysLeft < 0, why }
}

/**
 * Whether nothing of a module is left to do: completed, and nothing to refresh. What was stored for another release
 * than the current one, because an attempt was running on it, says nothing about now.
 */
export function isDone({ progress, current }: Pick<AssignedStep, 'progress' | 'current'>): boolean {
  if (!progress || progress.firstCompletedAt === null) return false
  return progress.release === current && progress.met >= progress.required
}
