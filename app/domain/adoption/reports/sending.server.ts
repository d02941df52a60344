import { Refusal } from '#app/domain/errors.ts'
import { readersIn } from '#app/domain/identity/readers.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { logger } from '#app/platform/logger.server.ts'
import { countingOf } from '../counting.server.ts'
import { type MadeReport, madeReport, queueReport } from './made-report.server.ts'
import { readReport } from './reports.server.ts'
import { lastDue, type Schedule } from './schedule.ts'

type DueReport = Schedule & {
  id: string
  migrationId: string
  timeZone: string
  name: string
  page: string
  filters: string
  createdById: string
  since: Date
  sentUntil: Date | null
}

/**
 * Sends each report whose time has come, once for that time: after hours or days without a server one mail, not many.
 * Safe to repeat and to run twice at once. Answers how many reports were sent now.
 */
export async function sendDueReports(now: Date): Promise<number> {
  const reports = await sql<DueReport>`
    SELECT r.id, r.migration_id AS "migrationId", m.time_zone AS "timeZone", r.name, r.page, r.filters, r.rhythm::text,
      r.day, r.hour, r.created_by_id AS "createdById", r.since,
      (SELECT max(s.due_at) FROM report_sending s WHERE s.report_id = r.id) AS "sentUntil"
    FROM scheduled_report r JOIN migration m ON m.id = r.migration_id
    WHERE r.ended_at IS NULL AND m.archived_at IS NULL ORDER BY r.id`
  let [sent, failed] = [0, 0]
  for (const report of reports) {
    const due = lastDue(report, now, report.timeZone)
    if (due < report.since || (report.sentUntil !== null && due <= report.sentUntil)) continue
    // Half-counted figures are not sent: the next look finds the report still due.
    if (await countingOf(report.migrationId)) continue
    try {
      if (await sendDue(report, due, now)) sent++
    } catch (error) {
      failed++
      logger.error({ err: error, report: report.id }, 'a report was not sent')
    }
  }
  if (failed > 0) throw new Error(`${failed} reports were not sent; they are tried again.`)
  return sent
}

/** The claim of the time and the mails are one transaction: whichever server comes second finds it claimed. */
async function sendDue(report: DueReport, due: Date, now: Date): Promise<boolean> {
  const { readers, gone } = await recipientsOf(report, now)
  const groups = await groupsOf(report, readers, now)
  const made = groups.flatMap(({ report: one, people }) => (one instanceof Refusal ? [] : [{ one, people }]))
  const refused = groups.flatMap(({ report: one, people }) =>
    one instanceof Refusal ? [{ refusal: one, people }] : [],
  )
  const forbidden = refused.filter(({ refusal }) => refusal.kind === 'forbidden').flatMap(({ people }) => people)
  const leftOut = [...gone, ...forbidden.map(({ personId, name }) => ({ id: personId, name }))]
  const failure = refused.find(({ refusal }) => refusal.kind !== 'forbidden')?.refusal.message ?? null
  const mailed = made.reduce((sum, { people }) => sum + people.length, 0)
  return inTransaction(async (tx) => {
    const [claimed] = await tx<{ id: string }>`
      INSERT INTO report_sending (id, report_id, due_at, at, mailed, left_out, failure)
      SELECT ${newId(now)}::uuid, id, ${due}, ${now}, ${mailed}, ${leftOut.length}, ${failure} FROM scheduled_report
      WHERE id = ${report.id}::uuid AND ended_at IS NULL
      ON CONFLICT (report_id, due_at) DO NOTHING RETURNING id`
    if (!claimed) return false
    for (const { one, people } of made) {
      const mails = people.map((person) => ({
        person,
        key: `report/${report.id}/${due.toISOString()}/${person.personId}`,
      }))
      await queueReport(tx, report, one, mails, adoptionPaths.reportStop(report.id), now)
    }
    await tellKeeper(tx, report, leftOut, failure, now)
    return true
  })
}

type Person = { id: string; name: string }

/** Who is to get it and can, and who has left or is nobody's reader any more. */
async function recipientsOf(report: DueReport, now: Date): Promise<{ readers: Viewer[]; gone: Person[] }> {
  const people = await sql<Person>`
    SELECT p.id, p.name FROM report_recipient c JOIN person p ON p.id = c.person_id
    WHERE c.report_id = ${report.id}::uuid AND c.stopped_at IS NULL ORDER BY p.name, p.id`
  const ids = people.map(({ id }) => id)
  const readers = await readersIn(report.migrationId, ids, now)
  const here = new Set(readers.map(({ personId }) => personId))
  return { readers, gone: people.filter(({ id }) => !here.has(id)) }
}

/** People of the same roles get the same report, so that it is made once for them. */
async function groupsOf(
  report: DueReport,
  readers: readonly Viewer[],
  now: Date,
): Promise<{ people: Viewer[]; report: MadeReport | Refusal }[]> {
  const alike = Map.groupBy(readers, ({ roles }) => [...roles].sort().join(' '))
  const groups = []
  for (const people of alike.values()) {
    const made = await madeReport(people[0] as Viewer, report, now).catch((error: unknown) => {
      if (error instanceof Refusal) return error
      throw error
    })
    groups.push({ people, report: made })
  }
  return groups
}

/** Tells whoever made the report that somebody gets it no more, and why it could not be made: each once. */
async function tellKeeper(
  tx: Sql,
  { id, name, createdById }: DueReport,
  leftOut: readonly Person[],
  failure: string | null,
  now: Date,
): Promise<void> {
  const about = { personIds: [createdById], kind: 'message' as const, link: adoptionPaths.report(id), now }
  for (const person of leftOut) {
    const title = `${person.name} no longer gets the report “${name}”.`
    const words =
      'They have left, or may not read adoption any more. Everybody else got it. You can choose other people.'
    await tell(tx, { ...about, key: `report-left-out:${id}:${person.id}`, title, words })
  }
  if (failure === null) return
  const title = `The report “${name}” could not be sent.`
  await tell(tx, {
    ...about,
    key: `report-failed:${id}:${failure}`,
    title,
    words: `${failure} Change the report, or end it.`,
  })
}

/** Sends a report to the viewer alone, at once, as they would get it. */
export async function sendOneNow(viewer: Viewer, id: string, now: Date): Promise<void> {
  const report = await readReport(viewer, id, now)
  const made = await madeReport(viewer, report, now)
  await inTransaction((tx) =>
    queueReport(tx, report, made, [{ person: viewer, key: `report-now/${newId(now)}` }], null, now),
  )
}
