import type { LearningEventDraft } from '#app/domain/practice/events.ts'
import { BATCH_LIMIT } from '#app/domain/practice/limits.ts'
import { newId } from '#app/platform/ids.ts'
import { deviceOf } from './device.ts'
import { Keeping } from './keeping.ts'
import { notCountedWords } from './not-counted.ts'
import { nextBatch, type Sent, sendBatch, waitAfter } from './sending.ts'
import { type EventStore, eventStore } from './store.ts'

/** What happened, without what the outbox adds by itself. */
export type Happening = Distribute<LearningEventDraft>
type Distribute<Event> = Event extends LearningEventDraft ? Omit<Event, 'id' | 'person' | 'at' | 'device'> : never

/** What the page may tell. */
export type OutboxState = {
  /** how many events wait here */
  waiting: number
  /** whether they can leave now; `trouble`: the server is there, but does not take them */
  state: 'idle' | 'sending' | 'offline' | 'trouble' | 'signed-out'
  /** whether what waits here would survive this page */
  keeps: boolean
  /** how many events of this page will never count, and why the last of them does not, in words */
  refused: { steps: number; words: string } | null
}

type Receipted = Extract<Sent, { to: 'server' }>

export const AT_REST: OutboxState = { waiting: 0, state: 'idle', keeps: true, refused: null }

/** An event that the server refused for good, and why, in words. */
export type RefusedEvent = { event: LearningEventDraft; words: string }

/** An event that the server fails on is let alone for so long, so that it does not hold the others back. */
const ASIDE_MS = 5 * 60_000
/** A network that has just come back is not there for everything yet, and a whole office comes back at once. */
const BACK_MS = 500
/** If so many single events fail one after the other, it is the server and not the events. */
const ENOUGH_FAILURES = 3

/**
 * Keeps every learning event of one person until the server has stored it. An event is first written to the browser's
 * own database, then sent; a resend is harmless, because the server knows events by their ids. One tab sends at a time.
 */
export class Outbox {
  readonly #person: string
  readonly #store: Keeping
  readonly #listeners = new Set<() => void>()
  readonly #arrivals = new Set<(events: readonly LearningEventDraft[]) => void>()
  readonly #refusals = new Set<(refused: readonly RefusedEvent[]) => void>()
  /** until when an event is let alone, by id */
  readonly #aside = new Map<string, number>()
  #state: OutboxState = AT_REST
  #lastMs = 0
  #tries = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #sending: Promise<void> | undefined
  #askedAgain = false
  #isBack = false
  #forgotten = false

  constructor(personId: string, store: EventStore = eventStore(personId)) {
    this.#person = personId
    this.#store = new Keeping(store)
  }

  get state(): OutboxState {
    return this.#state
  }

  /** For React: calls back whenever `state` is another. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls back with the events that the server has just stored. */
  onArrival(listener: (events: readonly LearningEventDraft[]) => void): () => void {
    this.#arrivals.add(listener)
    return () => this.#arrivals.delete(listener)
  }

  /** Calls back with the events that the server has just refused for good. */
  onRefusal(listener: (refused: readonly RefusedEvent[]) => void): () => void {
    this.#refusals.add(listener)
    return () => this.#refusals.delete(listener)
  }

