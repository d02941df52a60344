import { ensure } from '#app/domain/identity/abilities.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { part, sql } from '#app/platform/database/sql.server.ts'
import type { AdoptionFilters } from '../filters.ts'
import { type LookedAt, lookedAt } from '../looked-at.server.ts'
import { ZERO_ID } from '../slices.ts'
import type { CohortOrder } from './cohort-order.ts'
import { standingsAsOf } from './freshness.server.ts'

export type CohortRow = {
  id: string
  name: string
  site: string | null
  /** of its members today whom the milestone asks for something */
  assigned: number
  complete: number
  attended: number
  needing: number
  members: number
  champions: string[]
  /** an instant, as text */
  nextSession: { startsAt: string; timeZone: string } | null
}

export type CohortsLookedAt = LookedAt & {
  listed: CohortRow[]
  /** cohorts in all, and those of which anybody came to a session of the milestone */
  total: number
  met: number
  /** people who came, of the people assigned */
  attended: number
  assigned: number
  page: number
  pages: number
  measuredAt: string
}

const PAGE = 50
/** Cohorts of one batch of a file. */
const FILE_BATCH = 1_000

/**
 * The cohorts that a milestone asks something of: whether they met, how far they are, and what comes next. By coverage,
 * completion or name, and never by speed. `page` from 1.
 */
export async function cohortsLookedAt(
  viewer: Viewer,
  filters: AdoptionFilters,
  { order, page }: { order: CohortOrder; page: number },
  now: Date,
): Promise<CohortsLookedAt> {
  const { looked, about } = await lookedAtCohorts(viewer, filters, now)
  const [[sums], measuredAt] = await Promise.all([sumsOf(about), standingsAsOf(now)])
  const { total = 0, ...rest } = sums ?? { met: 0, attended: 0, assigned: 0 }
  const pages = Math.max(1, Math.ceil(total / PAGE))
  const shown = Math.min(Math.max(1, page), pages)
  return {
    ...looked,
    listed: await rowsOf({ ...about, today: looked.today, now }, order, { from: (shown - 1) * PAGE, limit: PAGE }),
    total,
    ...rest,
    page: shown,
    pages,
    measuredAt: measuredAt.toISOString(),
  }
}

/** All of them in that order, a batch at a time, for a file. */
export async function allCohorts(
  viewer: Viewer,
  filters: AdoptionFilters,
  order: CohortOrder,
  now: Date,
): Promise<{ looked: LookedAt; batches: AsyncGenerator<CohortRow[]> }> {
  const { looked, about } = await lookedAtCohorts(viewer, filters, now)
  return { looked, batches: batchesOf({ ...about, today: looked.today, now }, order) }
}

async function* batchesOf(about: About & Day, order: CohortOrder): AsyncGenerator<CohortRow[]> {
  for (let from = 0, rows: CohortRow[] = []; from === 0 || rows.length === FILE_BATCH; from += FILE_BATCH) {
    rows = await rowsOf(about, order, { from, limit: FILE_BATCH })
    yield rows
  }
}

async function lookedAtCohorts(viewer: Viewer, filters: AdoptionFilters, now: Date) {
  ensure(viewer, 'adoption.read')
  ensure(viewer, 'cohort.read')
  const { audienceNames: _, ...looked } = await lookedAt(viewer, { ...filters, audience: null }, now)
  const about = { migrationId: migrationOf(viewer).id, milestoneId: looked.milestone.id, cohort: filters.cohort }
  return { looked, about }
}

type Day = { today: string; now: Date }
type About = { migrationId: string; milestoneId: string; cohort: string | null }

/** Cohorts `c` that are open, with their counts `n`. */
const open = ({ migrationId, milestoneId, cohort }: About) => part`
  FROM standing_count n JOIN cohort c ON c.id = n.slice_id
  WHERE n.milestone_id = ${milestoneId}::uuid AND n.module_id = ${ZERO_ID}::uuid AND n.slice = 'cohort'
    AND c.migration_id = ${migrationId}::uuid AND c.closed_at IS NULL
    AND (${cohort}::uuid IS NULL OR c.id = ${cohort}::uuid)`

const sumsOf = (about: About) => sql<{ total: number; met: number; attended: number; assigned: number }>`
  SELECT count(*) AS total, count(*) FILTER (WHERE n.attended > 0) AS met,
    coalesce(sum(n.attended), 0) AS attended, coalesce(sum(n.assigned), 0) AS assigned ${open(about)}`

/** The lowest share first: those are whom a trainer looks for. */
const ORDERS = {
  coverage: part`n.attended::float8 / n.assigned, n.assigned DESC, c.name`,
  completion: part`n.complete::float8 / n.assigned, n.assigned DESC, c.name`,
  name: part`c.name`,
}
const DESCENDING = {
  coverage: part`n.attended::float8 / n.assigned DESC, n.assigned DESC, c.name`,
  completion: part`n.complete::float8 / n.assigned DESC, n.assigned DESC, c.name`,
  name: part`c.name`,
}

function rowsOf(
  about: About & Day,
  { by, ascending }: CohortOrder,
  { from, limit }: { from: number; limit: number },
): Promise<CohortRow[]> {
  const { milestoneId, today, now } = about
  const order = (ascending ? ORDERS : DESCENDING)[by]
  return sql<CohortRow>`
    SELECT c.id, c.name, c.site, c.assigned, c.complete, c.attended, c.needing,
      (SELECT count(*) FROM cohort_member m JOIN person p ON p.id = m.person_id
        WHERE m.cohort_id = c.id AND m."to" IS NULL AND ${isHere(today)}) AS members,
      ARRAY(SELECT p.name FROM cohort_champion h JOIN person p ON p.id = h.person_id
        WHERE h.cohort_id = c.id AND h."to" IS NULL AND ${isHere(today)} ORDER BY p.name) AS champions,
      (SELECT jsonb_build_object('startsAt', x.starts_at, 'timeZone', x.time_zone) FROM cohort_session x
        WHERE x.cohort_id = c.id AND x.milestone_id = ${milestoneId}::uuid AND x.cancelled_at IS NULL AND x.starts_at > ${now}
        ORDER BY x.starts_at LIMIT 1) AS "nextSession"
    FROM (
      SELECT c.id, c.name, c.site, n.assigned, n.complete, n.attended, n.needing, row_number() OVER (ORDER BY ${order}) AS place
      ${open(about)} ORDER BY place LIMIT ${limit} OFFSET ${from}
    ) c ORDER BY c.place`
}
