import { type LocalDay, localDay } from '#app/domain/migrations/local-days.ts'
import { part, type Sql } from '#app/platform/database/sql.server.ts'
import { withheldCohorts } from '../task-rollups/cohort-views.ts'
import { pieceOf } from '../task-rollups/spans.ts'
import { type Doers, type ToldViews, toldViews } from '../task-rollups/views.ts'
import type { CheckVersion, CheckWeekKey } from './stale-checks.server.ts'
import type { Alike } from './week-rows.ts'

/**
 * Decides anew which figures of the checks of these weeks may be told. Everybody stands in one week of a check with one
 * set of audiences, so that here people can be counted by adding.
 */
export async function decideCells(tx: Sql, weeks: readonly CheckWeekKey[], now: Date): Promise<void> {
  const checks = [...Map.groupBy(weeks, ({ moduleId, blockId, hash }) => `${moduleId} ${blockId} ${hash}`).values()]
  for (const [check] of checks) if (check) await decide(tx, check, localDay(now, check.timeZone))
}

type Row = { slice: string; id: string; week: LocalDay; whole: number; crowd: Alike[] | null }

async function decide(tx: Sql, { moduleId, blockId, hash }: CheckVersion, today: LocalDay): Promise<void> {
  const check = part`module_id = ${moduleId}::uuid AND block_id = ${blockId} AND hash = ${hash}`
  const rows = await tx<Row>`
    SELECT slice, slice_id AS id, week, people - held AS whole, crowd FROM check_week
    WHERE ${check} AND slice <> 'audience'
    ORDER BY slice, slice_id, week`
  const everybody = rows.filter(({ slice }) => slice === 'everyone')
  const cohorts = rows.filter(({ slice }) => slice === 'cohort')
  const crowd = everybody.flatMap(({ week, crowd: alike }) =>
    (alike ?? []).map(({ audiences, people }) => doersIn(audiences.join(' '), week, people, today)),
  )
  if (rows.length === 0) {
    await tx`DELETE FROM check_cells WHERE ${check}`
    return
  }
  const views = toldViews(summed(crowd), (audiences) => audiences.split(' ').filter(Boolean))
  const members = cohorts.map(({ id, week, whole }) => doersIn(id, week, whole, today))
  // Who is in no cohort is what the cohorts leave.
  const others = everybody.map(({ week, whole }) => doersIn('', week, whole, today))
  const rest = cohorts.map(({ week, whole }) => doersIn('', week, -whole, today))
  const withheld = withheldCohorts(summed([...members, ...others, ...rest]))
  await tx`
    INSERT INTO check_cells AS c (module_id, block_id, hash, views, cohorts_withheld)
    VALUES (${moduleId}, ${blockId}, ${hash}, ${JSON.stringify(views)}::jsonb, ${JSON.stringify(withheld)}::jsonb)
    ON CONFLICT (module_id, block_id, hash) DO UPDATE SET views = excluded.views,
      cohorts_withheld = excluded.cohorts_withheld`
}

/** Which spans of a cohort may be told, less what the other cohorts would tell. `weeks`: how many of it are told in each. */
export function viewsOfCohort(
  cohort: string,
  weeks: readonly { week: LocalDay; told: number }[],
  withheldBeside: readonly string[],
  today: LocalDay,
): ToldViews {
  const doers = summed(weeks.map(({ week, told }) => doersIn(cohort, week, told, today)))
  const own = toldViews(doers, () => [cohort])
  const [withheld, told] = [Object.keys(own.people).filter((view) => withheldBeside.includes(view)), { ...own.people }]
  for (const view of withheld) delete told[view]
  return { people: told, withheld: [...own.withheld, ...withheld] }
}

/** People who answered the check in one week, once each: of a group, in the piece of time of that week. */
const doersIn = (group: string, week: LocalDay, people: number, today: LocalDay): Doers => ({
  doings: [{ release: '-', piece: pieceOf(week, today), group, tries: 1 }],
  people,
})

/** Those who did the same together; those of whom none are left are gone. */
function summed(doers: readonly Doers[]): Doers[] {
  const alike = Map.groupBy(doers, ({ doings: [doing] }) => `${doing?.piece} ${doing?.group}`)
  return [...alike.values()]
    .map((some) => ({ doings: some[0]?.doings ?? [], people: some.reduce((sum, { people }) => sum + people, 0) }))
    .filter(({ people }) => people > 0)
}
