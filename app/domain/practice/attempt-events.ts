/**
 * An attempt as its events tell it. Pure: whatever order they arrived in, however often, the same set of events gives the
 * same attempt; so a late or missing event only has to be sent to mend it.
 */
import type { LabDefinition, TaskDefinition } from '#app/lessons/definitions.ts'
import type { EventOf, LearningEvent, OldTimeEvent } from './events.ts'
import { type LabError, type LabState, type Replayed, replay } from './lab.ts'
import { type ReportedEvent, reportedErrors } from './reported.ts'
import { outsideTime, type Pause, type SuspectReason, suspectReason } from './timing.ts'

type AttemptEvent = Exclude<Extract<LearningEvent, { attempt: string }>, OldTimeEvent>
type Told = { [Type in AttemptEvent['type']]: { type: Type; data: EventOf<Type>['data'] } }[AttemptEvent['type']]

/** An event of an attempt as the log holds it. */
export type LoggedEvent = {
  id: string
  at: Date
  receivedAt: Date
  release: string
  block: string
  device: string | null
} & (Told | Pick<ReportedEvent, 'type' | 'data'>)

/** What the log adds to an event's data: when the server had last heard of the device before, in epoch milliseconds. */
export type NotedContact = { contactBefore?: number | null }

/** An outside task as it stands. */
export type OutsideState = { pausedAt: string | null }

export type ErrorRow = LabError & { id: string; at: Date }

export type DerivedAttempt = {
  release: string
  block: string
  setting: 'lab' | 'outside' | 'reported'
  clock: 'active' | 'wall'
  mode: 'assessed' | 'guided'
  device: string | null
  startedAt: Date
  finishedAt: Date | null
  arrivedAt: Date | null
  lastEventAt: Date
  outcome: 'success' | 'failure' | 'gave up' | null
  activeMs: number
  wallMs: number
  pausedMs: number
  errors: number
  criticalErrors: number
  hints: number
  suspectReason: SuspectReason | null
  state: LabState | OutsideState | null
  errorRows: ErrorRow[]
}

type Start = LoggedEvent & { type: 'attempt-started' }
type Reported = LoggedEvent & { type: 'attempt-reported' }
type End = LoggedEvent & { type: 'attempt-finished' | 'attempt-gave-up' }

/** The attempt that these events tell, or null as long as its start is missing. All are of one attempt. */
export function deriveAttempt(
  events: readonly LoggedEvent[],
  definition: LabDefinition | TaskDefinition,
): DerivedAttempt | null {
  const inOrder = [...events].sort((left, right) => (left.id < right.id ? -1 : 1))
  const reported = inOrder.find((event): event is Reported => event.type === 'attempt-reported')
  if (reported) return tellReported(reported)
  const start = inOrder.find((event): event is Start => event.type === 'attempt-started')
  if (!start || start.data.setting !== definition.setting) return null
  const own = inOrder.filter(({ release, block }) => release === start.release && block === start.block)
  const endsAt = own.findIndex(({ type }) => type === 'attempt-finished' || type === 'attempt-gave-up')
  const end = endsAt < 0 ? null : (own[endsAt] as End)
  const before = end ? beforeEnd(own, end, endsAt) : own
  const told = definition.setting === 'lab' ? tellLab(definition, start, before, end) : tellOutside(start, before, end)
  return {
    release: start.release,
    block: start.block,
    setting: start.data.setting,
    clock: start.data.setting === 'lab' ? 'active' : 'wall',
    mode: start.data.mode,
    device: start.device,
    startedAt: start.at,
    lastEventAt: latest(own),
    ...told,
    suspectReason: suspicion(start, told, contactBefore(own)),
  }
}

/**
 * What belongs to an attempt that ended. An end that says how many presses came before it is believed: where the clock
 * of the device was set back meanwhile, its ids tell another order than that of what happened.
 */
function beforeEnd(own: readonly LoggedEvent[], { data }: End, endsAt: number): readonly LoggedEvent[] {
  const { presses } = data
  if (presses === undefined) return own.slice(0, endsAt)
  return own.filter((event) => event.type !== 'lab-step' || event.data.nth < presses)
}

type Outcome = Omit<
  DerivedAttempt,
  'release' | 'block' | 'setting' | 'clock' | 'mode' | 'device' | 'startedAt' | 'lastEventAt' | 'suspectReason'
>

/**
 * Replays the presses. The one that ends the lab is its success, even if the finish that follows it got lost. While a
 * press is missing nobody can know what it was, so the attempt goes on until it arrives.
 */
function tellLab(definition: LabDefinition, start: Start, before: readonly LoggedEvent[], end: End | null): Outcome {
  const steps = before.filter((event) => event.type === 'lab-step')
  const hints = before.filter((event) => event.type === 'hint-asked')
  const known = unbroken(steps)
  const { state, errors, doneAt } = replay(
    definition,
    known.map(({ data }) => data),
  )
  const doneBy = doneAt === null ? null : (known[doneAt] ?? null)
  const isWhole = known.length >= Math.max(end?.data.presses ?? 0, ...steps.map(({ data }) => data.nth + 1))
  const errorRows = [...errorsOf(known, errors), ...(start.data.mode === 'assessed' ? hints.map(hintError) : [])].sort(
    (left, right) => (left.id < right.id ? -1 : 1),
  )
  const finish = doneBy && end?.type !== 'attempt-finished' ? doneBy : end
  const ended = doneBy || isWhole || end?.type === 'attempt-gave-up' ? finish : null
  return {
    ...ending(ended, doneBy ? 'success' : end?.type === 'attempt-gave-up' ? 'gave up' : 'failure'),
    activeMs: ended ? ended.data.activeMs : Math.max(0, ...[...steps, ...hints].map(({ data }) => data.activeMs)),
    wallMs: ended ? ended.data.wallMs : Math.max(0, ...steps.map(({ data }) => data.wallMs)),
    pausedMs: 0,
    errors: errorRows.length,
    criticalErrors: errorRows.filter(({ critical }) => critical).length,
    hints: hints.length,
    state,
    errorRows,
  }
}

