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
    opened ??= storeThatGivesWay(name, () => {
      opened = undefined
    })
    return opened
  }
  return {
    // Async, so that a browser that does not even know IndexedDB rejects like one that refuses it.
    keep: async (event) => set(event.id, event, store()),
    all: async () => inOrder((await entries<string, LearningEventDraft>(store())).map(([, event]) => event)),
    drop: async (ids) => delMany([...ids], store()),
    forget: async () => {
      await clear(store())
      indexedDB.deleteDatabase(name)
      // Screenshots that wait with a report, see kept-pictures.ts.
      indexedDB.deleteDatabase('gangway-pictures')
    },
  }
}

/**
 * Lets go of its database as soon as a tab removes it, so that it is gone at once, and what another tab keeps from then
 * on is not removed with it.
 */
function storeThatGivesWay(name: string, closed: () => void): UseStore {
  const store = createStore(name, 'events')
  const giveWay = (database: IDBDatabase) => {
    database.onversionchange = () => {
      database.close()
      closed()
    }
  }
  // Where it cannot be opened, whoever uses it is told so.
  store('readonly', ({ transaction }) => giveWay(transaction.db)).catch(() => {})
  return store
}

/** Ids grow with time. */
export function inOrder(events: readonly LearningEventDraft[]): LearningEventDraft[] {
  return [...events].sort((left, right) => (left.id < right.id ? -1 : 1))
}
