import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { type PublishedRelease, releasesOf } from '../modules/releases.server.ts'
import type { Counts, LearningRecord } from './record.ts'
import { recordOf, recordsOf } from './records.server.ts'
import { completionDue, type Met, wayIn, workingRelease } from './way.ts'

/** Where a person was last in a module: what a batch of events adds to their progress. */
export type Visit = { module: string; firstAt: Date; lastAt: Date; lastBlock: string | null }

type Completed = Met & { id: string; person: string; module: string; release: string }

export type Progress = {
  person: string
  module: string
  release: string
  met: number
  required: number
  completions: { release: string; at: Date; publishedAt: Date }[]
}

/**
 * Brings one person's completions and progress up to date after events, within the transaction that stored them.
 * A completion is recorded by itself, for each release that was worked on and for the current one, as soon as nothing
 * is missing; the first one of a release wins.
 */
export async function keepProgress(tx: Sql, personId: string, visits: Visit[], now: Date): Promise<void> {
  if (visits.length === 0) return
  const modules = visits.map(({ module }) => module)
  const [current, records] = await Promise.all([
    currentReleases(tx, modules),
    recordsOf(tx, [personId], modules, false),
  ])
  const standings = await Promise.all(
    visits.map(({ module }) =>
      standingIn(tx, personId, module, current.get(module) ?? null, recordOf(records, personId, module), now),
    ),
  )
  await Promise.all([
    storeCompletions(
      tx,
      standings.flatMap((standing) => standing?.completed ?? []),
    ),
    storeVisits(
      tx,
      standings.flatMap((standing) => standing?.progress ?? []),
      visits,
    ),
  ])
}

/** The current release of modules; null while none is offered. */
async function currentReleases(tx: Sql, modules: string[]): Promise<Map<string, string | null>> {
  const rows = await tx<{ id: string; current: string | null }>`
    SELECT id, current_release_id AS current FROM module WHERE id = ANY (${modules}::uuid[])`
  return new Map(rows.map(({ id, current }) => [id, current]))
}

/**
 * What is due to be recorded for one person in one module, and where they stand then; null if there is no release. In
 * the current release, everything counts that was done on its blocks, in whatever release. An older one can still be
 * completed, by what was done in it and before it: an attempt finishes on its release.
 */
export async function standingIn(
  tx: Sql,
  person: string,
  module: string,
  current: string | null,
  record: LearningRecord,
  now: Date,
): Promise<{ completed: Completed[]; progress: Progress } | null> {
  const workedIn = releasesWorkedIn(record)
  const working = workingRelease(record, current, now) ?? workedIn.at(-1)
  if (!working) return null
  const ids = new Set([
    ...workedIn,
    ...record.completions.map(({ release }) => release),
    working,
    ...(current ? [current] : []),
  ])
  const known = await releasesOf(ids, tx)
  const completions = [...record.completions]
  const completed: Completed[] = []
  const candidates = new Set([...workedIn, ...(current ? [current] : [])])
  for (const release of [...known.values()].filter(({ id }) => candidates.has(id)).sort(olderFirst)) {
    const counts: Counts = (id) => release.id === current || isNotNewer(id, release.id)
    const met = completionDue(release, wayIn(release, { ...record, completions }, known, now, counts))
    if (!met) continue
    completed.push({ ...met, id: newId(), person, module, release: release.id })
    completions.push({ release: release.id, label: release.label, publishedAt: release.publishedAt, at: met.at })
  }
  const release = known.get(working)
  if (!release) return null
  const { met, required } = wayIn(release, { ...record, completions }, known, now)
  return { completed, progress: { person, module, release: working, met, required, completions } }
}

/** The releases in which something was done that can complete one, oldest first. */
function releasesWorkedIn({ attempts, submissions, watches, confirmations }: LearningRecord): string[] {
  const rows = [...attempts, ...submissions, ...watches, ...confirmations]
  return [...new Set(rows.map(({ release }) => release))].sort()
}

/** Ids are made at publication and grow with time. */
function isNotNewer(release: string, than: string): boolean {
  return release <= than
}

function olderFirst(left: PublishedRelease, right: PublishedRelease): number {
  return left.id < right.id ? -1 : 1
}

/** The first completion of a release wins: a repeat changes nothing. */
export async function storeCompletions(tx: Sql, completed: Completed[]): Promise<void> {
  if (completed.length === 0) return
  await tx`
    INSERT INTO completion (id, person_id, module_id, release_id, completed_at, source, evidence)
    SELECT c.id, c.person, c.module, c.release, c.at, c.source::completion_source, c.evidence
    FROM jsonb_to_recordset(${JSON.stringify(completed)}::jsonb) AS c(
      id uuid, person uuid, module uuid, release uuid, at timestamptz, source text, evidence jsonb)
    ON CONFLICT (person_id, release_id) DO NOTHING`
}

/** Writes where people stand, with what the events of this batch say about when and where. */
export async function storeVisits(tx: Sql, progress: Progress[], visits: Visit[]): Promise<void> {
  const visitOf = new Map(visits.map((visit) => [visit.module, visit]))
  const rows = progress.map((row) => ({ ...progressRow(row), ...visitOf.get(row.module) }))
  if (rows.length === 0) return
  await tx`
    INSERT INTO module_progress (person_id, module_id, release_id, started_at, last_at, last_block_id, met, required,
      first_completed_at, completed_release_id)
    SELECT p.person, p.module, p.release, p."firstAt", p."lastAt", p."lastBlock", p.met, p.required,
      p."firstCompletedAt", p."completedRelease"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS p(
      person uuid, module uuid, release uuid, "firstAt" timestamptz, "lastAt" timestamptz, "lastBlock" text, met int,
      required int, "firstCompletedAt" timestamptz, "completedRelease" uuid)
    ON CONFLICT (person_id, module_id) DO UPDATE SET
      release_id = excluded.release_id, met = excluded.met, required = excluded.required,
      first_completed_at = excluded.first_completed_at, completed_release_id = excluded.completed_release_id,
      started_at = least(module_progress.started_at, excluded.started_at),
      last_at = greatest(module_progress.last_at, excluded.last_at),
      last_block_id = CASE
        WHEN module_progress.last_block_id IS NULL OR excluded.last_at >= module_progress.last_at
        THEN coalesce(excluded.last_block_id, module_progress.last_block_id) ELSE module_progress.last_block_id END`
}

/** Brings stored progress to where people stand now, when nothing of theirs happened but the releases changed. */
export async function storeStandings(tx: Sql, progress: Progress[]): Promise<void> {
  if (progress.length === 0) return
  await tx`
    UPDATE module_progress m SET release_id = p.release, met = p.met, required = p.required,
      first_completed_at = p."firstCompletedAt", completed_release_id = p."completedRelease"
    FROM jsonb_to_recordset(${JSON.stringify(progress.map(progressRow))}::jsonb) AS p(
      person uuid, module uuid, release uuid, met int, required int, "firstCompletedAt" timestamptz,
      "completedRelease" uuid)
    WHERE m.person_id = p.person AND m.module_id = p.module`
}

function progressRow({ completions, ...row }: Progress) {
  const newest = completions.reduce<Progress['completions'][number] | null>(
    (best, one) => (best === null || one.publishedAt > best.publishedAt ? one : best),
    null,
  )
  const first = completions.length > 0 ? new Date(Math.min(...completions.map(({ at }) => at.getTime()))) : null
  return { ...row, firstCompletedAt: first, completedRelease: newest?.release ?? null }
}
