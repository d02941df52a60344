import { andHasWords } from '#app/domain/cohorts/name-words.server.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
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
  /** that they are looked up by; empty: all */
  words: string
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

/** How cohorts are listed, and by what words of their name and site they are looked up; empty: all. */
export type CohortsAsked = { order: CohortOrder; words: string }

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
  { order, words, page }: CohortsAsked & { page: number },
  now: Date,
): Promise<CohortsLookedAt> {
  const { looked, about } = await lookedAtCohorts(viewer, filters, words, now)
  const day = { ...about, today: looked.today, now }
  const [rows, measuredAt] = await Promise.all([
    rowsOf(day, order, { limit: PAGE, offset: ofPage(page) }),
    standingsAsOf(now),
  ])
  const { total = 0, met = 0, attended = 0, assigned = 0 } = rows[0]?.sums ?? {}
  const pages = Math.max(1, Math.ceil(total / PAGE))
  return {
    ...looked,
    words,
    listed: rows.map(onlyRow),
    ...{ total, met, attended, assigned, pages },
    page: Math.min(Math.max(1, page), pages),
    measuredAt: measuredAt.toISOString(),
  }
}

/** All of them in that order, a batch at a time, for a file. */
export async function allCohorts(
  viewer: Viewer,
  filters: AdoptionFilters,
  { order, words }: CohortsAsked,
  now: Date,
): Promise<{ looked: LookedAt; batches: AsyncGenerator<CohortRow[]> }> {
  const { looked, about } = await lookedAtCohorts(viewer, filters, words, now)
  return { looked, batches: batchesOf({ ...about, today: looked.today, now }, order) }
}

async function* batchesOf(about: About & Day, order: CohortOrder): AsyncGenerator<CohortRow[]> {
  for (let from = 0, rows: Summed[] = []; from === 0 || rows.length === FILE_BATCH; from += FILE_BATCH) {
    rows = await rowsOf(about, order, { limit: FILE_BATCH, offset: part`${from}::int` })
    yield rows.map(onlyRow)
  }
}

async function lookedAtCohorts(viewer: Viewer, filters: AdoptionFilters, words: string, now: Date) {
  ensure(viewer, 'adoption.read')
  ensure(viewer, 'cohort.read')
  const { audienceNames: _, ...looked } = await lookedAt(viewer, { ...filters, audience: null }, now)
  const about = { migrationId: migrationOf(viewer).id, milestoneId: looked.milestone.id, cohort: filters.cohort, words }
  return { looked, about }
}

type Day = { today: string; now: Date }
type About = { migrationId: string; milestoneId: string; cohort: string | null; words: string }

/** The lowest share first: those are whom a trainer looks for. */
const ORDERS = {
  coverage: part`attended::float8 / assigned, assigned DESC, name`,
  completion: part`complete::float8 / assigned, assigned DESC, name`,
  name: part`name`,
}
const DESCENDING = {
  coverage: part`attended::float8 / assigned DESC, assigned DESC, name`,
  completion: part`complete::float8 / assigned DESC, assigned DESC, name`,
  name: part`name`,
}

/** What is said of all cohorts that are listed. */
type Sums = Pick<CohortsLookedAt, 'total' | 'met' | 'attended' | 'assigned'>

type Summed = CohortRow & { sums: Sums }
const onlyRow = ({ sums: _, ...row }: Summed): CohortRow => row

/** Where a page begins, the last where there are not so many. */
const ofPage = (page: number) => part`(
  SELECT greatest(0, least(${page}::bigint, (total + ${PAGE - 1}::int) / ${PAGE}::int) - 1) * ${PAGE}::int FROM sums)`

/** Some of the open cohorts, and with each the sums of all: they are looked through once. */
function rowsOf(
  { migrationId, milestoneId, cohort, words, today, now }: About & Day,
  { by, ascending }: CohortOrder,
  { limit, offset }: { limit: number; offset: Part },
): Promise<Summed[]> {
  const order = (ascending ? ORDERS : DESCENDING)[by]
  return sql<Summed>`
    WITH open AS MATERIALIZED (
      SELECT c.id, c.name, c.site, n.assigned, n.complete, n.attended, n.needing
      FROM standing_count n JOIN cohort c ON c.id = n.slice_id
      WHERE n.milestone_id = ${milestoneId}::uuid AND n.module_id = ${ZERO_ID}::uuid AND n.slice = 'cohort'
        AND c.migration_id = ${migrationId}::uuid AND c.closed_at IS NULL
        ${cohort === null ? part`` : part`AND n.slice_id = ${cohort}::uuid`}
        ${andHasWords(part`concat_ws(' ', c.name, c.site)`, words)}
    ), sums AS (
      SELECT count(*) AS total, count(*) FILTER (WHERE attended > 0) AS met, coalesce(sum(attended), 0) AS attended,
        coalesce(sum(assigned), 0) AS assigned FROM open
    ), shown AS (
      SELECT * FROM open ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}
    )
    SELECT c.id, c.name, c.site, c.assigned, c.complete, c.attended, c.needing,
      (SELECT count(*) FROM cohort_member m JOIN person p ON p.id = m.person_id
        WHERE m.cohort_id = c.id AND m."to" IS NULL AND ${isHere(today)}) AS members,
      ARRAY(SELECT p.name FROM cohort_champion h JOIN person p ON p.id = h.person_id
        WHERE h.cohort_id = c.id AND h."to" IS NULL AND ${isHere(today)} ORDER BY p.name) AS champions,
      (SELECT jsonb_build_object('startsAt', x.starts_at, 'timeZone', x.time_zone) FROM cohort_session x
        WHERE x.cohort_id = c.id AND x.milestone_id = ${milestoneId}::uuid AND x.cancelled_at IS NULL AND x.starts_at > ${now}
        ORDER BY x.starts_at LIMIT 1) AS "nextSession",
      (SELECT to_jsonb(sums) FROM sums) AS sums
    FROM shown c ORDER BY ${order}`
}
