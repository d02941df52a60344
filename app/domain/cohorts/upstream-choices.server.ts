import { z } from 'zod'
import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { saveCopy, stateOfCopy } from '#app/domain/playbooks/copies.server.ts'
import type { DocState } from '#app/domain/playbooks/doc-state.ts'
import { revisionsOf } from '#app/domain/playbooks/revisions.server.ts'
import {
  chained,
  type Revision,
  taken,
  type UpstreamChange,
  untaken,
  upstreamChanges,
} from '#app/domain/playbooks/upstream.ts'
import { docOfPlaybook } from '#app/lessons/playbook-doc/doc-of-playbook.server.ts'
import { newPartId } from '#app/lessons/playbook-doc/part-ids.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { cohortCopyOf } from './cohort-playbook.server.ts'
import type { LedCohort } from './led-cohort.server.ts'

/** What the cohort did about a change, and who; null while nobody has chosen. */
export type ChosenChange = UpstreamChange & { choice: { taken: boolean; at: Date; by: string } | null }

export type UpstreamPage = {
  cohort: LedCohort
  slug: string
  title: string
  base: number
  newest: number
  changes: ChosenChange[]
}

export const UpstreamInput = z.object({
  part: z.string().min(1).max(100),
  revision: z.uuid(),
  act: z.enum(['instead', 'beside', 'leave']),
})
export type UpstreamInput = z.infer<typeof UpstreamInput>

type Loaded = { cohort: LedCohort; copyId: string; state: DocState; revisions: Revision[]; changes: UpstreamChange[] }

/** What newer revisions changed since the cohort took its copy, part by part, with what the cohort chose. */
export async function upstreamOf(viewer: Viewer, cohortId: string, slug: string, now: Date): Promise<UpstreamPage> {
  const { cohort, copyId, state, revisions, changes } = await load(viewer, cohortId, slug, now, sql)
  const choices = await sql<{ revision: string; part: string; taken: boolean; at: Date; by: string }>`
    SELECT u.revision_id AS revision, u.part_id AS part, u.taken, u.at, p.name AS by
    FROM upstream_choice u JOIN person p ON p.id = u.by_id WHERE u.copy_id = ${copyId}::uuid`
  const chosen = changes.map((change) => {
    const choice = choices.find(({ revision, part }) => revision === change.revision.id && part === change.id)
    return { ...change, choice: choice ? { taken: choice.taken, at: choice.at, by: choice.by } : null }
  })
  const [base, newest] = [revisions[0]?.number ?? 0, revisions.at(-1)?.number ?? 0]
  return { cohort, slug, title: state.doc.attrs.title, base, newest, changes: chosen }
}

/** How many changes of newer revisions the cohort has not decided about. */
export async function openChanges(viewer: Viewer, cohortId: string, slug: string, now: Date): Promise<number> {
  const { changes } = await upstreamOf(viewer, cohortId, slug, now)
  return changes.filter(({ choice, state }) => choice === null && state !== 'there').length
}

/**
 * Takes one change into the copy, in place of the cohort's words or beside them, or leaves it; a choice can be changed
 * later. Refuses with `conflict` a change that a newer revision has overtaken.
 */
export async function chooseUpstream(
  viewer: Viewer,
  cohortId: string,
  slug: string,
  { part, revision, act }: UpstreamInput,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { copyId, state, revisions, changes } = await load(viewer, cohortId, slug, now, tx)
    const change = changes.find(({ id, revision: own }) => id === part && own.id === revision)
    const [base, newest] = [revisions[0], revisions.at(-1)]
    if (!change || !base || !newest) {
      throw new Refusal('conflict', 'This change was overtaken by a newer revision. Look at it again.')
    }
    const [before] = await tx<{ taken: boolean }>`
      SELECT taken FROM upstream_choice
      WHERE copy_id = ${copyId}::uuid AND revision_id = ${revision}::uuid AND part_id = ${part}`
    const isTaken = change.state === 'there'
    const doc =
      act !== 'leave'
        ? isTaken
          ? null
          : taken(state.doc, change, newest.doc, act, newPartId)
        : before?.taken && isTaken
          ? untaken(state.doc, change, base.doc)
          : null
    if (doc) await saveCopy(tx, copyId, { number: state.number, doc }, viewer.personId, now)
    await tx`
      INSERT INTO upstream_choice (copy_id, revision_id, part_id, taken, at, by_id)
      VALUES (${copyId}, ${revision}, ${part}, ${act !== 'leave'}, ${now}, ${viewer.personId})
      ON CONFLICT (copy_id, revision_id, part_id) DO UPDATE SET taken = excluded.taken, at = excluded.at, by_id = excluded.by_id`
  })
}

async function load(viewer: Viewer, cohortId: string, slug: string, now: Date, on: Sql): Promise<Loaded> {
  const { cohort, playbookId, copyId } = await cohortCopyOf(viewer, cohortId, slug, now, on)
  if (copyId === null) throw new Refusal('missing', 'Your cohort has no copy of this playbook yet.')
  const [base] = await on<{ number: number }>`
    SELECT r.number FROM playbook_copy c JOIN playbook_revision r ON r.id = c.base_id WHERE c.id = ${copyId}::uuid`
  const stored = await revisionsOf(on, playbookId, base?.number ?? 1)
  const revisions = chained(stored.map(({ id, number, tree }) => ({ id, number, doc: docOfPlaybook(tree) })))
  const state = await stateOfCopy(on, copyId)
  return { cohort, copyId, state, revisions, changes: upstreamChanges(revisions, state.doc) }
}
