import { z } from 'zod'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { copyFor, playbookOfCopy, saveCopy, stateOfCopy } from '#app/domain/playbooks/copies.server.ts'
import type { DocState, Saved } from '#app/domain/playbooks/doc-state.ts'
import { type EditGroup, groupedEdits } from '#app/domain/playbooks/history.ts'
import { revisionsOf, titlesOf } from '#app/domain/playbooks/revisions.server.ts'
import { modulesIn, type Playbook } from '#app/lessons/playbook.ts'
import type { PlaybookDoc } from '#app/lessons/playbook-doc/doc.ts'
import { docOfPlaybook } from '#app/lessons/playbook-doc/doc-of-playbook.server.ts'
import { markdownOf } from '#app/lessons/playbook-doc/markdown-of-doc.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { type LedCohort, ledCohort } from './led-cohort.server.ts'

/** A playbook and the cohort that works with it, with the id of the cohort's copy; null while it has none. */
export type CohortCopy = { cohort: LedCohort; playbookId: string; slug: string; copyId: string | null }

export type CohortPlaybookPage = {
  cohort: Pick<LedCohort, 'id' | 'name' | 'timeZone'>
  slug: string
  playbook: Playbook
  /** the cohort's copy; null while it reads the organisation's playbook */
  copy: { id: string; base: number; at: Date | null; by: string | null } | null
  /** the newest revision */
  revision: number
  modules: Record<string, string>
}

/** What a script of the editor sends. The document is checked by itself. */
export const EditInput = z.object({ number: z.number().int().min(0), doc: z.unknown() })
export type EditInput = z.infer<typeof EditInput>

/** The copy of a cohort that the viewer leads; what they do not lead, or no such playbook, is `missing`. */
export async function cohortCopyOf(
  viewer: Viewer,
  cohortId: string,
  slug: string,
  now: Date,
  on: Sql = sql,
): Promise<CohortCopy> {
  ensure(viewer, 'playbook.read')
  const cohort = await ledCohort(viewer, cohortId, now, on)
  const [found] = await on<{ playbookId: string; copyId: string | null }>`
    SELECT p.id AS "playbookId", c.id AS "copyId" FROM playbook p
    LEFT JOIN playbook_copy c ON c.playbook_id = p.id AND c.cohort_id = ${cohort.id}::uuid
    WHERE p.slug = ${slug} AND p.migration_id = ${cohort.migrationId}::uuid AND (p.retired_at IS NULL OR c.id IS NOT NULL)
      AND EXISTS (SELECT FROM playbook_revision WHERE playbook_id = p.id)`
  if (!found) throw new Refusal('missing', 'There is no such playbook.')
  return { cohort, slug, ...found }
}

/** A playbook as the cohort reads it: its own copy, or the newest revision while it has none. */
export async function cohortPlaybookOf(
  viewer: Viewer,
  cohortId: string,
  slug: string,
  now: Date,
): Promise<CohortPlaybookPage> {
  const { cohort, playbookId, copyId } = await cohortCopyOf(viewer, cohortId, slug, now)
  const revisions = await revisionsOf(sql, playbookId)
  const newest = revisions.at(-1)
  if (!newest) throw new Refusal('missing', 'There is no such playbook.')
  const [playbook, copy] = copyId
    ? await Promise.all([playbookOfCopy(sql, copyId), copyFacts(copyId)])
    : [newest.tree, null]
  const modules = await titlesOf(modulesIn(playbook), cohort.migrationId)
  const { id, name, timeZone } = cohort
  return { cohort: { id, name, timeZone }, slug, playbook, copy, revision: newest.number, modules }
}

/** The playbooks of which a cohort that the viewer sees has its own copy, as it calls them; by title. */
export async function playbooksOfCohort(cohortId: string): Promise<{ slug: string; title: string }[]> {
  const copies = await sql<{ id: string; slug: string }>`
    SELECT c.id, p.slug FROM playbook_copy c JOIN playbook p ON p.id = c.playbook_id WHERE c.cohort_id::text = ${cohortId}`
  const titled = copies.map(async ({ id, slug }) => ({ slug, title: (await playbookOfCopy(sql, id)).title }))
  return (await Promise.all(titled)).toSorted((one, other) => one.title.localeCompare(other.title, 'en'))
}

async function copyFacts(id: string): Promise<NonNullable<CohortPlaybookPage['copy']>> {
  const [facts] = await sql<NonNullable<CohortPlaybookPage['copy']>>`
    SELECT c.id, r.number AS base, e.at, e.name AS by FROM playbook_copy c JOIN playbook_revision r ON r.id = c.base_id
    LEFT JOIN LATERAL (SELECT e.at, p.name FROM playbook_copy_edit e JOIN person p ON p.id = e.author_id
      WHERE e.copy_id = c.id ORDER BY e.number DESC LIMIT 1) e ON true
    WHERE c.id = ${id}::uuid`
  if (!facts) throw new Refusal('missing', 'There is no such playbook.')
  return facts
}

/** Gives the cohort its own copy, from the newest revision; a second time changes nothing. */
export async function startCopy(viewer: Viewer, cohortId: string, slug: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { cohort, playbookId } = await cohortCopyOf(viewer, cohortId, slug, now, tx)
    await copyFor(tx, cohort.id, playbookId, now)
  })
}

/** The copy to edit; null while the cohort has none. */
export async function copyToEdit(
  viewer: Viewer,
  cohortId: string,
  slug: string,
  now: Date,
): Promise<{ copyId: string; cohort: LedCohort; state: DocState } | null> {
  const { cohort, copyId } = await cohortCopyOf(viewer, cohortId, slug, now)
  return copyId === null ? null : { copyId, cohort, state: await stateOfCopy(sql, copyId) }
}

