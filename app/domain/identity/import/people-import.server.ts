import { Refusal } from '#app/domain/errors.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { ensure } from '../abilities.ts'
import type { Viewer } from '../viewer.ts'
import { applyPeople } from './apply-people.server.ts'
import { CHANGED_SINCE, closeDraft, draftOf, hashOfPlan, importing, keepDraft, keepPlan } from './drafts.server.ts'
import { knownFor } from './known-people.server.ts'
import { type PeopleRow, readPeopleFile } from './people-file.ts'
import { type PeoplePlan, planPeople } from './people-plan.ts'
import { type FileProblem, inOrder } from './table-file.ts'

/** A file that can be imported waits as a draft; any other has problems and leaves nothing behind. */
export type ReadFile = { draftId: string } | { problems: FileProblem[] }

/** Reads a file of people and keeps it for its preview. */
export async function draftPeople(
  viewer: Viewer,
  file: { name: string; bytes: Uint8Array },
  now: Date,
): Promise<ReadFile> {
  ensure(viewer, 'people.manage')
  const { rows, problems } = readPeopleFile(file.bytes)
  const plan = await planOf(sql, viewer, rows, now)
  const all = inOrder([...problems, ...plan.problems])
  if (all.length > 0) return { problems: all }
  const planHash = hashOfPlan(plan)
  return { draftId: await keepDraft(viewer, 'people', { fileName: file.name, rows, planHash }, now) }
}

export type PeoplePreview = PeoplePlan & {
  fileName: string
  appliedAt: Date | null
  /** false: something changed since the file was last looked at, and `lookAgain` shows it */
  holds: boolean
}

/** What confirming would do. */
export async function previewPeople(viewer: Viewer, draftId: string, now: Date): Promise<PeoplePreview> {
  ensure(viewer, 'people.manage')
  const draft = await draftOf<PeopleRow>(sql, viewer, 'people', draftId)
  const plan = await planOf(sql, viewer, draft.rows, now)
  return { ...plan, fileName: draft.fileName, appliedAt: draft.appliedAt, holds: hashOfPlan(plan) === draft.planHash }
}

/** Makes what the file does now the preview that holds. */
export async function lookAgain(viewer: Viewer, draftId: string, now: Date): Promise<void> {
  ensure(viewer, 'people.manage')
  const draft = await draftOf<PeopleRow>(sql, viewer, 'people', draftId)
  await keepPlan(sql, draft.id, hashOfPlan(await planOf(sql, viewer, draft.rows, now)))
}

export type Imported = { added: number; changed: number; invited: number }

/**
 * Does what the preview showed, in one transaction: all lines or none. Refuses with a conflict where the preview no
 * longer holds, and a second time.
 */
export async function importPeople(
  viewer: Viewer,
  draftId: string,
  { invite }: { invite: boolean },
  now: Date,
): Promise<Imported> {
  ensure(viewer, 'people.manage')
  return importing(async (tx) => {
    const draft = await draftOf<PeopleRow>(tx, viewer, 'people', draftId)
    const plan = await planOf(tx, viewer, draft.rows, now)
    if (plan.problems.length > 0 || hashOfPlan(plan) !== draft.planHash) throw new Refusal('conflict', CHANGED_SINCE)
    await closeDraft(tx, draft, now)
    return applyPeople(tx, viewer, plan, { draftId, fileName: draft.fileName, invite }, now)
  })
}

async function planOf(tx: Sql, viewer: Viewer, rows: readonly PeopleRow[], now: Date): Promise<PeoplePlan> {
  return planPeople(rows, await knownFor(tx, viewer, rows, now))
}
