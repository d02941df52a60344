import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { tsQuery, wordsOf } from '#app/domain/modules/search.ts'
import { inTransaction, type Part, part, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { addAction, lockAsSeen } from '../actions.server.ts'
import { knownId } from '../known-id.ts'
import type { EditedAnswer, LibraryAnswer } from './lasting.ts'
import type { KeptAnswerInput, LibraryAnswerInput } from './lasting-input.ts'
import { neededSource } from './source.server.ts'

/** More than anybody reads through; a search finds the rest. */
const LIST_LIMIT = 300

type Row = { id: string; question: string; words: string; slug: string; title: string | null; block: string | null }

/** Answered questions of the viewer's migration in teaching order, or those that have the words that are looked for. */
export async function libraryAnswers(viewer: Viewer, query: string, limit = LIST_LIMIT): Promise<LibraryAnswer[]> {
  const words = wordsOf(query)
  if (words.length === 0) return query.trim() === '' ? found(viewer, part``, limit) : []
  const all = await found(viewer, holding(tsQuery(words)), limit)
  return all.length > 0 || words.length === 1 ? all : found(viewer, holding(tsQuery(words, { join: '|' })), limit)
}

const holding = (query: string): Part =>
  part`AND to_tsvector('searched', k.question || ' ' || k.words) @@ to_tsquery('searched', ${query})`

async function found(viewer: Viewer, which: Part, limit: number): Promise<LibraryAnswer[]> {
  const rows = await sql<Row>`
    SELECT k.id, k.question, k.words, m.slug, e.title, b.block_id AS block
    FROM library_answer k JOIN module m ON m.id = k.module_id
    LEFT JOIN release e ON e.id = m.current_release_id
    LEFT JOIN release_block b ON b.release_id = e.id AND b.block_id = k.block_id
    WHERE k.migration_id = ${viewer.migration?.id ?? null}::uuid AND k.retired_at IS NULL ${which}
    ORDER BY m.position, m.slug, b.position, k.kept_at, k.id LIMIT ${limit}`
  return rows.map(({ slug, title, block, ...row }) => ({
    ...row,
    place: title === null ? null : { slug, title, block },
  }))
}

/** Those that nobody is offered any more, for whoever may bring them back. */
export async function retiredAnswers(viewer: Viewer): Promise<{ id: string; question: string }[]> {
  ensure(viewer, 'confusion.triage')
  return sql<{ id: string; question: string }>`
    SELECT id, question FROM library_answer
    WHERE migration_id = ${viewer.migration?.id ?? null}::uuid AND retired_at IS NOT NULL ORDER BY retired_at DESC LIMIT ${LIST_LIMIT}`
}

/** An answer of the viewer's migration, retired or not; refuses with `missing` any other. */
export async function answerForEditing(viewer: Viewer, address: string, on: Sql = sql): Promise<EditedAnswer> {
  ensure(viewer, 'confusion.triage')
  const [row] = await on<EditedAnswer>`
    SELECT k.id, k.question, k.words, k.number, k.edited_at AS "editedAt", p.name AS "editedBy",
      k.retired_at IS NOT NULL AS retired, coalesce(e.title, m.slug) || coalesce(', ' || b.title, '') AS where
    FROM library_answer k JOIN module m ON m.id = k.module_id JOIN person p ON p.id = k.edited_by_id
    LEFT JOIN release e ON e.id = m.current_release_id
    LEFT JOIN release_block b ON b.release_id = e.id AND b.block_id = k.block_id
    WHERE k.id = ${knownId(address)}::uuid AND k.migration_id = ${viewer.migration?.id ?? null}::uuid`
  if (!row) throw new Refusal('missing', 'There is no such answer.')
  return row
}

/** Puts a trouble's answer into the library, and to its block. Refuses with `conflict` what is there already. */
export async function keepAnswer(viewer: Viewer, clusterId: string, input: KeptAnswerInput, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const trouble = await lockAsSeen(tx, viewer, clusterId, input.seen)
    const { module, block } = await neededSource(viewer, clusterId, tx)
    const id = newId(now)
    const [kept] = await tx`
      INSERT INTO library_answer (id, migration_id, module_id, block_id, cluster_id, question, words, kept_at, edited_at, edited_by_id)
      VALUES (${id}, ${viewer.migration?.id}, ${module.id}, ${block.id}, ${trouble.id}, ${input.question}, ${input.words},
        ${now}, ${now}, ${viewer.personId})
      ON CONFLICT (cluster_id) WHERE retired_at IS NULL DO NOTHING RETURNING id`
    if (!kept) throw new Refusal('conflict', 'It is in the library already. Edit it there.')
    await recordAudit(tx, viewer, 'library-answer.kept', { type: SUBJECT, id }, null, said(input), now)
    await addAction(tx, trouble.id, viewer.personId, { kind: 'kept', libraryAnswerId: id }, now)
  })
}

const SUBJECT = 'library answer'
const said = ({ question, words }: { question: string; words: string }) => ({ question, words })

/** Changes an answer. Refuses with `conflict` whoever edited a state that is no longer the newest. */
export async function changeAnswer(
  viewer: Viewer,
  address: string,
  input: LibraryAnswerInput,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    await tx`SELECT FROM library_answer WHERE id = ${knownId(address)}::uuid FOR UPDATE`
    const before = await answerForEditing(viewer, address, tx)
    if (before.number !== input.number) {
      throw new Refusal(
        'conflict',
        `${before.editedBy} changed this answer while you were editing. Your words are still here, and below is what it says now.`,
      )
    }
    if (before.question === input.question && before.words === input.words) return
    await tx`
      UPDATE library_answer SET question = ${input.question}, words = ${input.words}, number = number + 1, edited_at = ${now},
        edited_by_id = ${viewer.personId}::uuid WHERE id = ${before.id}::uuid`
    const subject = { type: SUBJECT, id: before.id }
    await recordAudit(tx, viewer, 'library-answer.changed', subject, said(before), said(input), now)
  })
}

/** Takes an answer out of the library and from its block, or brings it back; a repeat changes nothing. */
export async function retireAnswer(viewer: Viewer, address: string, retired: boolean, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { id } = await answerForEditing(viewer, address, tx)
    if (!retired) await ensureNoOther(tx, id)
    const [changed] = await tx`
      UPDATE library_answer SET retired_at = ${retired ? now : null}::timestamptz, number = number + 1
      WHERE id = ${id}::uuid AND (retired_at IS NULL) = ${retired} RETURNING id`
    if (!changed) return
    const action = retired ? 'library-answer.retired' : 'library-answer.brought-back'
    await recordAudit(tx, viewer, action, { type: SUBJECT, id }, null, null, now)
  })
}

async function ensureNoOther(tx: Sql, id: string): Promise<void> {
  const [other] = await tx`
    SELECT FROM library_answer k JOIN library_answer o ON o.cluster_id = k.cluster_id AND o.id <> k.id AND o.retired_at IS NULL
    WHERE k.id = ${id}::uuid`
  if (other) throw new Refusal('conflict', 'The library has a newer answer to this question. Retire that one first.')
}