/**
 * Saves what the viewer wrote, if `number` is the newest state that they build on. Else nothing is saved and the newest
 * one comes back, for them to bring together. Refuses with `invalid` what cannot be a playbook.
 */
export async function saveCohortPlaybook(
  viewer: Viewer,
  cohortId: string,
  slug: string,
  input: EditInput,
  now: Date,
): Promise<Saved> {
  return inTransaction(async (tx) => {
    const { copyId } = await ownCopy(viewer, cohortId, slug, now, tx)
    return saveCopy(tx, copyId, { number: input.number, doc: input.doc }, viewer.personId, now)
  })
}

async function ownCopy(
  viewer: Viewer,
  cohortId: string,
  slug: string,
  now: Date,
  on: Sql = sql,
): Promise<CohortCopy & { copyId: string }> {
  const { copyId, ...copy } = await cohortCopyOf(viewer, cohortId, slug, now, on)
  if (copyId === null) throw new Refusal('missing', 'Your cohort has no copy of this playbook yet.')
  return { ...copy, copyId }
}

export type CopyHistory = {
  cohort: LedCohort
  slug: string
  title: string
  /** newest first */
  entries: EditGroup[]
  /** the revision that the copy was taken from, its oldest state */
  base: { number: number; at: Date }
}

/** Who changed the copy and when. */
export async function copyHistoryOf(viewer: Viewer, cohortId: string, slug: string, now: Date): Promise<CopyHistory> {
  const { cohort, copyId } = await ownCopy(viewer, cohortId, slug, now)
  const [edits, [base], playbook] = await Promise.all([
    sql<{ number: number; at: Date; by: string }>`
      SELECT e.number, e.at, p.name AS by FROM playbook_copy_edit e JOIN person p ON p.id = e.author_id
      WHERE e.copy_id = ${copyId}::uuid ORDER BY e.number`,
    sql<{ number: number; at: Date }>`
      SELECT r.number, c.created_at AS at FROM playbook_copy c JOIN playbook_revision r ON r.id = c.base_id
      WHERE c.id = ${copyId}::uuid`,
    playbookOfCopy(sql, copyId),
  ])
  if (!base) throw new Refusal('missing', 'There is no such playbook.')
  return { cohort, slug, title: playbook.title, entries: groupedEdits(edits), base }
}

export type CopyThen = { cohort: LedCohort; slug: string; earlier: DocState; now: DocState }

/** One earlier state of the copy beside the newest; 0 is what it was taken from. */
export async function copyThen(
  viewer: Viewer,
  cohortId: string,
  slug: string,
  number: number,
  now: Date,
): Promise<CopyThen> {
  const { cohort, copyId } = await ownCopy(viewer, cohortId, slug, now)
  return { cohort, slug, earlier: await stateAt(sql, copyId, number), now: await stateOfCopy(sql, copyId) }
}

/** Makes an earlier state the newest again: a new edit, behind which all others stay. */
export async function restoreCopy(
  viewer: Viewer,
  cohortId: string,
  slug: string,
  number: number,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { copyId } = await ownCopy(viewer, cohortId, slug, now, tx)
    await tx`SELECT FROM playbook_copy WHERE id = ${copyId}::uuid FOR UPDATE`
    const { doc } = await stateAt(tx, copyId, number)
    const newest = await stateOfCopy(tx, copyId)
    await saveCopy(tx, copyId, { number: newest.number, doc }, viewer.personId, now)
  })
}

/** A passing autosave is not kept: then the one that followed it. */
async function stateAt(on: Sql, copyId: string, number: number): Promise<DocState> {
  if (number === 0) {
    const [base] = await on<{ tree: Playbook; at: Date }>`
      SELECT r.tree, c.created_at AS at FROM playbook_copy c JOIN playbook_revision r ON r.id = c.base_id
      WHERE c.id = ${copyId}::uuid`
    if (base) return { number: 0, doc: docOfPlaybook(base.tree), at: base.at, by: null }
  }
  const [state] = await on<{ number: number; doc: PlaybookDoc; at: Date; by: string }>`
    SELECT e.number, e.doc, e.at, p.name AS by FROM playbook_copy_edit e JOIN person p ON p.id = e.author_id
    WHERE e.copy_id = ${copyId}::uuid AND e.number >= ${number} ORDER BY e.number LIMIT 1`
  if (!state) throw new Refusal('missing', 'There is no such state of this playbook.')
  return state
}

/** The cohort's copy, or the playbook while it has none, as the file that authors write. */
export async function cohortMarkdownOf(viewer: Viewer, cohortId: string, slug: string, now: Date): Promise<string> {
  const { copyId, playbookId } = await cohortCopyOf(viewer, cohortId, slug, now)
  if (copyId !== null) return markdownOf((await stateOfCopy(sql, copyId)).doc)
  const newest = (await revisionsOf(sql, playbookId)).at(-1)
  if (!newest) throw new Refusal('missing', 'There is no such playbook.')
  return markdownOf(docOfPlaybook(newest.tree))
}

/** The modules of the migration that a part of an agenda can name, by title. */
export async function modulesToName(viewer: Viewer): Promise<{ slug: string; title: string }[]> {
  ensure(viewer, 'playbook.read')
  return sql<{ slug: string; title: string }>`
    SELECT m.slug, r.title FROM module m JOIN release r ON r.id = m.current_release_id
    WHERE m.migration_id = ${viewer.migration?.id ?? null}::uuid ORDER BY r.title, m.slug`
}
