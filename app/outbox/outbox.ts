import type { LearningEventDraft } from '#app/domain/practice/events.ts'
import { newId } from '#app/platform/ids.ts'
import { nextBatch, type Sent, sendBatch, waitAfter } from './sending.ts'
import { type EventStore, eventStore } from './store.ts'

/** What happened, without what the outbox adds by itself. */
export type Happening = Distribute<LearningEventDraft>
type Distribute<Event> = Event extends LearningEventDraft ? Omit<Event, 'id' | 'person' | 'at' | 'device'> : never

/** What the page may tell: how many events wait here, and whether they can leave now. */
export type OutboxState = { waiting: number; state: 'idle' | 'sending' | 'offline' | 'signed-out' }

/**
 * Keeps every learning event of one person until the server has stored it. An event is first written to the browser's
 * own database, then sent; a resend is harmless, because the server knows events by their ids. One tab sends at a time.
 */
export class Outbox {
  readonly #person: string
  readonly #store: EventStore
  readonly #listeners = new Set<() => void>()
  readonly #arrivals = new Set<(events: readonly LearningEventDraft[]) => void>()
  #state: OutboxState = { waiting: 0, state: 'idle' }
  #lastMs = 0
  #tries = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #sending: Promise<void> | undefined

  constructor(personId: string, store: EventStore = eventStore(personId)) {
    this.#person = personId
    this.#store = store
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

  /** Keeps what happened and sends it soon. Resolves with its id once it is safe in this browser. */
  async record(happening: Happening, at = new Date()): Promise<string> {
    const event = {
      ...happening,
      id: this.#nextId(),
      person: this.#person,
      at: at.toISOString(),
      device: deviceOf(this.#person),
    }
    await this.#store.keep(event as LearningEventDraft)
    this.#tell({ ...this.#state, waiting: this.#state.waiting + 1 })
    this.#sendIn(event.type === 'block-reached' ? 1_500 : 0)
    return event.id
  }

  /** Sends everything that waits; resolves when nothing is left or nothing gets through. */
  flush(): Promise<void> {
    this.#sending ??= this.#inTurn(() => this.#sendAll()).finally(() => {
      this.#sending = undefined
    })
    return this.#sending
  }

  /** Sends what can be sent within a while; resolves with how many events still wait. */
  async settle(withinMs: number): Promise<number> {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, withinMs)
    await Promise.race([this.flush(), late]).finally(() => clearTimeout(timer))
    return (await this.#store.all()).length
  }

  /** Removes this person's events from the browser, sent or not. */
  async forget(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#store.forget()
    this.#tell({ waiting: 0, state: 'idle' })
  }

  /** Begins with what an earlier page left here. */
  start(): () => void {
    const wake = () => void this.flush()
    window.addEventListener('online', wake)
    document.addEventListener('visibilitychange', wake)
    wake()
    return () => {
      clearTimeout(this.#timer)
      window.removeEventListener('online', wake)
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
    this.#timer = setTimeout(() => void this.flush(), ms)
  }

  /** Two tabs of one person take turns; a browser without locks relies on the server's idempotence. */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    if (!('locks' in navigator)) return work()
    await navigator.locks.request(`gangway-outbox-${this.#person}`, work)
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const events = await this.#store.all()
      if (events.length === 0) return this.#tell({ waiting: 0, state: 'idle' })
      this.#tell({ waiting: events.length, state: 'sending' })
      const batch = nextBatch(events)
      const sent = await sendBatch(batch)
      if (sent.to === 'nowhere') return this.#waitFor(sent.why, events.length)
      this.#tries = 0
      await this.#store.drop(sent.done)
      this.#announce(batch, sent)
      if (sent.done.length === 0) return this.#tell({ waiting: events.length, state: 'signed-out' })
    }
  }

  #waitFor(why: 'offline' | 'signed-out' | 'trouble', waiting: number): void {
    this.#tell({ waiting, state: why === 'signed-out' ? 'signed-out' : 'offline' })
    if (why === 'signed-out') return
    this.#tries++
    this.#sendIn(waitAfter(this.#tries))
  }

  #announce(batch: readonly LearningEventDraft[], sent: Extract<Sent, { to: 'server' }>): void {
    const done = new Set(sent.done)
    const arrived = batch.filter(({ id }) => done.has(id))
    for (const listener of this.#arrivals) listener(arrived)
  }

  #tell(state: OutboxState): void {
    if (state.waiting === this.#state.waiting && state.state === this.#state.state) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

/** This browser's own id for a person; made once and kept, so that the server can tell devices apart. */
function deviceOf(personId: string): string {
  const key = `gangway:device:${personId}`
  const known = localStorage.getItem(key)
  if (known) return known
  const made = crypto.randomUUID()
  localStorage.setItem(key, made)
  return made
}
