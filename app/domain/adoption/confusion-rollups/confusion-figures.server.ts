import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type LocalDay, startOfDay } from '#app/domain/migrations/local-days.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import {
  type BlockConfusion,
  type ConfusionFigures,
  confusedBlocks,
  confusionOfMilestone,
} from '../confusion-rate.server.ts'
import { type SentimentWeek, sentimentByWeek } from '../effect/flow.server.ts'
import type { AdoptionFilters } from '../filters.ts'
import { type LookedAt, lookedAt } from '../looked-at.server.ts'

/** A release of a module with what was said at one block of it. */
export type ReleaseConfusion = ConfusionFigures & { label: string }

/** `older`: the same block in older releases, the newest of them first. */
export type AskedBlock = BlockConfusion & { older: ReleaseConfusion[] }

/** Reports and me-toos of a week, named by its Monday, and people who came to a block for the first time, added up over blocks. */
export type ConfusionWeek = { week: LocalDay; reports: number; reached: number }

export type ConfusionLookedAt = LookedAt & {
  /** over all blocks of the milestone's modules, in the period */
  whole: ConfusionFigures & { people: number }
  /** in their current release, since it came out */
  blocks: AskedBlock[]
  weeks: ConfusionWeek[]
  /** of the whole migration */
  sentiment: SentimentWeek[]
  measuredAt: string
}

/** As many blocks as anybody works through. */
const MOST = 100
/** Before any day that is counted. */
const BEGINNING = '1900-01-01'

/**
 * Where people are confused: of everybody, because a report may be one that nobody knows the audience of. A filter for
 * an audience or a cohort is left out.
 */
export async function confusionLookedAt(
  viewer: Viewer,
  filters: AdoptionFilters,
  now: Date,
): Promise<ConfusionLookedAt> {
  const { audienceNames: _, ...looked } = await lookedAt(viewer, { ...filters, audience: null, cohort: null }, now)
  const { milestone, since, today } = looked
  const { id: migrationId, timeZone: zone } = migrationOf(viewer)
  const from = since ?? BEGINNING
  const [whole, blocks, weeks, sentiment] = await Promise.all([
    confusionOfMilestone(milestone.id, from),
    confusedBlocks(milestone.id, MOST),
    weeksOf(milestone.id, from),
    sentimentByWeek({ migrationId, zone, since: since === null ? null : startOfDay(since, zone), now }, today),
  ])
  const older = await olderReleases(milestone.id)
  const withOlder = blocks.map((block) => ({
    ...block,
    older: older.get(`${block.moduleSlug}/${block.blockId}`) ?? [],
  }))
  return { ...looked, whole, blocks: withOlder, weeks, sentiment, measuredAt: now.toISOString() }
}

async function weeksOf(milestoneId: string, since: LocalDay): Promise<ConfusionWeek[]> {
  return sql<ConfusionWeek>`
    SELECT date_trunc('week', k.day::timestamp)::date AS week, sum(k.reports + k.me_toos)::int AS reports,
      sum(k.reached)::int AS reached
    FROM block_rollup k JOIN release r ON r.id = k.release_id
    WHERE r.module_id IN (SELECT module_id FROM assignment WHERE milestone_id = ${milestoneId}::uuid AND ended_at IS NULL)
      AND k.day >= ${since}::date
    GROUP BY 1 ORDER BY 1`
}

/** What was said in releases that are not current, by `module/block`. */
async function olderReleases(milestoneId: string): Promise<Map<string, ReleaseConfusion[]>> {
  const rows = await sql<ReleaseConfusion & { key: string }>`
    SELECT m.slug || '/' || k.block_id AS key, r.label, sum(k.reports + k.me_toos)::int AS reports, sum(k.reached)::int AS reached
    FROM module m JOIN release r ON r.module_id = m.id AND r.id <> m.current_release_id
    JOIN block_rollup k ON k.release_id = r.id
    WHERE m.id IN (SELECT module_id FROM assignment WHERE milestone_id = ${milestoneId}::uuid AND ended_at IS NULL)
    GROUP BY m.slug, k.block_id, r.id, r.label, r.published_at ORDER BY r.published_at DESC`
  const byBlock = Map.groupBy(rows, ({ key }) => key)
  return new Map([...byBlock].map(([key, list]) => [key, list.map(({ key: _, ...one }) => one)]))
}
