import type { Sql } from '#app/platform/database/sql.server.ts'
import { standingIn, storeCompletions, storeStandings } from './keeping.server.ts'
import { recordOf, recordsOf } from './records.server.ts'

/** People at a time: about a megabyte of records. */
const AT_ONCE = 500

/**
 * Brings everybody's progress in modules to where they stand now that the releases have changed: who is asked for a
 * refresher, and who meets the new rule already. Within the transaction of the publication.
 */
export async function restand(tx: Sql, modules: readonly string[], now: Date): Promise<void> {
  for (const module of modules) {
    const [row] = await tx<{ current: string | null }>`
      SELECT current_release_id AS current FROM module WHERE id = ${module}`
    const learners = await tx<{ id: string }>`
      SELECT person_id AS id FROM module_progress WHERE module_id = ${module} ORDER BY person_id`
    await restandPeople(
      tx,
      learners.map(({ id }) => id),
      module,
      row?.current ?? null,
      now,
    )
  }
}

/** The same for some people of one module; `current` is the release that it offers. */
export async function restandPeople(
  tx: Sql,
  people: readonly string[],
  module: string,
  current: string | null,
  now: Date,
): Promise<void> {
  for (let from = 0; from < people.length; from += AT_ONCE) {
    await restandSome(tx, people.slice(from, from + AT_ONCE), module, current, now)
  }
}

async function restandSome(
  tx: Sql,
  people: string[],
  module: string,
  current: string | null,
  now: Date,
): Promise<void> {
  const records = await recordsOf(tx, people, [module], false)
  const standings = await Promise.all(
    people.map((person) => standingIn(tx, person, module, current, recordOf(records, person, module), now)),
  )
  await storeCompletions(
    tx,
    standings.flatMap((standing) => standing?.completed ?? []),
  )
  await storeStandings(
    tx,
    standings.flatMap((standing) => standing?.progress ?? []),
  )
}
