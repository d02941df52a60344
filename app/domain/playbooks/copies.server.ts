import { Refusal } from '#app/domain/errors.ts'
import type { Playbook } from '#app/lessons/playbook.ts'
import { checkedDoc } from '#app/lessons/playbook-doc/check-doc.server.ts'
import type { PlaybookDoc } from '#app/lessons/playbook-doc/doc.ts'
import { docOfPlaybook } from '#app/lessons/playbook-doc/doc-of-playbook.server.ts'
import { playbookOfDoc } from '#app/lessons/playbook-doc/playbook-of-doc.server.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { DocState, Saved } from './doc-state.ts'

/**
 * The id of the cohort's own copy of a playbook, made from the newest revision the first time. Refuses with `missing` a
 * playbook that has no revision yet.
 */
export async function copyFor(tx: Sql, cohortId: string, playbookId: string, now: Date): Promise<string> {
  await tx`
    INSERT INTO playbook_copy (id, playbook_id, cohort_id, base_id, created_at)
    SELECT ${newId()}::uuid, playbook_id, ${cohortId}::uuid, id, ${now} FROM playbook_revision
    WHERE playbook_id = ${playbookId}::uuid ORDER BY number DESC LIMIT 1
    ON CONFLICT (playbook_id, cohort_id) DO NOTHING`
  const [copy] = await tx<{ id: string }>`
    SELECT id FROM playbook_copy WHERE playbook_id = ${playbookId}::uuid AND cohort_id = ${cohortId}::uuid`
  if (!copy) throw new Refusal('missing', 'There is no such playbook.')
  return copy.id
}

/** A copy in read form: its newest saved edit, or the revision it was taken from while nobody has edited it. */
export async function playbookOfCopy(on: Sql, copyId: string): Promise<Playbook> {
  const [found] = await on<{ doc: PlaybookDoc | null; tree: Playbook }>`
    SELECT e.doc, r.tree FROM playbook_copy c JOIN playbook_revision r ON r.id = c.base_id
    LEFT JOIN LATERAL (SELECT doc FROM playbook_copy_edit WHERE copy_id = c.id ORDER BY number DESC LIMIT 1) e ON true
    WHERE c.id = ${copyId}::uuid`
  if (!found) throw new Refusal('missing', 'There is no such playbook.')
  return found.doc ? playbookOfDoc(found.doc) : found.tree
}

/** A copy as its editors see it: number 0 is the revision that it was taken from. */
export async function stateOfCopy(on: Sql, copyId: string): Promise<DocState> {
  const [found] = await on<{ number: number | null; doc: PlaybookDoc; at: Date; by: string; tree: Playbook }>`
    SELECT e.number, e.doc, e.at, p.name AS by, r.tree FROM playbook_copy c JOIN playbook_revision r ON r.id = c.base_id
    LEFT JOIN LATERAL (SELECT * FROM playbook_copy_edit WHERE copy_id = c.id ORDER BY number DESC LIMIT 1) e ON true
    LEFT JOIN person p ON p.id = e.author_id
    WHERE c.id = ${copyId}::uuid`
  if (!found) throw new Refusal('missing', 'There is no such playbook.')
  const { number, doc, at, by, tree } = found
  return number === null ? { number: 0, doc: docOfPlaybook(tree), at: null, by: null } : { number, doc, at, by }
}

/**
 * Saves a new state of a copy, if the writer knows the newest one; else answers with that, and nothing is changed.
 * Refuses with `invalid` what cannot be a playbook.
 */
export async function saveCopy(
  tx: Sql,
  copyId: string,
  sent: { number: number; doc: unknown },
  authorId: string,
  now: Date,
): Promise<Saved> {
  const doc = await readDoc(sent.doc)
  await tx`SELECT FROM playbook_copy WHERE id = ${copyId}::uuid FOR UPDATE`
  const newest = await stateOfCopy(tx, copyId)
  if (newest.number !== sent.number) return { newest }
  await tx`
    INSERT INTO playbook_copy_edit (id, copy_id, number, doc, at, author_id)
    VALUES (${newId()}, ${copyId}, ${newest.number + 1}, ${doc}, ${now}, ${authorId})`
  await forgetPassing(tx, copyId, newest.number, authorId, now)
  return { saved: newest.number + 1, doc }
}

/** A document that somebody sent, checked; refused with the words of what is wrong. */
export async function readDoc(sent: unknown): Promise<PlaybookDoc> {
  const { doc, refused } = await checkedDoc(sent)
  if (doc === null) throw new Refusal('invalid', refused)
  return doc
}

/** Of the states that one person saves in one go, one in this time is kept. */
const PASSING_MS = 120_000

/** An autosave that its own author went on from within two minutes is not kept, so that a day's typing is not a thousand states. */
async function forgetPassing(tx: Sql, copyId: string, number: number, authorId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - PASSING_MS)
  await tx`
    DELETE FROM playbook_copy_edit WHERE copy_id = ${copyId}::uuid AND number = ${number} AND author_id = ${authorId}::uuid
      AND (SELECT p.author_id = ${authorId}::uuid AND p.at > ${since} FROM playbook_copy_edit p
        WHERE p.copy_id = ${copyId}::uuid AND p.number < ${number} ORDER BY p.number DESC LIMIT 1)`
}
