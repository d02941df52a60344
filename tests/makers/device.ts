import type { LoggedEvent } from '#app/domain/practice/attempt-events.ts'
import type { EventOf } from '#app/domain/practice/events.ts'
import { type LabState, press, startLab } from '#app/domain/practice/lab.ts'
import {
  type ActiveClock,
  activeAt,
  activeClock,
  advance,
  type ClockMark,
  outsideTime,
  type Pause,
} from '#app/domain/practice/timing.ts'
import {
  newWallClock,
  type Reading,
  readWallClock,
  resumedWallClock,
  type WallClock,
} from '#app/domain/practice/wall-clock.ts'
import type { LabDefinition, TaskDefinition } from '#app/lessons/definitions.ts'
import { newId } from '#app/platform/ids.ts'

/** What can happen while somebody is at a lab, or at a task outside. Durations are milliseconds. */
export type Happening =
  | { what: 'work' | 'look' | 'leave' | 'sleep'; ms: number }
  | { what: 'set the clock'; by: number }
  | { what: 'press rightly' | 'press wrongly' | 'ask for a hint' | 'give up' }
  | { what: 'pause' | 'go on' | 'it worked' | 'it did not work' }
  | { what: 'reload' | 'lose the network' | 'find the network' }

const SECOND = 1_000
const RELEASE = newId()

/** When the person signed in, by the server's clock. */
export const SIGNED_IN = Date.parse('2026-09-15T08:55Z')
const BEGUN = Date.parse('2026-09-15T09:00Z')

/**
 * A device on which one attempt at a lab or at a task outside is made, with a clock that can be set, a page that can be reloaded, and a
 * network that comes and goes: it uses the browser's own rules of time, and keeps beside them what is true.
 */
export class Device {
  readonly log: LoggedEvent[] = []
  /** how long the page was awake and in view */
  awakeMs = 0
  /** how long the attempt lasted, and how much of that was declared a pause */
  lastedMs = 0
  pausedMs = 0
  ended = false
  #truth = BEGUN
  #ahead = 0
  #steady = 0
  readonly #steadySleeps: boolean
  #active: ActiveClock = activeClock()
  #wall: WallClock
  #lab: LabState | null
  #pauses: Pause[] = []
  readonly #definition: LabDefinition | TaskDefinition
  #online = true
  #waiting: Omit<LoggedEvent, 'receivedAt'>[] = []
  #contact = SIGNED_IN
  #lastMs = 0

  constructor(definition: LabDefinition | TaskDefinition, { steadySleeps }: { steadySleeps: boolean }) {
    this.#definition = definition
    this.#steadySleeps = steadySleeps
    this.#lab = definition.setting === 'lab' ? startLab(definition) : null
    this.#wall = newWallClock(this.#reading())
    this.#mark('visible')
    this.#say({ type: 'attempt-started', data: { setting: definition.setting, mode: 'assessed' } })
  }

  /** Lets it happen; after the end of the attempt only the network still matters. At last everything arrives. */
  static whereAll(
    definition: LabDefinition | TaskDefinition,
    happenings: readonly Happening[],
    steadySleeps: boolean,
  ): Device {
    const device = new Device(definition, { steadySleeps })
    for (const happening of happenings) device.#let(happening)
    device.#online = true
    device.#send()
    return device
  }

