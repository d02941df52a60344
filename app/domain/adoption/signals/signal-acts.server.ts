import { addAction } from '#app/domain/confusion/actions.server.ts'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { type Signal, signalsOf } from './raised.server.ts'
import type { SignalDismissalInput, SignalQuestionInput } from './signal-input.ts'

/** A signal as an address names it. */
export type SignalAddress = { module: string; block: string; signal: string }

/** One signal, for whoever acts on it. Refuses with `missing` what is not raised now. */
export async function signalAt(viewer: Viewer, address: SignalAddress): Promise<Signal> {
  ensure(viewer, 'confusion.triage')
  const signal = (await signalsOf(viewer)).find(
    (one) => one.moduleSlug === address.module && one.blockId === address.block && one.signal === address.signal,
  )
  if (!signal) throw new Refusal('missing', 'Nothing is suspected here now.')
  return signal
}

/**
 * Opens a question at the block in the lead's own words, which goes through the board as any other; its history says
 * what was measured. Answers its id. Refuses with `conflict` what somebody has dismissed or taken up meanwhile.
 */
export async function openFromSignal(
  viewer: Viewer,
  address: SignalAddress,
  { words }: SignalQuestionInput,
  now: Date,
): Promise<string> {
  const signal = await signalAt(viewer, address)
  return inTransaction(async (sql) => {
    await lockUndone(sql, signal)
    const clusterId = await keepQuestion(sql, viewer, signal, words, now)
    const { signal: kind, part, of } = signal
    await addAction(sql, clusterId, viewer.personId, { kind: 'raised', signal: kind, part, of }, now)
    await keepAct(sql, viewer, signal, { act: 'opened', words: null, clusterId }, now)
    return clusterId
  })
}

/** Says that a signal is nothing, with a word. Refuses with `conflict` as `openFromSignal`. */
export async function dismissSignal(
  viewer: Viewer,
  address: SignalAddress,
  { words }: SignalDismissalInput,
  now: Date,
): Promise<void> {
  const signal = await signalAt(viewer, address)
  await inTransaction(async (sql) => {
    await lockUndone(sql, signal)
    await keepAct(sql, viewer, signal, { act: 'dismissed', words, clusterId: null }, now)
  })
}

/** Takes a dismissal back. Where there is none, nothing changes. */
export async function restoreSignal(viewer: Viewer, address: SignalAddress, now: Date): Promise<void> {
  const signal = await signalAt(viewer, address)
  await inTransaction(async (sql) => {
    await lock(sql, signal)
    if ((await newestAct(sql, signal)) !== 'dismissed') return
    await keepAct(sql, viewer, signal, { act: 'restored', words: null, clusterId: null }, now)
  })
}

/** One at a time for each block: neither a double click nor two leads at once open two questions. */
async function lock(sql: Sql, { moduleId, blockId }: Signal): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`signal ${moduleId} ${blockId}`}, 0))`
}

async function lockUndone(sql: Sql, signal: Signal): Promise<void> {
  await lock(sql, signal)
  const act = await newestAct(sql, signal)
  if (act === 'opened') throw new Refusal('conflict', 'Somebody has opened a question from this already.')
  if (act === 'dismissed') throw new Refusal('conflict', 'Somebody has dismissed this. Show it again first.')
}

async function newestAct(sql: Sql, { moduleId, blockId, hash, signal }: Signal): Promise<string | null> {
  const [newest] = await sql<{ act: string }>`
    SELECT act::text FROM signal_action
    WHERE module_id = ${moduleId}::uuid AND block_id = ${blockId} AND block_hash = ${hash} AND signal = ${signal}
    ORDER BY at DESC, id DESC LIMIT 1`
  return newest?.act ?? null
}

async function keepQuestion(sql: Sql, viewer: Viewer, signal: Signal, words: string, now: Date): Promise<string> {
  const clusterId = newId(now)
  const { moduleId, blockId } = signal
  await sql`
    INSERT INTO confusion_cluster (id, migration_id, module_id, block_id, severity, opened_at)
    SELECT ${clusterId}, migration_id, id, ${blockId}, 'minor', ${now} FROM module WHERE id = ${moduleId}::uuid`
  await sql`
    INSERT INTO confusion_report (id, migration_id, cluster_id, person_id, module_id, release_id, block_id, kind, words, at)
    SELECT ${newId(now)}, migration_id, ${clusterId}, ${viewer.personId}, id, current_release_id, ${blockId}, 'other', ${words},
      ${now} FROM module WHERE id = ${moduleId}::uuid`
  return clusterId
}

type Act = { act: 'dismissed' | 'restored' | 'opened'; words: string | null; clusterId: string | null }

async function keepAct(sql: Sql, viewer: Viewer, on: Signal, { act, words, clusterId }: Act, now: Date): Promise<void> {
  await sql`
    INSERT INTO signal_action (id, module_id, block_id, block_hash, signal, act, words, part, people, at, actor_id, cluster_id)
    VALUES (${newId(now)}, ${on.moduleId}, ${on.blockId}, ${on.hash}, ${on.signal}, ${act}::signal_act, ${words}, ${on.part},
      ${on.of}, ${now}, ${viewer.personId}, ${clusterId})`
}
