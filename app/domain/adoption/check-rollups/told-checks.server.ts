import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type Slice, sliceId } from '../slices.ts'
import { isPieceOf, pieceOf, type Span, weeksOf } from '../task-rollups/spans.ts'
import { type ToldViews, viewOf } from '../task-rollups/views.ts'
import { viewsOfCohort } from './check-cells.server.ts'
import { addSums, type CheckSums } from './question-sums.ts'
import type { CheckVersion } from './stale-checks.server.ts'

/** What is told of a slice's first submissions of a check. `none`: nobody made one in the span. */
export type ToldCheck = { told: 'figures'; people: number; sums: CheckSums } | { told: 'withheld' | 'none' }

/** What may be told of some checks in a span, as of a local day of the migration, in their order: from the read model alone. */
export async function toldChecks(
  checks: readonly CheckVersion[],
  slice: Slice,
  span: Span,
  today: LocalDay,
): Promise<ToldCheck[]> {
  if (checks.length === 0) return []
  // Which other spans of a cohort are told follows from all its weeks.
  const first = slice.by === 'cohort' ? null : weeksOf(span, today).first
  const [cells, weeks] = await Promise.all([cellsOf(checks), weeksOfSlice(checks, slice, first)])
  const byCheck = Map.groupBy(weeks, ({ place }) => place)
  return checks.map((_, place) => {
    const own = byCheck.get(place) ?? []
    const cell = cells.get(place)
    if (!cell) return { told: 'none' }
    const views = slice.by === 'cohort' ? viewsOfCohort(slice.id, own, cell.cohortsWithheld, today) : cell.views
    return toldOf(
      views.people[viewOf(sliceId(slice), span)],
      own.filter(({ week }) => isPieceOf(pieceOf(week, today), span)),
    )
  })
}

function toldOf(people: number | undefined, weeks: readonly Week[]): ToldCheck {
  if (people === undefined) return { told: weeks.length > 0 ? 'withheld' : 'none' }
  const [oldest, ...newer] = weeks
  if (!oldest) throw new Error('A view is told of which no week is counted: the read models do not belong together.')
  // The rows are this call's own: the oldest takes the others in.
  for (const week of newer) addSums(oldest, week)
  return { told: 'figures', people, sums: oldest }
}

const placed = (checks: readonly CheckVersion[]) =>
  JSON.stringify(checks.map(({ moduleId, blockId, hash }, place) => ({ place, moduleId, blockId, hash })))

type Cells = { views: ToldViews; cohortsWithheld: string[] }

async function cellsOf(checks: readonly CheckVersion[]): Promise<Map<number, Cells>> {
  const rows = await sql<Cells & { place: number }>`
    SELECT c.place, k.views, k.cohorts_withheld AS "cohortsWithheld"
    FROM jsonb_to_recordset(${placed(checks)}::jsonb) AS c(place int, "moduleId" uuid, "blockId" text, hash text)
    JOIN check_cells k ON k.module_id = c."moduleId" AND k.block_id = c."blockId" AND k.hash = c.hash`
  return new Map(rows.map(({ place, ...cells }) => [place, cells]))
}

type Week = CheckSums & { place: number; week: LocalDay; told: number }

/** From the oldest week. */
const weeksOfSlice = (checks: readonly CheckVersion[], slice: Slice, first: LocalDay | null) => sql<Week>`
  SELECT c.place, w.week, w.told, w.marks, w.counts, w.typed
  FROM jsonb_to_recordset(${placed(checks)}::jsonb) AS c(place int, "moduleId" uuid, "blockId" text, hash text)
  JOIN check_week w ON w.module_id = c."moduleId" AND w.block_id = c."blockId" AND w.hash = c.hash
    AND w.slice = ${slice.by} AND w.slice_id = ${sliceId(slice)}::uuid AND w.week >= coalesce(${first}::date, '-infinity')
  ORDER BY c.place, w.week`
