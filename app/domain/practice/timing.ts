/**
 * How long a task took, and how much of that can be believed. Pure. All durations are milliseconds.
 *
 * Active time counts only while the page is visible and the person was active within the idle cut-off. The browser
 * feeds an `ActiveClock` with marks on a clock that never runs backwards (`performance.now()`), one a second while the
 * page is awake; the server holds the claim against what passed between its own contacts with the device.
 */

/** Without any activity for this long, time stops counting until the next one. */
export const IDLE_AFTER_MS = 60_000

/**
 * A page that nothing was heard of for this long was not awake: the lid was closed, the tab was frozen, a window of the
 * browser's stood before it. Nothing of that time counts.
 */
export const ASLEEP_AFTER_MS = 10_000

/** Without any event for this long, an attempt counts as abandoned, until a late finish says otherwise. */
export const ABANDONED_AFTER_MS = 24 * 3_600_000

/** The longest time of one attempt, 24 days: the database counts milliseconds in four bytes. */
export const LONGEST_MS = 24 * 86_400_000

/** Active time so far, and what is needed to go on counting. Survives a reload as JSON, then waits for `visible`. */
export type ActiveClock = {
  activeMs: number
  visible: boolean
  /** the instant up to which time has been counted; null before the first mark */
  countedTo: number | null
  /** the instant of the last activity; null before the first one */
  lastActivity: number | null
}

/** `tick` only counts up to now; `active` is a key, a pointer or a scroll; becoming visible is an activity too. */
export type ClockMark = { at: number; what: 'visible' | 'hidden' | 'active' | 'tick' }

/** A stopped clock, with the time of an earlier page of the same attempt if it goes on. */
export function activeClock(activeMs = 0): ActiveClock {
  return { activeMs, visible: false, countedTo: null, lastActivity: null }
}

/**
 * Counts up to the mark, then takes it in. A mark from the past counts nothing and takes nothing back, and neither does
 * one after a sleep: how much of that was spent awake, nobody can tell.
 */
export function advance(clock: ActiveClock, mark: ClockMark): ActiveClock {
  const from = clock.countedTo ?? mark.at
  const to = Math.max(from, mark.at)
  const slept = to - from > ASLEEP_AFTER_MS
  const counted = { ...clock, activeMs: clock.activeMs + (slept ? 0 : activeWithin(clock, from, to)), countedTo: to }
  if (mark.what === 'tick') return counted
  if (mark.what === 'hidden') return { ...counted, visible: false }
  if (mark.what === 'visible') return { ...counted, visible: true, lastActivity: to }
  return { ...counted, lastActivity: to }
}

/** Active time at an instant, without changing the clock: what the page shows. */
export function activeAt(clock: ActiveClock, at: number): number {
  return advance(clock, { at, what: 'tick' }).activeMs
}

function activeWithin({ visible, lastActivity }: ActiveClock, from: number, to: number): number {
  if (!visible || lastActivity === null) return 0
  return Math.max(0, Math.min(to, lastActivity + IDLE_AFTER_MS) - from)
}

/** One declared pause of a task outside the portal; still open without an end. Instants in epoch milliseconds. */
export type Pause = { from: number; to: number | null }

/** Wall time since the start, and how much of it was paused. Overlapping pauses count once. */
export function outsideTime(
  startedAt: number,
  pauses: readonly Pause[],
  now: number,
): { wallMs: number; pausedMs: number } {
  const wallMs = Math.min(LONGEST_MS, Math.max(0, now - startedAt))
  let pausedMs = 0
  let countedTo = startedAt
  for (const { from, to } of [...pauses].sort((left, right) => left.from - right.from)) {
    const end = Math.min(to ?? now, now)
    pausedMs += Math.max(0, end - Math.max(from, countedTo))
    countedTo = Math.max(countedTo, end)
  }
  return { wallMs, pausedMs: Math.min(pausedMs, wallMs) }
}

export type ClaimedTime = { clock: 'active' | 'wall'; activeMs: number; wallMs: number; pausedMs: number }

/**
 * What the server itself saw, in epoch milliseconds: when the finish arrived, and its last contact with that device
 * before the start arrived (null: it knows of none, and cannot tell).
 */
export type Contacts = { arrivedAt: number; contactBefore: number | null }

export type SuspectReason = 'more-than-passed' | 'active-over-wall' | 'pauses-over-wall' | 'no-time'

/** Clocks of two machines, and the way between them. */
const SLACK_MS = 5_000

/** Why a claimed time cannot be true; null if it can. It judges only the clock that the task is measured by. */
export function suspectReason(claim: ClaimedTime, contacts: Contacts): SuspectReason | null {
  if (claim.clock === 'active' && claim.activeMs > claim.wallMs + SLACK_MS) return 'active-over-wall'
  if (claim.clock === 'wall' && claim.pausedMs > claim.wallMs) return 'pauses-over-wall'
  const claimed = taskTime(claim)
  if (claimed <= 0) return 'no-time'
  if (contacts.contactBefore === null) return null
  return claimed > contacts.arrivedAt - contacts.contactBefore + SLACK_MS ? 'more-than-passed' : null
}

/** The time that counts: active time in a lab, wall time less declared pauses outside. */
export function taskTime({ clock, activeMs, wallMs, pausedMs }: ClaimedTime): number {
  return clock === 'active' ? activeMs : wallMs - pausedMs
}

export type AttemptStanding = 'running' | 'abandoned' | 'success' | 'failure' | 'gave up'

/** Where an attempt stands now. Abandoned is derived, never stored: a late event or finish replaces it. */
export function standingOf(
  attempt: { outcome: 'success' | 'failure' | 'gave up' | null; lastEventAt: Date },
  now: Date,
): AttemptStanding {
  if (attempt.outcome !== null) return attempt.outcome
  return now.getTime() - attempt.lastEventAt.getTime() > ABANDONED_AFTER_MS ? 'abandoned' : 'running'
}
