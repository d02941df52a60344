import { clear, createStore, delMany, entries, set, type UseStore } from 'idb-keyval'
import type { LearningEventDraft } from '#app/domain/practice/events.ts'

/** The events of one person that the server has not acknowledged yet, in this browser. */
export type EventStore = {
  /** resolves once the event would survive the tab, the browser and the machine */
  keep(event: LearningEventDraft): Promise<void>
  /** in the order in which they happened */
  all(): Promise<LearningEventDraft[]>
  drop(ids: readonly string[]): Promise<void>
  /** removes everything, acknowledged or not */
  forget(): Promise<void>
}

/** A database of its own for each person, so that two people at one browser never mix. */
export function eventStore(personId: string): EventStore {
  const name = `gangway-${personId}`
  let opened: UseStore | undefined
  const store = () => {
    opened ??= createStore(name, 'events')
    return opened
  }
  return {
    keep: (event) => set(event.id, event, store()),
    all: async () => {
      const kept = await entries<string, LearningEventDraft>(store())
      return kept.map(([, event]) => event).sort((left, right) => (left.id < right.id ? -1 : 1))
    },
    drop: (ids) => delMany([...ids], store()),
    forget: async () => {
      await clear(store())
      // The empty database goes as soon as no page has it open any more; nobody need wait for that.
      indexedDB.deleteDatabase(name)
    },
  }
}
