import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { tracesOf } from './anonymity.ts'
import { changingBoard } from './board-news.server.ts'
import { tellOfReport } from './outgoing/queue-deliveries.server.ts'
import { type BlockAddress, type ReportContext, reportContext } from './report-context.server.ts'
import type { ReportInput } from './report-input.ts'
import { plainWords } from './rich-words.ts'

/** So many reports of one person in so many minutes are people; more are a script, or a key that got stuck. */
const REPORTS_LIMIT = 20
const LIMIT_MINUTES = 10

/**
 * Takes a report on a block. It opens a trouble of its own, which the migration team may join with others.
 * A resend with the same id changes nothing and answers the first. `browser` is the reporter's, in words.
 * Refuses with `missing` (see `reportContext`), with `conflict` an id of another report, and with `limited`.
 */
export async function reportConfusion(
  viewer: Viewer,
  address: BlockAddress,
  input: ReportInput,
  browser: string | null,
  now: Date,
): Promise<{ id: string }> {
  ensure(viewer, 'confusion.report')
  return changingBoard(viewer, async (sql) => {
    // One at a time for each person: neither a double click nor a burst slips past what is counted below.
    await sql`SELECT pg_advisory_xact_lock(hashtextextended('confusion report', 0) # hashtextextended(${viewer.personId}, 0))`
    if (await isResent(sql, viewer, address, input.id)) return { id: input.id }
    await ensureWithinLimit(sql, viewer, now)
    const context = await reportContext(viewer, address, input.releaseId, now, sql)
    await keep(sql, viewer, input, context, browser, now)
    return { id: input.id }
  })
}

async function isResent(sql: Sql, viewer: Viewer, address: BlockAddress, id: string): Promise<boolean> {
  const [known] = await sql<{ is_same: boolean }>`
    SELECT person_id = ${viewer.personId}::uuid AND block_id = ${address.blockId} AS is_same
    FROM confusion_report WHERE id = ${id}::uuid`
  if (known && !known.is_same) {
    throw new Refusal('conflict', 'This form was already used for another report. Load the page and send it again.')
  }
  return known !== undefined
}

async function ensureWithinLimit(sql: Sql, viewer: Viewer, now: Date): Promise<void> {
  const recent = await sql<{ at: Date }>`
    SELECT at FROM confusion_report
    WHERE person_id = ${viewer.personId}::uuid AND at > ${now}::timestamptz - ${`${LIMIT_MINUTES} minutes`}::interval
    ORDER BY at DESC LIMIT ${REPORTS_LIMIT}`
  const oldest = recent[REPORTS_LIMIT - 1]
  if (!oldest) return
  const minutes = Math.ceil((oldest.at.getTime() - now.getTime()) / 60_000 + LIMIT_MINUTES)
  throw new Refusal(
    'limited',
    `You sent ${REPORTS_LIMIT} reports within ${LIMIT_MINUTES} minutes. It goes on in ${Math.max(1, minutes)} min; nothing you wrote is lost.`,
  )
}

async function keep(
  sql: Sql,
  viewer: Viewer,
  input: ReportInput,
  context: ReportContext,
  browser: string | null,
  now: Date,
): Promise<void> {
  const clusterId = newId(now)
  const migrationId = viewer.migration?.id
  const traces = tracesOf(input.anonymous, { ...context, browser })
  await sql`
    INSERT INTO confusion_cluster (id, migration_id, module_id, block_id, severity, opened_at)
    VALUES (${clusterId}, ${migrationId}, ${context.module.id}, ${context.block.id},
      ${input.blocking ? 'blocking' : 'minor'}, ${now})`
  await sql`
    INSERT INTO confusion_report (id, migration_id, cluster_id, person_id, anonymous, module_id, release_id, block_id,
      kind, words, body, quote, place, blocking, sentiment, attempt_id, milestone_id, audience_id, browser, at)
    VALUES (${input.id}, ${migrationId}, ${clusterId}, ${viewer.personId}, ${input.anonymous}, ${context.module.id},
      ${context.release.id}, ${context.block.id}, ${input.kind},
      ${input.body ? plainWords(input.body) : input.words}, ${input.body && JSON.stringify(input.body)}::jsonb, ${input.quote},
      ${input.place}, ${input.blocking}, ${input.sentiment ?? null}, ${traces.attemptId}, ${context.milestone?.id ?? null}, ${traces.audienceId},
      ${traces.browser}, ${now})`
  await tellOfReport(sql, clusterId, input.id, now)
}
