import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { modulesIn, type Playbook } from '#app/lessons/playbook.ts'
import type { PlaybookDoc } from '#app/lessons/playbook-doc/doc.ts'
import { docOfPlaybook } from '#app/lessons/playbook-doc/doc-of-playbook.server.ts'
import { markdownOf } from '#app/lessons/playbook-doc/markdown-of-doc.ts'
import { newPartId } from '#app/lessons/playbook-doc/part-ids.ts'
import { playbookOfDoc } from '#app/lessons/playbook-doc/playbook-of-doc.server.ts'
import { freeSlug, slugOf } from '#app/lessons/slug.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { readDoc } from './copies.server.ts'
import type { DocState, Saved } from './doc-state.ts'
import { titlesOf } from './revisions.server.ts'

export const NewPlaybookInput = z.object({
  title: z.string('Give it a name.').trim().min(1, 'Give it a name.').max(160),
  minutes: z.coerce.number('From 1 to 600.').int('From 1 to 600.').min(1, 'From 1 to 600.').max(600, 'From 1 to 600.'),
})
export type NewPlaybookInput = z.infer<typeof NewPlaybookInput>

/** The state that was looked at before publishing. */
export const PublicationInput = z.object({ number: z.coerce.number().int().min(0) })

/** Of the organisation's playbook: what stands in its draft, and what is published. */
export type PlaybookDraft = {
  playbookId: string
  slug: string
  state: DocState
  /** the newest revision; 0 before the first */
  revision: number
  /** whether the draft says anything that the newest revision does not */
  isAhead: boolean
}

/** A new playbook with an empty draft; nobody reads it before its first revision is published. Answers its slug. */
export async function newPlaybook(viewer: Viewer, { title, minutes }: NewPlaybookInput, now: Date): Promise<string> {
  ensure(viewer, 'playbook.publish')
  const migrationId = viewer.migration?.id
  if (!migrationId) throw new Refusal('missing', 'There is no migration yet.')
  return inTransaction(async (tx) => {
    // One at a time, so that two of the same name get two addresses.
    await tx`SELECT pg_advisory_xact_lock(hashtext('playbook slugs'))`
    const rows = await tx<{ slug: string }>`SELECT slug FROM playbook`
    const taken = new Set(['new', ...rows.map(({ slug }) => slug)])
    const slug = freeSlug(slugOf(title) || 'playbook', (candidate) => taken.has(candidate))
    const id = newId()
    const content = [{ type: 'paragraph', attrs: { id: newPartId() } }]
    const doc: PlaybookDoc = { type: 'doc', attrs: { title, summary: null, minutes }, content }
    await tx`
      INSERT INTO playbook (id, migration_id, slug, created_at) VALUES (${id}, ${migrationId}, ${slug}, ${now})`
    await tx`
      INSERT INTO playbook_draft (playbook_id, number, doc, at, author_id)
      VALUES (${id}, 1, ${doc}, ${now}, ${viewer.personId})`
    return slug
  })
}

/** The draft of a playbook of the viewer's migration; without one, the newest revision to begin with. */
export async function draftOf(viewer: Viewer, slug: string, on: Sql = sql): Promise<PlaybookDraft> {
  ensure(viewer, 'playbook.publish')
  const [found] = await on<DraftRow>`
    SELECT p.id AS "playbookId", p.slug, d.number, d.doc, d.at, n.name AS by, coalesce(r.number, 0) AS revision, r.tree
    FROM playbook p
    LEFT JOIN playbook_draft d ON d.playbook_id = p.id
    LEFT JOIN person n ON n.id = d.author_id
    LEFT JOIN LATERAL (SELECT number, tree FROM playbook_revision WHERE playbook_id = p.id ORDER BY number DESC LIMIT 1) r ON true
    WHERE p.slug = ${slug} AND p.migration_id = ${viewer.migration?.id ?? null}::uuid AND p.retired_at IS NULL`
  if (!found || (!found.doc && !found.tree)) throw new Refusal('missing', 'There is no such playbook.')
  const { playbookId, revision, doc, at, by, tree } = found
  const state = {
    number: revision * IN_A_REVISION + (found.number ?? 0),
    doc: doc ?? docOfPlaybook(tree as Playbook),
    ...{ at, by },
  }
  return { playbookId, slug, state, revision, isAhead: doc !== null }
}

