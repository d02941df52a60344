import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LearningEventDraft, Receipt } from '#app/domain/practice/events.ts'
import { ingest } from '#app/domain/practice/ingest.server.ts'
import { newId } from '#app/platform/ids.ts'

type Draft = LearningEventDraft
type DataOf<Type extends Draft['type']> = Extract<Draft, { type: Type }>['data']

/** A browser of one person's, working on one release: its clock goes on by what it is told. */
export class Browser {
  readonly device = newId()
  readonly viewer: Viewer
  release: { id: string }
  clock: number
  readonly #presses = new Map<string, number>()
  /** what was not sent yet */
  outbox: Draft[] = []

  constructor(viewer: Viewer, release: { id: string }, at: Date) {
    this.viewer = viewer
    this.release = release
    this.clock = at.getTime()
  }

  wait(ms: number): this {
    this.clock += ms
    return this
  }

  /** Puts an event into the outbox, a millisecond after the one before. */
  say<Type extends Draft['type']>(type: Type, block: string, data: DataOf<Type>, attempt?: string): Draft {
    this.clock += 1
    const at = new Date(this.clock)
    const event = {
      ...{ id: newId(at), person: this.viewer.personId, at: at.toISOString(), device: this.device },
      ...{ release: this.release.id, block, type, data, ...(attempt ? { attempt } : {}) },
    } as Draft
    this.outbox.push(event)
    return event
  }

  reach(block: string): Draft {
    return this.say('block-reached', block, {})
  }

  start(block: string, setting: 'lab' | 'outside' = 'lab', mode: 'assessed' | 'guided' = 'assessed'): string {
    const attempt = newId(new Date(this.clock + 1))
    this.say('attempt-started', block, { setting, mode }, attempt)
    return attempt
  }

  /** Presses an action of `aLab`; a press takes ten seconds, all of them active. */
  press(block: string, attempt: string, action: string, values: Record<string, string> = {}, activeMs = 10_000): Draft {
    const [screen = ''] = action.split('/')
    const nth = this.#presses.get(attempt) ?? 0
    this.#presses.set(attempt, nth + 1)
    return this.say('lab-step', block, { nth, screen, action, values, activeMs, wallMs: activeMs }, attempt)
  }

  finish(block: string, attempt: string, data: Partial<DataOf<'attempt-finished'>> = {}): Draft {
    const times = { activeMs: 60_000, wallMs: 60_000, pausedMs: 0 }
    return this.say('attempt-finished', block, { ...times, ...this.#end(attempt), ...data }, attempt)
  }

  giveUp(block: string, attempt: string): Draft {
    const times = { activeMs: 5_000, wallMs: 5_000, pausedMs: 0 }
    return this.say('attempt-gave-up', block, { ...times, ...this.#end(attempt) }, attempt)
  }

  /** What the end of a lab says of the presses before it. */
  #end(attempt: string): { presses?: number } {
    const presses = this.#presses.get(attempt)
    return presses === undefined ? {} : { presses }
  }

  /** The whole of `aLab` done right, with the mistakes that are named; the clock goes on by a minute. */
  doLab(block: string, { mode = 'assessed' as 'assessed' | 'guided', gross = false, pays = false } = {}): string {
    const attempt = this.start(block, 'lab', mode)
    if (pays) this.press(block, attempt, 'list/pay')
    this.press(block, attempt, 'list/new')
    if (gross) this.press(block, attempt, 'header/submit', { net: '1.440,00', date: '3.3.2026' })
    this.wait(60_000)
    this.press(block, attempt, 'header/submit', { net: '1,200.00', date: '03/03/2026' }, 60_000)
    this.finish(block, attempt)
    return attempt
  }

  /** A try in the old product, as a measuring asked for it; the clock goes on by its time. */
  doInOldProduct(
    block: string,
    { id: measuring }: { id: string },
    { ms = 60_000, pausedMs = 0, outcome = 'success' as 'success' | 'failure' | 'gave up' } = {},
  ): string {
    const attempt = newId(new Date(this.clock + 1))
    this.say('old-time-started', block, { measuring }, attempt)
    this.wait(ms + pausedMs)
    const times = { measuring, wallMs: ms + pausedMs, pausedMs }
    if (outcome === 'gave up') this.say('old-time-gave-up', block, times, attempt)
    else this.say('old-time-finished', block, { ...times, outcome }, attempt)
    return attempt
  }

  answer(block: string, answers: Record<string, string[]>, nth = 0): Draft {
    return this.say('check-answered', block, { nth, answers })
  }

  /** Plays parts of a film of 100 seconds: says that it begins, and what was played when that much time has passed. */
  watch(block: string, ...watched: [number, number][]): Draft {
    this.say('video-watched', block, { watched: [], position: watched[0]?.[0] ?? 0, duration: 100 })
    this.wait(watched.reduce((sum, [from, to]) => sum + (to - from) * 1_000, 0))
    return this.watchAtOnce(block, ...watched)
  }

  /** Says that parts of a film were played, whether that can be or not. */
  watchAtOnce(block: string, ...watched: [number, number][]): Draft {
    return this.say('video-watched', block, { watched, position: watched.at(-1)?.[1] ?? 0, duration: 100 })
  }

  /** Sends the outbox, at the browser's own time unless told otherwise. */
  async send(now: Date = new Date(this.clock)): Promise<Receipt> {
    const events = this.outbox
    this.outbox = []
    return ingest(this.viewer, { events }, now)
  }
}