  #let(happening: Happening): void {
    if (happening.what === 'lose the network') this.#online = false
    if (happening.what === 'find the network') this.#online = true
    this.#send()
    if (this.ended) return
    if ('ms' in happening) this.#spend(happening.what, happening.ms)
    else if ('by' in happening) this.#ahead += happening.by
    else this.#act(happening.what)
  }

  #spend(what: 'work' | 'look' | 'leave' | 'sleep', ms: number): void {
    if (what === 'work') this.#beAwake(ms, 5 * SECOND)
    if (what === 'look') this.#beAwake(ms, Number.POSITIVE_INFINITY)
    if (what === 'leave') {
      this.#mark('hidden')
      this.#pass(ms)
      this.#mark('visible')
    }
    if (what === 'sleep') {
      this.#goesBy(ms)
      if (this.#steadySleeps) this.#steady += ms
      this.#mark('tick')
    }
  }

  #act(what: Exclude<Happening, { ms: number } | { by: number }>['what']): void {
    if (what === 'reload') this.#reload()
    if (this.#lab) this.#actInLab(what, this.#lab)
    else this.#actOutside(what)
  }

  #actInLab(what: Happening['what'], { screen }: LabState): void {
    if (what === 'press rightly') this.#press(screen === 'list' ? 'list/new' : 'header/submit', '1200')
    if (what === 'press wrongly') this.#press(screen === 'list' ? 'list/import' : 'header/submit', '1440')
    if (what === 'ask for a hint') this.#say({ type: 'hint-asked', data: { screen, activeMs: this.#activeMs() } })
    if (what === 'give up') this.#end('attempt-gave-up')
  }

  #actOutside(what: Happening['what']): void {
    const isPaused = this.#isPaused()
    const now = this.#wallNow()
    if (what === 'pause' && !isPaused) {
      this.#pauses.push({ from: now, to: null })
      this.#say({ type: 'attempt-paused', data: {} })
    }
    if (what === 'go on' && isPaused) {
      this.#pauses = this.#pauses.map((pause) => (pause.to === null ? { ...pause, to: now } : pause))
      this.#say({ type: 'attempt-resumed', data: {} })
    }
    const spent = { activeMs: 0, ...outsideTime(BEGUN, this.#pauses, now) }
    if (what === 'it worked') this.#finish({ ...spent, outcome: 'success' })
    if (what === 'it did not work') this.#finish({ ...spent, outcome: 'failure' })
    if (what === 'give up') {
      this.#say({ type: 'attempt-gave-up', data: spent })
      this.ended = true
    }
  }

  #finish(data: EventOf<'attempt-finished'>['data']): void {
    this.#say({ type: 'attempt-finished', data })
    this.ended = true
  }

  #isPaused(): boolean {
    return this.#pauses.some(({ to }) => to === null)
  }

  #press(action: string, net: string): void {
    const [definition, lab] = [this.#definition, this.#lab]
    if (definition.setting !== 'lab' || !lab) return
    const { presses: nth, screen } = lab
    const values: Record<string, string> = screen === 'header' ? { net, date: '2026-03-03' } : {}
    const pressed = press(definition, lab, action, values)
    const times = { activeMs: this.#activeMs(), wallMs: this.#wallMs() }
    this.#say({ type: 'lab-step', data: { nth, screen, action, values, ...times } })
    this.#lab = pressed.state
    if (pressed.done) this.#end('attempt-finished')
  }

  #end(type: 'attempt-finished' | 'attempt-gave-up'): void {
    const presses = this.#lab?.presses
    this.#say({ type, data: { activeMs: this.#activeMs(), wallMs: this.#wallMs(), pausedMs: 0, presses } })
    this.ended = true
  }

  /** What the page keeps of its clocks survives it; what it numbers events by does not. */
  #reload(): void {
    const [activeMs, { now, epoch }] = [this.#activeMs(), readWallClock(this.#wall, this.#reading())]
    this.#pass(2 * SECOND)
    this.#steady = 0
    this.#lastMs = 0
    this.#active = activeClock(activeMs)
    this.#wall = resumedWallClock({ now, epoch }, this.#reading())
    this.#mark('visible')
  }

  #beAwake(ms: number, actsEvery: number): void {
    let sinceAct = 0
    for (let left = ms; left > 0; left -= SECOND) {
      const passes = Math.min(left, SECOND)
      this.#pass(passes)
      this.awakeMs += passes
      sinceAct += passes
      this.#mark(sinceAct >= actsEvery ? 'active' : 'tick')
      if (sinceAct >= actsEvery) sinceAct = 0
    }
  }

  #pass(ms: number): void {
    this.#goesBy(ms)
    this.#steady += ms
  }

  /** Time passes, whatever the device's clocks say of it. */
  #goesBy(ms: number): void {
    this.#truth += ms
    if (this.ended) return
    this.lastedMs += ms
    if (this.#isPaused()) this.pausedMs += ms
  }

  #mark(what: ClockMark['what']): void {
    this.#active = advance(this.#active, { at: this.#steady, what })
    this.#wall = readWallClock(this.#wall, this.#reading())
  }

  #reading(): Reading {
    return { epoch: this.#truth + this.#ahead, steady: this.#steady }
  }

  #activeMs(): number {
    return activeAt(this.#active, this.#steady)
  }

  #wallMs(): number {
    return this.#wallNow() - BEGUN
  }

  #wallNow(): number {
    return readWallClock(this.#wall, this.#reading()).now
  }

  #say(told: Pick<LoggedEvent, 'type' | 'data'>): void {
    this.#lastMs = Math.max(this.#reading().epoch, this.#lastMs + 1)
    const id = newId(new Date(this.#lastMs))
    const at = new Date(this.#reading().epoch)
    const event = { id, at, release: RELEASE, block: 'enter', device: null, ...told } as Omit<LoggedEvent, 'receivedAt'>
    this.#waiting.push(event)
  }

  #send(): void {
    if (!this.#online) return
    const receivedAt = new Date(this.#truth)
    for (const event of this.#waiting) {
      this.log.push({
        ...event,
        receivedAt,
        data: { ...event.data, contactBefore: this.#contact },
      } as unknown as LoggedEvent)
    }
    this.#waiting = []
    this.#contact = this.#truth
  }
}

/** Events in an order that the keys decide, as a network may deliver them. */
export function inAnyOrder<Event>(log: readonly Event[], keys: Iterator<number>): Event[] {
  const keyed = log.map((event) => ({ event, key: keys.next().value as number }))
  return keyed.toSorted((left, right) => left.key - right.key).map(({ event }) => event)
}
