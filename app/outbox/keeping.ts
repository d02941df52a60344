import type { LearningEventDraft } from '#app/domain/practice/events.ts'
import { type EventStore, inOrder } from './store.ts'

/**
 * A store that holds in memory whatever the browser's own does not take: a browser may forbid it, or have no room.
 * Then an event lives as long as its page, and can still be sent.
 */
export class Keeping implements EventStore {
  readonly #store: EventStore
  /** not in the browser's own store, or not yet */
  readonly #held = new Map<string, LearningEventDraft>()
  /** acknowledged, but the browser could not remove them */
  readonly #dropped = new Set<string>()
  #hasWorked = false
  #keeps = true

  constructor(store: EventStore) {
    this.#store = store
  }

  /** Whether the last event would survive the page. */
  get keeps(): boolean {
    return this.#keeps
  }

  /** How many events would not survive the page. */
  get held(): number {
    return this.#held.size
  }

  /** Never rejects: what cannot be kept is held. */
  async keep(event: LearningEventDraft): Promise<void> {
    this.#held.set(event.id, event)
    try {
      await this.#store.keep(event)
      this.#held.delete(event.id)
      this.#hasWorked = true
      this.#keeps = true
    } catch {
      this.#keeps = false
    }
  }

  /** Rejects only if there may be more in the browser than can be read now. */
  async all(): Promise<LearningEventDraft[]> {
    const kept = await this.#kept()
    const events = new Map([...kept.map((event) => [event.id, event] as const), ...this.#held])
    return inOrder([...events.values()].filter(({ id }) => !this.#dropped.has(id)))
  }

  /** Never rejects: what the browser cannot remove is passed over. */
  async drop(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#held.delete(id)
    try {
      await this.#store.drop(ids)
    } catch {
      for (const id of ids) this.#dropped.add(id)
    }
  }

  /** Never rejects: a browser that cannot be told to forget has kept nothing, or nothing that can be read. */
  async forget(): Promise<void> {
    this.#held.clear()
    await this.#store.forget().catch(() => {})
  }

  /** A browser that has never kept anything has nothing to read. */
  async #kept(): Promise<LearningEventDraft[]> {
    try {
      const kept = await this.#store.all()
      this.#hasWorked = true
      return kept
    } catch (error) {
      if (this.#hasWorked) throw error
      return []
    }
  }
}