  /**
   * Keeps what happened and sends it soon. Resolves with its id once it is safe in this browser, or is known to live
   * only as long as this page; never rejects. After `forget` nothing is recorded any more.
   */
  async record(happening: Happening, at = new Date()): Promise<string> {
    const id = this.#nextId()
    if (this.#forgotten) return id
    const event = { ...happening, id, person: this.#person, at: at.toISOString(), device: deviceOf(this.#person) }
    await this.#store.keep(event as LearningEventDraft)
    this.#tell({ waiting: this.#state.waiting + 1, keeps: this.#store.keeps })
    this.#sendIn(event.type === 'block-reached' ? 1_500 : 0)
    return id
  }

  /** Whether an event still waits here; one that cannot be looked for does. */
  async isWaiting(id: string): Promise<boolean> {
    const events = await this.#store.all().catch(() => null)
    return events?.some((event) => event.id === id) ?? true
  }

  /** Sends everything that waits; resolves when nothing is left or nothing gets through, and never rejects. */
  flush(): Promise<void> {
    if (this.#forgotten) return Promise.resolve()
    if (this.#sending) this.#askedAgain = true
    else this.#sending = this.#sendUntilQuiet()
    return this.#sending
  }

  /** Sends what can be sent within a while; resolves with how many events still wait, as the store has them. */
  async settle(withinMs: number): Promise<number> {
    this.#aside.clear()
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, withinMs)
    await Promise.race([this.flush(), late])
    clearTimeout(timer)
    try {
      return (await this.#store.all()).length
    } catch {
      return this.#state.waiting
    }
  }

  /** Removes this person's events from the browser, sent or not, and records nothing more. */
  async forget(): Promise<void> {
    this.#forgotten = true
    clearTimeout(this.#timer)
    await this.#store.forget()
    this.#tell(AT_REST)
  }

  /** Begins with what an earlier page left here. */
  start(): () => void {
    const wake = () => void this.flush()
    const goOn = () => {
      this.#isBack = true
      this.#sendIn(BACK_MS)
    }
    // The browser asks whoever would leave the page with what it alone holds.
    const stay = (leaving: BeforeUnloadEvent) => {
      if (this.#store.held > 0) leaving.preventDefault()
    }
    window.addEventListener('online', goOn)
    window.addEventListener('beforeunload', stay)
    document.addEventListener('visibilitychange', wake)
    wake()
    return () => {
      clearTimeout(this.#timer)
      window.removeEventListener('online', goOn)
      window.removeEventListener('beforeunload', stay)
      document.removeEventListener('visibilitychange', wake)
    }
  }

  /** Ids grow with time even where the device's clock stands still. */
  #nextId(): string {
    this.#lastMs = Math.max(Date.now(), this.#lastMs + 1)
    return newId(new Date(this.#lastMs))
  }

  #sendIn(ms: number): void {
    clearTimeout(this.#timer)
    if (!this.#forgotten) this.#timer = setTimeout(() => void this.flush(), ms)
  }

  /**
   * What was recorded while the last batch was on its way is looked for once more, and so is all where the network came
   * back meanwhile.
   */
  async #sendUntilQuiet(): Promise<void> {
    let isThrough: boolean
    do {
      this.#askedAgain = false
      this.#isBack = false
      isThrough = await this.#inTurn(() => this.#sendAll()).catch(() => this.#waitFor('trouble'))
    } while (this.#isBack || (this.#askedAgain && isThrough))
    this.#sending = undefined
  }

  /** Two tabs of one person take turns; a browser without locks relies on the server's idempotence. */
  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (!('locks' in navigator)) return work()
    return navigator.locks.request(`gangway-outbox-${this.#person}`, work)
  }

  /**
   * Sends batch after batch; answers whether all got through that is not let alone. A batch on which the server fails
   * is halved, down to the event that it fails on.
   */
  async #sendAll(): Promise<boolean> {
    let most = BATCH_LIMIT
    let failures = 0
    while (!this.#forgotten) {
      const events = await this.#store.all()
      const batch = nextBatch(this.#ready(events), most)
      if (batch.length === 0) return this.#rest(events.length)
      this.#tell({ waiting: events.length, state: 'sending' })
      const sent = await sendBatch(batch)
      if (sent.to === 'server') {
        if (!(await this.#putAway(batch, sent))) return false
        most = Math.min(BATCH_LIMIT, most * 2)
        failures = 0
      } else if (sent.why !== 'unreadable') {
        return this.#waitFor(sent.why)
      } else if (batch.length > 1) {
        most = Math.ceil(batch.length / 2)
      } else {
        for (const { id } of batch) this.#aside.set(id, Date.now() + ASIDE_MS)
        if (++failures === ENOUGH_FAILURES) return this.#waitFor('trouble')
      }
    }
    return false
  }

  #ready(events: readonly LearningEventDraft[]): LearningEventDraft[] {
    const now = Date.now()
    return events.filter(({ id }) => (this.#aside.get(id) ?? 0) <= now)
  }

  /** Nothing can be sent now: all is, or the rest is let alone for a while. */
  #rest(waiting: number): true {
    this.#tell({ waiting, state: waiting > 0 ? 'trouble' : 'idle', keeps: this.#store.keeps })
    if (waiting > 0) this.#sendIn(ASIDE_MS)
    return true
  }

  #waitFor(why: 'offline' | 'signed-out' | 'trouble'): false {
    this.#tell({ state: why })
    if (why === 'signed-out') return false
    this.#tries++
    this.#sendIn(waitAfter(this.#tries))
    return false
  }

  /** Drops what the server has answered for and says so; answers false if there is nothing of that: all is somebody else's. */
  async #putAway(batch: readonly LearningEventDraft[], sent: Receipted): Promise<boolean> {
    const { accepted, refused } = sent
    this.#tries = 0
    await this.#store.drop([...accepted, ...refused.map(({ id }) => id)])
    const stored = new Set(accepted)
    const arrived = batch.filter(({ id }) => stored.has(id))
    if (arrived.length > 0) for (const listener of this.#arrivals) listener(arrived)
    if (refused.length > 0) this.#tellRefused(batch, sent)
    if (batch.some(({ id }) => stored.has(id) || refused.some((one) => one.id === id))) return true
    return this.#waitFor(sent.kept.length > 0 ? 'signed-out' : 'trouble')
  }

  #tellRefused(batch: readonly LearningEventDraft[], { refused, aheadMs }: Receipted): void {
    const reasons = new Map(refused.map(({ id, reason }) => [id, reason]))
    const left = batch.flatMap((event) => {
      const reason = reasons.get(event.id)
      return reason ? [{ event, words: notCountedWords({ reason, aheadMs }) }] : []
    })
    const words = left.at(-1)?.words
    if (words === undefined) return
    this.#tell({ refused: { words, steps: (this.#state.refused?.steps ?? 0) + left.length } })
    for (const listener of this.#refusals) listener(left)
  }

  #tell(change: Partial<OutboxState>): void {
    const state = { ...this.#state, ...change }
    const known = this.#state
    if (Object.keys(state).every((key) => state[key as keyof OutboxState] === known[key as keyof OutboxState])) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
