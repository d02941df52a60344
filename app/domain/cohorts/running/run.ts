/**
 * A session as it runs: an agenda that is fixed at the opening, and where it stands. Pure: the server keeps it, and pages
 * count on by it while they are cut off. Instants are ISO 8601 text, because a run travels as JSON.
 */
import type { PlaybookNode } from '#app/lessons/playbook.ts'

export type RunPart = {
  id: string
  title: string
  /** as planned */
  minutes: number
  who: string | null
  /** the slug of the module that is worked on: such a part is practice */
  module: string | null
  nodes: PlaybookNode[]
}

export type RunState = {
  /** grows by one with each act: whoever acts on an older one does not know what they act on */
  version: number
  /** the place of the part that runs */
  at: number
  /** when that part was begun, or taken up again */
  startedAt: string
  /** since when the clock stands still; null while it runs */
  pausedAt: string | null
  /** for how long it has stood still within this part since `startedAt` */
  pausedMs: number
  /** by part, as they stand now */
  minutes: number[]
  /** by part, what was used of it before `startedAt` */
  usedMs: number[]
  /** when the room expects to be let go */
  endsAt: string
  /** the minutes before they were shortened last; null: there is nothing to undo */
  before: number[] | null
}

export type Shortened = { part: number; minutes: number }

export type RunAct =
  | { kind: 'next' | 'back' | 'more' | 'pause' | 'resume' | 'restore' }
  | { kind: 'shorten'; to: Shortened[] }

export const MORE_MINUTES = 2

/** Nobody practises anything in less. */
const LEAST_PRACTICE = 10
const LEAST_TALK = 2
const MINUTE = 60_000

const time = (instant: string) => new Date(instant).getTime()

/** The run at its opening: the first part begins. It ends when it was planned to, or as long after as it opens late. */
export function opened(
  agenda: readonly RunPart[],
  { startsAt, minutes }: { startsAt: Date; minutes: number },
  now: Date,
): RunState {
  const planned = startsAt.getTime() + minutes * MINUTE
  // Opened on another day, or after its own end, it is another meeting and takes its whole time.
  const isThen = now.getTime() < planned && startsAt.getTime() - now.getTime() < 60 * MINUTE
  return {
    ...{ version: 0, at: 0, startedAt: now.toISOString(), pausedAt: null, pausedMs: 0, before: null },
    minutes: agenda.map((part) => part.minutes),
    usedMs: agenda.map(() => 0),
    endsAt: new Date(isThen ? planned : now.getTime() + minutes * MINUTE).toISOString(),
  }
}

/** How long the part that runs has run, in milliseconds. */
export function usedMs(state: RunState, now: number): number {
  const until = state.pausedAt === null ? now : time(state.pausedAt)
  const since = Math.max(0, until - time(state.startedAt) - state.pausedMs)
  return (state.usedMs[state.at] ?? 0) + since
}

/** What is left of the part that runs; less than nothing once it is over its time. */
export function leftMs(state: RunState, now: number): number {
  return (state.minutes[state.at] ?? 0) * MINUTE - usedMs(state, now)
}

/** By how much the room will be late if all goes on as it stands; less than nothing: it will be early. */
export function behindMs(state: RunState, now: number): number {
  const later = state.minutes.slice(state.at + 1).reduce((sum, minutes) => sum + minutes, 0) * MINUTE
  return now + Math.max(0, leftMs(state, now)) + later - time(state.endsAt)
}

/** When each part begins or has begun, as instants: of those behind it by what was used, of those ahead by the plan. */
export function startsOf(state: RunState, openedAt: string, now: number): number[] {
  let start = time(openedAt)
  const starts: number[] = []
  for (const [place, minutes] of state.minutes.entries()) {
    starts.push(start)
    if (place < state.at) start += state.usedMs[place] ?? 0
    else if (place === state.at) start = now + Math.max(0, leftMs(state, now))
    else start += minutes * MINUTE
  }
  return starts
}

/** What may be taken from the parts that are still to come, so that the room is let go in time. */
export type Proposal = {
  /** by how many minutes it is late */
  behind: number
  to: Shortened[]
  /** the minutes that cannot be found */
  missing: number
}

/**
 * What to shorten when it runs late: minute by minute from the longest talk that is to come, then from practice, and
 * from neither below what makes sense of it. Null while it is less than a minute late.
 */
