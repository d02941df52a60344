import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import {
  type Progress,
  standingIn,
  storeCompletions,
  storeStandings,
  storeVisits,
  type Visit,
} from './keeping.server.ts'
import { isProven, type KeptProof } from './proven.ts'
import type { LearningRecord } from './record.ts'
import { recordOf, recordsOf } from './records.server.ts'

/**
 * Something stored that does not follow from the evidence. There must be none. `completion unproven` is only told: nobody
 * who was shown as complete is later shown as incomplete.
 */
export type Difference = {
  person: string
  module: string
  /** the module's slug */
  slug: string
  what: 'completion missing' | 'completion unproven' | 'progress missing' | 'progress differs' | 'not moved on'
}

type Module = { id: string; slug: string; current: string | null }

/** What is stored of a person in a module; null where nothing is, though they did something there. */
type Stored = { person: string; progress: StoredProgress | null }
type StoredProgress = { release: string; met: number; required: number; completed: string | null }

/** People at a time. */
const AT_ONCE = 500

/**
 * Works out everybody's completions and progress from the evidence again, and tells what is stored differently. With
 * `mend`, stores it as it should be: a missing completion is recorded; one that is there is never taken away. Who should have moved on to another release is only told: `moveOn` brings and tells them.
 */
export async function repairProgress(now: Date, { mend }: { mend: boolean }): Promise<Difference[]> {
  const modules = await sql<Module>`
    SELECT id, slug, current_release_id AS current FROM module ORDER BY position, id`
  const differences: Difference[] = []
  for (const module of modules) {
    const stored = await storedIn(module.id)
    for (let from = 0; from < stored.length; from += AT_ONCE) {
      const some = stored.slice(from, from + AT_ONCE)
      differences.push(...(await inTransaction((tx) => repairPeople(tx, module, some, now, mend))))
    }
  }
  return differences
}

/** Everybody who did anything in a module, with what is stored of them. */
function storedIn(moduleId: string): Promise<Stored[]> {
  return sql<Stored>`
    SELECT p.person, CASE WHEN g.person_id IS NOT NULL THEN jsonb_build_object('release', g.release_id, 'met', g.met,
      'required', g.required, 'completed', g.completed_release_id) END AS progress
    FROM (
      SELECT person_id AS person FROM module_progress WHERE module_id = ${moduleId}
      UNION SELECT person_id FROM completion WHERE module_id = ${moduleId}
      UNION SELECT person_id FROM attempt WHERE module_id = ${moduleId}
      UNION SELECT person_id FROM check_submission WHERE module_id = ${moduleId}
      UNION SELECT w.person_id FROM video_watch w JOIN release r ON r.id = w.release_id WHERE r.module_id = ${moduleId}
      UNION SELECT c.person_id FROM confirmation c JOIN release r ON r.id = c.release_id WHERE r.module_id = ${moduleId}
    ) p LEFT JOIN module_progress g ON g.person_id = p.person AND g.module_id = ${moduleId}
    ORDER BY p.person`
}

async function repairPeople(
  tx: Sql,
  { id, slug, current }: Module,
  stored: readonly Stored[],
  now: Date,
  mend: boolean,
): Promise<Difference[]> {
  const people = stored.map(({ person }) => person)
  const [records, proofs] = [await recordsOf(tx, people, [id], false), await proofsOf(tx, people, id)]
  const differences: Difference[] = []
  const wrong: Progress[] = []
  const missing: Progress[] = []
  for (const { person, progress } of stored) {
    const tellOf = (what: Difference['what']) => differences.push({ person, module: id, slug, what })
    const record = recordOf(records, person, id)
    if ((proofs.get(person) ?? []).some((proof) => !isProven(proof, record))) tellOf('completion unproven')
    const standing = await standingIn(tx, person, id, current, record, now)
    if (!standing) continue
    if (standing.completed.length > 0) tellOf('completion missing')
    if (mend) await storeCompletions(tx, standing.completed)
    if (progress === null) {
      tellOf('progress missing')
      missing.push(standing.progress)
    } else if (standing.progress.release !== progress.release) {
      tellOf('not moved on')
    } else if (!isAsStored(standing.progress, progress)) {
      tellOf('progress differs')
      wrong.push(standing.progress)
    }
  }
  if (mend) {
    await storeStandings(tx, wrong)
    for (const progress of missing) {
      await storeVisits(tx, [progress], [visitIn(recordOf(records, progress.person, id), id, now)])
    }
  }
  return differences
}

/** What each completion names as its evidence, by person. */
async function proofsOf(tx: Sql, people: string[], moduleId: string): Promise<Map<string, KeptProof[][]>> {
  const rows = await tx<{ person: string; evidence: KeptProof[] }>`
    SELECT person_id AS person, evidence FROM completion
    WHERE module_id = ${moduleId} AND person_id = ANY (${people}::uuid[])`
  return new Map(
    [...Map.groupBy(rows, ({ person }) => person)].map(([person, own]) => [
      person,
      own.map(({ evidence }) => evidence),
    ]),
  )
}

function isAsStored({ met, required, completions }: Progress, stored: StoredProgress): boolean {
  const isCompleted = completions.some((completion) => completion.release === stored.completed)
  return met === stored.met && required === stored.required && isCompleted === completions.length > 0
}

/** When a person was in a module, as far as what they did there tells. */
function visitIn(record: LearningRecord, module: string, now: Date): Visit {
  const times = [
    ...record.attempts.flatMap(({ startedAt, lastEventAt }) => [startedAt, lastEventAt]),
    ...record.submissions.map(({ at }) => at),
    ...record.watches.map(({ lastAt }) => lastAt),
    ...record.confirmations.map(({ at }) => at),
    ...record.completions.map(({ at }) => at),
  ].map((at) => at.getTime())
  const [first, last] = times.length > 0 ? [Math.min(...times), Math.max(...times)] : [now.getTime(), now.getTime()]
  return { module, firstAt: new Date(first), lastAt: new Date(last), lastBlock: null }
}
