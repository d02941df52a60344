import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { type Progress, standingIn, storeCompletions, storeStandings } from './keeping.server.ts'
import { recordOf, recordsOf } from './records.server.ts'

/** Something stored that does not follow from the evidence. There must be none. */
export type Difference = {
  person: string
  module: string
  what: 'completion missing' | 'progress differs'
}

type Stored = {
  person: string
  module: string
  release: string
  met: number
  required: number
  completed: string | null
}

/** People at a time. */
const AT_ONCE = 500

/**
 * Works out everybody's completions and progress from the evidence again, and tells what is stored differently. With
 * `mend`, stores it as it should be: a missing completion is recorded; one that is there is never taken away.
 */
export async function repairProgress(now: Date, { mend }: { mend: boolean }): Promise<Difference[]> {
  const modules = await sql<{ id: string; current: string | null }>`
    SELECT id, current_release_id AS current FROM module ORDER BY position, id`
  const differences: Difference[] = []
  for (const { id, current } of modules) {
    const stored = await sql<Stored>`
      SELECT person_id AS person, module_id AS module, release_id AS release, met, required,
             completed_release_id AS completed
      FROM module_progress WHERE module_id = ${id} ORDER BY person_id`
    for (let from = 0; from < stored.length; from += AT_ONCE) {
      const some = stored.slice(from, from + AT_ONCE)
      differences.push(...(await inTransaction((tx) => repairPeople(tx, id, current, some, now, mend))))
    }
  }
  return differences
}

async function repairPeople(
  tx: Sql,
  module: string,
  current: string | null,
  stored: readonly Stored[],
  now: Date,
  mend: boolean,
): Promise<Difference[]> {
  const people = stored.map(({ person }) => person)
  const records = await recordsOf(tx, people, [module], false)
  const differences: Difference[] = []
  const wrong: Progress[] = []
  for (const row of stored) {
    const standing = await standingIn(tx, row.person, module, current, recordOf(records, row.person, module), now)
    if (!standing) continue
    if (standing.completed.length > 0) differences.push({ person: row.person, module, what: 'completion missing' })
    if (mend) await storeCompletions(tx, standing.completed)
    if (isAsStored(standing.progress, row)) continue
    differences.push({ person: row.person, module, what: 'progress differs' })
    wrong.push(standing.progress)
  }
  if (mend) await storeStandings(tx, wrong)
  return differences
}

/** What was stored while an attempt was running on another release was right then, and is mended by the next event. */
function isAsStored({ release, met, required, completions }: Progress, stored: Stored): boolean {
  if (release !== stored.release) return true
  const isCompleted = completions.some((completion) => completion.release === stored.completed)
  return met === stored.met && required === stored.required && isCompleted === completions.length > 0
}