type DraftRow = {
  playbookId: string
  slug: string
  number: number | null
  doc: PlaybookDoc | null
  at: Date | null
  by: string | null
  revision: number
  tree: Playbook | null
}

/** A state's number grows with each save and with each revision: nobody builds on a revision that they have not seen. */
const IN_A_REVISION = 100_000

/** Saves the draft, if `number` is the newest state that the writer builds on; else answers with that. */
export async function saveDraft(
  viewer: Viewer,
  slug: string,
  sent: { number: number; doc?: unknown },
  now: Date,
): Promise<Saved> {
  const doc = await readDoc(sent.doc)
  return inTransaction(async (tx) => {
    await lock(tx, slug)
    const { playbookId, state } = await draftOf(viewer, slug, tx)
    if (state.number !== sent.number) return { newest: state }
    await tx`
      INSERT INTO playbook_draft (playbook_id, number, doc, at, author_id)
      VALUES (${playbookId}, 1, ${doc}, ${now}, ${viewer.personId})
      ON CONFLICT (playbook_id) DO UPDATE SET number = playbook_draft.number + 1, doc = excluded.doc, at = excluded.at,
        author_id = excluded.author_id`
    return { saved: state.number + 1, doc }
  })
}

/** The draft as it would be read. */
export async function draftPreview(
  viewer: Viewer,
  slug: string,
): Promise<PlaybookDraft & { playbook: Playbook; modules: Record<string, string> }> {
  const draft = await draftOf(viewer, slug)
  const playbook = playbookOfDoc(draft.state.doc)
  return { ...draft, playbook, modules: await titlesOf(modulesIn(playbook), viewer.migration?.id ?? null) }
}

/**
 * Publishes the draft as the next revision, which never changes; cohorts see what is new in it. `number` is the state
 * that was looked at: refuses with `conflict` if somebody wrote since, or if there is nothing new.
 */
export async function publishDraft(viewer: Viewer, slug: string, number: number, now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    await lock(tx, slug)
    const { playbookId, state, revision, isAhead } = await draftOf(viewer, slug, tx)
    if (!isAhead) throw new Refusal('conflict', 'There is nothing new to publish.')
    if (state.number !== number) throw new Refusal('conflict', 'Somebody wrote here since. Look at it again.')
    const playbook = playbookOfDoc(state.doc)
    const source = markdownOf(state.doc)
    // As files are hashed, so that the same words in a file are no change.
    const hash = createHash('sha256')
      .update(JSON.stringify([source, []]))
      .digest('hex')
    await tx`
      INSERT INTO playbook_revision (id, playbook_id, number, title, summary, minutes, source, hash, tree, published_at,
        published_by_id, written_here)
      VALUES (${newId()}, ${playbookId}, ${revision + 1}, ${playbook.title}, ${playbook.summary}, ${playbook.minutes},
        ${source}, ${hash}, ${playbook}, ${now}, ${viewer.personId}, true)`
    await tx`DELETE FROM playbook_draft WHERE playbook_id = ${playbookId}::uuid`
    const after = { slug, number: revision + 1 }
    await recordAudit(tx, viewer, 'playbook.published', { type: 'playbook', id: playbookId }, null, after, now)
    return revision + 1
  })
}

async function lock(tx: Sql, slug: string): Promise<void> {
  await tx`SELECT FROM playbook WHERE slug = ${slug} FOR UPDATE`
}

/** Playbooks of the migration that have a draft, by slug: what a lead may go on with. */
export async function openDrafts(viewer: Viewer): Promise<{ slug: string; title: string; published: boolean }[]> {
  ensure(viewer, 'playbook.publish')
  return sql`
    SELECT p.slug, d.doc->'attrs'->>'title' AS title,
      EXISTS (SELECT FROM playbook_revision WHERE playbook_id = p.id) AS published
    FROM playbook_draft d JOIN playbook p ON p.id = d.playbook_id
    WHERE p.migration_id = ${viewer.migration?.id ?? null}::uuid AND p.retired_at IS NULL ORDER BY title, p.slug`
}
