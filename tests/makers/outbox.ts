import { vi } from 'vitest'
import type { LearningEventDraft, Receipt } from '#app/domain/practice/events.ts'
import type { Happening } from '#app/outbox/outbox.ts'
import { type EventStore, inOrder } from '#app/outbox/store.ts'

/** A browser's own store for tests without a browser; `takes: false` is one that is forbidden or full. */
export function aStore({ takes = true } = {}): EventStore & { takes: boolean; kept: LearningEventDraft[] } {
  const kept = new Map<string, LearningEventDraft>()
  const store = {
    takes,
    get kept() {
      return inOrder([...kept.values()])
    },
    keep: async (event: LearningEventDraft) => {
      open()
      kept.set(event.id, event)
    },
    all: async () => {
      open()
      return store.kept
    },
    drop: async (ids: readonly string[]) => {
      open()
      for (const id of ids) kept.delete(id)
    },
    forget: async () => {
      open()
      kept.clear()
    },
  }
  const open = () => {
    if (!store.takes) throw new DOMException('The user denied permission to access the database.', 'UnknownError')
  }
  return store
}

/** How a server answers a batch: with a receipt, or a status. */
export type Answer = (events: LearningEventDraft[]) => Partial<Receipt> | number | Promise<Partial<Receipt> | number>

/** A server behind `fetch` that answers as told, and remembers what it was sent; at first it accepts everything. */
export function aServer() {
  const server = { batches: [] as string[][], answer: (() => ({})) as Answer }
  vi.stubGlobal('fetch', async (_to: string, { body }: { body: string }) => {
    const { events } = JSON.parse(body) as { events: LearningEventDraft[] }
    const ids = events.map(({ id }) => id)
    server.batches.push(ids)
    const answer = await server.answer(events)
    if (typeof answer === 'number') return new Response(null, { status: answer })
    const refused = answer.refused ?? []
    const accepted = answer.accepted ?? ids.filter((id) => !refused.some((one) => one.id === id))
    return Response.json({ accepted, refused }, { status: 202 })
  })
  return server
}

/** A press of a lab's; `nth` counts them. */
export const aPress = (nth: number): Happening => ({
  ...{
    release: '0190163d-8694-739b-aea5-966c26f8ad91',
    block: 'enter',
    attempt: '0190163d-8694-739b-aea5-966c26f8ad92',
  },
  type: 'lab-step',
  data: { nth, screen: 'header', action: 'header/submit', values: {}, activeMs: 0, wallMs: 0 },
})