type Step = LoggedEvent & { type: 'lab-step' }

/** The presses from the first on, as far as none is missing. Of two that claim the same place the earlier one counts. */
function unbroken(steps: readonly Step[]): Step[] {
  const byPlace = new Map<number, Step>()
  for (const step of steps) if (!byPlace.has(step.data.nth)) byPlace.set(step.data.nth, step)
  const known: Step[] = []
  for (let step = byPlace.get(0); step; step = byPlace.get(known.length)) known.push(step)
  return known
}

/** One press can be wrong in several ways: each is a row of its own. */
function errorsOf(steps: readonly Step[], errors: Replayed['errors']): ErrorRow[] {
  return errors.flatMap(({ press, ...error }, index) => {
    const step = steps[press]
    const nth = errors.slice(0, index).filter((one) => one.press === press).length
    return step ? [{ ...error, id: nthId(step.id, nth), at: step.at }] : []
  })
}

/** A hint asked for in assessed mode is an error of its own type. */
function hintError({ id, at, data }: LoggedEvent & { type: 'hint-asked' }): ErrorRow {
  const place = data.action ?? (data.field ? `${data.screen}/${data.field}` : data.screen)
  return { id, at, type: 'needed-hint', critical: false, place }
}

function tellOutside(start: Start, before: readonly LoggedEvent[], end: End | null): Outcome {
  const pauses: Pause[] = []
  for (const { type, at } of before) {
    const open = pauses.at(-1)?.to === null ? pauses.at(-1) : undefined
    if (type === 'attempt-paused' && !open) pauses.push({ from: at.getTime(), to: null })
    if (type === 'attempt-resumed' && open) open.to = at.getTime()
  }
  const open = pauses.at(-1)?.to === null ? pauses.at(-1) : undefined
  const soFar = outsideTime(start.at.getTime(), pauses, latest([start, ...before]).getTime())
  const finish = end?.type === 'attempt-finished' ? end.data : null
  return {
    ...ending(end, end?.type === 'attempt-gave-up' ? 'gave up' : (finish?.outcome ?? 'failure')),
    activeMs: end?.data.activeMs ?? 0,
    wallMs: end?.data.wallMs ?? soFar.wallMs,
    pausedMs: end?.data.pausedMs ?? soFar.pausedMs,
    errors: finish?.errors ?? 0,
    criticalErrors: 0,
    hints: 0,
    state: end ? null : { pausedAt: open ? new Date(open.from).toISOString() : null },
    errorRows: [],
  }
}

/** Measured elsewhere and said in one piece: its own beginning and end are all that its time can be held against. */
function tellReported(event: Reported): DerivedAttempt {
  const { data, receivedAt, at, release, block } = event
  const { clock, mode, outcome, activeMs, pausedMs } = data
  const startedAt = new Date(data.startedAt)
  const wallMs = at.getTime() - startedAt.getTime()
  const claim = { clock, activeMs, wallMs, pausedMs }
  const reason = suspectReason(claim, { arrivedAt: receivedAt.getTime(), contactBefore: null })
  const errorRows = reportedErrors(data.errors).map((error, nth) => ({ ...error, id: nthId(event.id, nth), at }))
  return {
    ...{ release, block, setting: 'reported', clock, mode, device: null },
    ...{ startedAt, finishedAt: at, arrivedAt: receivedAt, lastEventAt: at, outcome },
    ...{ activeMs, wallMs, pausedMs },
    errors: errorRows.length,
    criticalErrors: errorRows.filter(({ critical }) => critical).length,
    hints: 0,
    suspectReason: reason === 'no-time' && outcome !== 'success' ? null : reason,
    state: null,
    errorRows,
  }
}

function ending(finish: LoggedEvent | null, outcome: 'success' | 'failure' | 'gave up') {
  if (!finish) return { finishedAt: null, arrivedAt: null, outcome: null }
  return { finishedAt: finish.at, arrivedAt: finish.receivedAt, outcome }
}

/**
 * The last contact before anything of the attempt arrived; null if none is known. Usually that is the contact before
 * its start; where the start comes late, that before the first of the others.
 */
export function contactBefore(events: readonly { data: object }[]): number | null {
  const noted = events.flatMap(({ data }) => (data as NotedContact).contactBefore ?? [])
  return noted.length > 0 ? Math.min(...noted) : null
}

/** Only what was finished can be suspect; giving up at once takes no time, and is no wonder. */
function suspicion(start: Start, told: Outcome, contact: number | null): SuspectReason | null {
  if (!told.arrivedAt) return null
  const clock = start.data.setting === 'lab' ? ('active' as const) : ('wall' as const)
  const reason = suspectReason(
    { clock, activeMs: told.activeMs, wallMs: told.wallMs, pausedMs: told.pausedMs },
    { arrivedAt: told.arrivedAt.getTime(), contactBefore: contact },
  )
  return reason === 'no-time' && told.outcome !== 'success' ? null : reason
}

function latest(events: readonly LoggedEvent[]): Date {
  return new Date(Math.max(...events.map(({ at }) => at.getTime())))
}

/** An id for each of the errors of one event, the same at every derivation: the event's own, counted up. */
function nthId(id: string, index: number): string {
  if (index === 0) return id
  const tail = (Number.parseInt(id.slice(-8), 16) + index) % 2 ** 32
  return `${id.slice(0, -8)}${tail.toString(16).padStart(8, '0')}`
}
