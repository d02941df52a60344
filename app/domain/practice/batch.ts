/** Reads a batch: what in it is an event of this person's, and why the rest is refused. Pure. */
import type { Block } from '#app/lessons/tree.ts'
import { idTime } from '#app/platform/ids.ts'
import { type Batch, type EventRefusal, type LearningEvent, LearningEventInput, type Receipt } from './events.ts'
import { RETENTION_MONTHS } from './limits.ts'

/** How far a device's clock may be ahead. */
export const AHEAD_MS = 5 * 60_000

export type ReadBatch = { events: LearningEvent[]; refused: Receipt['refused'] }

/** The events of a batch in order of their ids, each once; and each refused one with the reason. */
export function readBatch(batch: Batch, personId: string, now: Date): ReadBatch {
  const events = new Map<string, LearningEvent>()
  const refused = new Map<string, EventRefusal>()
  for (const sent of batch.events) {
    const event = LearningEventInput.safeParse(sent)
    const id = event.success ? event.data.id : sent.id
    if (events.has(id) || refused.has(id)) continue
    const reason = event.success ? refusalOf(event.data, personId, now) : 'malformed'
    if (reason) refused.set(id, reason)
    else if (event.success) events.set(event.data.id, event.data)
  }
  return {
    events: [...events.values()].sort((left, right) => (left.id < right.id ? -1 : 1)),
    refused: [...refused].map(([id, reason]) => ({ id, reason })),
  }
}

function refusalOf(event: LearningEvent, personId: string, now: Date): EventRefusal | null {
  if (event.person !== personId) return 'another-person'
  const latest = now.getTime() + AHEAD_MS
  if (idTime(event.id).getTime() > latest || Date.parse(event.at) > latest) return 'from-the-future'
  return isBefore(event, earliestKept(now)) ? 'too-old' : null
}

/** Whether an event says, by its id or its time, that it is from before an instant. */
export function isBefore({ id, at }: Pick<LearningEvent, 'id' | 'at'>, instant: Date): boolean {
  return idTime(id) < instant || Date.parse(at) < instant.getTime()
}

/** Events from before this instant are refused: the log has let go of them. */
export function earliestKept(now: Date): Date {
  const earliest = new Date(now)
  earliest.setUTCMonth(earliest.getUTCMonth() - RETENTION_MONTHS)
  return earliest
}

/** Whether an event can have happened at a block of its release. */
export function refusalAt(event: LearningEvent, blocks: ReadonlyMap<string, Block>): EventRefusal | null {
  if (event.block === undefined) return null
  const block = blocks.get(event.block)
  return block && fits(event, block) ? null : 'unknown-block'
}

function fits(event: LearningEvent, block: Block): boolean {
  switch (event.type) {
    case 'block-reached':
    case 'module-confirmed':
      return true
    case 'check-answered':
      return block.kind === 'check'
    case 'video-watched':
      return block.kind === 'video'
    case 'attempt-started':
      return block.kind === 'task' && block.definition.setting === event.data.setting
    case 'lab-step':
    case 'hint-asked':
      return block.kind === 'task' && block.definition.setting === 'lab'
    case 'attempt-paused':
    case 'attempt-resumed':
      return block.kind === 'task' && block.definition.setting === 'outside'
    case 'attempt-finished':
    case 'attempt-gave-up':
    case 'old-time-started':
    case 'old-time-finished':
    case 'old-time-gave-up':
      return block.kind === 'task'
  }
}
