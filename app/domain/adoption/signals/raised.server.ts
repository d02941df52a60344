import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type BlockCount, type Raised, raisedOf, SIGNALS, type SignalKind } from './signals.ts'

/** A block as it reads now, with its figures. */
type MeasuredBlock = BlockCount & { hash: string; moduleSlug: string; moduleTitle: string; title: string }

/** What a lead made of a signal. */
export type SignalDone = {
  act: 'dismissed' | 'opened'
  words: string | null
  by: string
  at: Date
  /** the question that was opened from it */
  clusterId: string | null
}

/** Suspected confusion at a block; `done` null while nobody has said what they make of it. */
export type Signal = Raised<MeasuredBlock> & { signal: SignalKind; done: SignalDone | null }

/**
 * Where people stall, fail or take hints unusually often, as last measured (`measureSignals`); what somebody dismissed or
 * took up among it. Both hold for the block as it reads: a changed block is measured anew.
 */
export async function signalsOf(viewer: Viewer): Promise<Signal[]> {
  ensure(viewer, 'confusion.read')
  const { id } = migrationOf(viewer)
  const [counts, done] = await Promise.all([countsOf(id), doneBy(id)])
  return SIGNALS.flatMap((signal) =>
    raisedOf(counts.filter((count) => count.signal === signal)).map((raised) => ({
      ...raised,
      signal,
      done: done.get(keyOf({ ...raised, signal })) ?? null,
    })),
  )
}

function countsOf(migrationId: string): Promise<(MeasuredBlock & { signal: SignalKind })[]> {
  return sql<MeasuredBlock & { signal: SignalKind }>`
    SELECT n.signal, n.module_id AS "moduleId", n.block_id AS "blockId", b.kind::text AS "blockKind", b.hash,
      m.slug AS "moduleSlug", l.title AS "moduleTitle", b.title, n.part, n.people AS of
    FROM module m JOIN signal_count n ON n.module_id = m.id JOIN release l ON l.id = m.current_release_id
    JOIN release_block b ON b.release_id = l.id AND b.block_id = n.block_id AND b.hash = n.block_hash
    WHERE m.migration_id = ${migrationId}::uuid`
}

type Named = Pick<MeasuredBlock, 'moduleId' | 'blockId' | 'hash'> & { signal: string }

const keyOf = ({ moduleId, blockId, hash, signal }: Named): string => `${moduleId} ${blockId} ${hash} ${signal}`

type DoneRow = Named & Omit<SignalDone, 'act'> & { act: SignalDone['act'] | 'restored' }

/** The newest act of each signal that was not taken back. */
async function doneBy(migrationId: string): Promise<Map<string, SignalDone>> {
  const rows = await sql<DoneRow>`
    SELECT DISTINCT ON (a.module_id, a.block_id, a.signal, a.block_hash) a.module_id AS "moduleId", a.block_id AS "blockId",
      a.block_hash AS hash, a.signal, a.act::text, a.words, p.name AS by, a.at, a.cluster_id AS "clusterId"
    FROM signal_action a JOIN module m ON m.id = a.module_id JOIN person p ON p.id = a.actor_id
    WHERE m.migration_id = ${migrationId}::uuid
    ORDER BY a.module_id, a.block_id, a.signal, a.block_hash, a.at DESC, a.id DESC`
  return new Map(
    rows.flatMap(({ act, words, by, at, clusterId, ...named }) =>
      act === 'restored' ? [] : [[keyOf(named), { act, words, by, at, clusterId }] as const],
    ),
  )
}