export function proposalFor(agenda: readonly RunPart[], state: RunState, now: number): Proposal | null {
  const behind = Math.floor(behindMs(state, now) / MINUTE)
  if (behind < 1) return null
  const minutes = [...state.minutes]
  let missing = behind
  while (missing > 0) {
    const place = longest(agenda, minutes, state.at)
    if (place === null) break
    minutes[place] = (minutes[place] ?? 0) - 1
    missing--
  }
  const to = minutes.flatMap((left, part) => (left === state.minutes[part] ? [] : [{ part, minutes: left }]))
  return { behind, to, missing }
}

/** The part to come that has most to give: talk before practice. */
function longest(agenda: readonly RunPart[], minutes: readonly number[], at: number): number | null {
  const slack = (place: number) => (minutes[place] ?? 0) - least(agenda[place])
  const ahead = agenda.map((_, place) => place).filter((place) => place > at && slack(place) > 0)
  const talk = ahead.filter((place) => !agenda[place]?.module)
  const from = talk.length > 0 ? talk : ahead
  return from.reduce<number | null>((best, one) => (best === null || slack(one) > slack(best) ? one : best), null)
}

function least(part: RunPart | undefined): number {
  if (!part) return 0
  const sense = part.module ? LEAST_PRACTICE : Math.max(LEAST_TALK, Math.ceil(part.minutes / 2))
  return Math.min(part.minutes, sense)
}

/**
 * The run after an act at an instant; null where there is nothing to do: the last part has no next, what stands still is
 * not paused again. An instant before the last act counts as that.
 */
export function acted(agenda: readonly RunPart[], state: RunState, act: RunAct, at: Date): RunState | null {
  const now = Math.max(at.getTime(), time(state.pausedAt ?? state.startedAt))
  const done = changed(agenda, state, act, now)
  return done && { ...done, version: state.version + 1 }
}

function changed(agenda: readonly RunPart[], state: RunState, act: RunAct, now: number): RunState | null {
  const instant = new Date(now).toISOString()
  switch (act.kind) {
    case 'next':
      return movedTo(state, state.at + 1, agenda.length, now)
    case 'back':
      return movedTo(state, state.at - 1, agenda.length, now)
    case 'more':
      return { ...state, minutes: withMinutes(state.minutes, [{ part: state.at, minutes: MORE_MINUTES }], true) }
    case 'pause':
      return state.pausedAt === null ? { ...state, pausedAt: instant } : null
    case 'resume':
      if (state.pausedAt === null) return null
      return { ...state, pausedAt: null, pausedMs: state.pausedMs + now - time(state.pausedAt) }
    case 'shorten':
      if (!act.to.every((one) => mayShorten(agenda, state, one))) return null
      return { ...state, before: state.minutes, minutes: withMinutes(state.minutes, act.to, false) }
    case 'restore':
      return state.before && { ...state, minutes: restored(state, state.before), before: null }
  }
}

function movedTo(state: RunState, to: number, parts: number, now: number): RunState | null {
  if (to < 0 || to >= parts) return null
  const used = state.usedMs.map((before, place) => (place === state.at ? usedMs(state, now) : before))
  return { ...state, at: to, startedAt: new Date(now).toISOString(), pausedAt: null, pausedMs: 0, usedMs: used }
}

function withMinutes(minutes: readonly number[], to: readonly Shortened[], added: boolean): number[] {
  return minutes.map((now, place) => {
    const one = to.find(({ part }) => part === place)
    return one ? (added ? now : 0) + one.minutes : now
  })
}

const mayShorten = (agenda: readonly RunPart[], state: RunState, { part, minutes }: Shortened) =>
  part > state.at && minutes >= least(agenda[part]) && minutes <= (state.minutes[part] ?? 0)

/** The run at its end: what was used of the last part is kept, and the clock stands still. */
export function ended(state: RunState, now: Date): RunState {
  const instant = now.toISOString()
  const used = state.usedMs.map((before, place) => (place === state.at ? usedMs(state, now.getTime()) : before))
  return { ...state, version: state.version + 1, startedAt: instant, pausedAt: instant, pausedMs: 0, usedMs: used }
}

/** What has run by now keeps the minutes that it had. */
const restored = (state: RunState, before: readonly number[]) =>
  state.minutes.map((minutes, place) => (place > state.at ? (before[place] ?? minutes) : minutes))
