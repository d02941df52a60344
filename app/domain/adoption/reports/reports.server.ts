import { Refusal } from '#app/domain/errors.ts'
import { can, ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import { peopleWithRoles } from '#app/domain/identity/readers.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { viewParts } from '../views/view-pages.ts'
import type { ReportInput } from './report-input.ts'
import { contentOf } from './report-pages.server.ts'
import { nextDue, type Schedule } from './schedule.ts'

export type Recipient = { id: string; name: string; stoppedAt: Date | null }

export type Report = Schedule & {
  id: string
  name: string
  page: string
  filters: string
  createdBy: string
  endedAt: Date | null
  recipients: Recipient[]
  /** null once it has ended */
  nextAt: Date | null
  /** the last time that it was due and sent, or why it was not */
  last: { at: Date; mailed: number; leftOut: number; failure: string | null } | null
}

/** The reports of the viewer's migration: those that are sent, then those that ended. */
export async function listReports(viewer: Viewer, now: Date): Promise<Report[]> {
  ensure(viewer, 'adoption.read')
  return reportsOf(viewer, null, now)
}

/** One report; refuses with `missing` one of another migration. */
export async function readReport(viewer: Viewer, id: string, now: Date): Promise<Report> {
  ensure(viewer, 'adoption.read')
  const [report] = asId(id) ? await reportsOf(viewer, id, now) : []
  if (!report) throw new Refusal('missing', 'There is no such report.')
  return report
}

async function reportsOf(viewer: Viewer, id: string | null, now: Date): Promise<Report[]> {
  const { id: migrationId, timeZone } = migrationOf(viewer)
  type Row = Omit<Report, 'nextAt' | 'recipients' | 'last'> & {
    recipients: (Omit<Recipient, 'stoppedAt'> & { stoppedAt: string | null })[]
    last: (Omit<NonNullable<Report['last']>, 'at'> & { at: string }) | null
  }
  const rows = await sql<Row>`
    SELECT r.id, r.name, r.page, r.filters, r.rhythm::text, r.day, r.hour, p.name AS "createdBy", r.ended_at AS "endedAt",
      coalesce((SELECT json_agg(json_build_object('id', q.id, 'name', q.name, 'stoppedAt', c.stopped_at) ORDER BY q.name, q.id)
        FROM report_recipient c JOIN person q ON q.id = c.person_id WHERE c.report_id = r.id), '[]') AS recipients,
      (SELECT json_build_object('at', s.at, 'mailed', s.mailed, 'leftOut', s.left_out, 'failure', s.failure)
        FROM report_sending s WHERE s.report_id = r.id ORDER BY s.due_at DESC LIMIT 1) AS last
    FROM scheduled_report r JOIN person p ON p.id = r.created_by_id
    WHERE r.migration_id = ${migrationId}::uuid AND (${id}::uuid IS NULL OR r.id = ${id}::uuid)
    ORDER BY r.ended_at IS NOT NULL, lower(r.name), r.id`
  return rows.map((row) => ({
    ...row,
    recipients: row.recipients.map((one) => ({
      ...one,
      stoppedAt: one.stoppedAt === null ? null : new Date(one.stoppedAt),
    })),
    last: row.last && { ...row.last, at: new Date(row.last.at) },
    nextAt: row.endedAt === null ? nextDue(row, now, timeZone) : null,
  }))
}

/** Who may get a report: those who may read adoption, by name. */
export async function possibleRecipients(viewer: Viewer, now: Date): Promise<{ id: string; name: string }[]> {
  ensure(viewer, 'adoption.read')
  const people = await peopleWithRoles(migrationOf(viewer).id, now)
  return people.filter((one) => can(one, 'adoption.read')).map(({ personId, name }) => ({ id: personId, name }))
}

/** Sends a view to people from now on. Refuses one that cannot be made, and people who may not read it. */
export async function addReport(viewer: Viewer, input: ReportInput, now: Date): Promise<string> {
  const { page, filters, day } = await checked(viewer, input, now)
  const id = newId(now)
  await inTransaction(async (tx) => {
    await tx`
      INSERT INTO scheduled_report (id, migration_id, name, page, filters, rhythm, day, hour, created_at, created_by_id, since)
      VALUES (${id}, ${migrationOf(viewer).id}, ${input.name}, ${page}, ${filters}, ${input.rhythm}::rhythm, ${day},
        ${input.hour}, ${now}, ${viewer.personId}, ${now})`
    await setRecipients(tx, id, input.recipients)
    await recordAudit(tx, viewer, 'report.scheduled', { type: 'report', id }, null, input, now)
  })
  return id
}

/** Changes a report. A new time counts from now on; who stopped it themselves stays so. */
export async function changeReport(viewer: Viewer, id: string, input: ReportInput, now: Date): Promise<void> {
  const before = await readReport(viewer, id, now)
  const { page, filters, day } = await checked(viewer, input, now)
  await inTransaction(async (tx) => {
    const [changed] = await tx<{ id: string }>`
      UPDATE scheduled_report SET name = ${input.name}, page = ${page}, filters = ${filters}, day = ${day}, hour = ${input.hour},
        rhythm = ${input.rhythm}::rhythm, since = CASE WHEN (rhythm, coalesce(day, 0), hour)
          IS DISTINCT FROM (${input.rhythm}::rhythm, coalesce(${day}::int, 0), ${input.hour}::int) THEN ${now} ELSE since END
      WHERE id = ${id}::uuid AND ended_at IS NULL RETURNING id`
    if (!changed) throw new Refusal('conflict', 'This report has ended. Make a new one.')
    await setRecipients(tx, id, input.recipients)
    await recordAudit(tx, viewer, 'report.changed', { type: 'report', id }, auditOf(before), input, now)
  })
}

/** Ends a report for everybody; a second time changes nothing. */
export async function endReport(viewer: Viewer, id: string, now: Date): Promise<void> {
  const before = await readReport(viewer, id, now)
  await inTransaction(async (tx) => {
    const [ended] = await tx<{ id: string }>`
      UPDATE scheduled_report SET ended_at = ${now} WHERE id = ${id}::uuid AND ended_at IS NULL RETURNING id`
    if (ended) await recordAudit(tx, viewer, 'report.ended', { type: 'report', id }, auditOf(before), null, now)
  })
}

const auditOf = ({ name, page, filters, rhythm, day, hour, recipients }: Report) => ({
  ...{ name, page, filters, rhythm, day, hour },
  recipients: recipients.map(({ id }) => id),
})

async function checked(viewer: Viewer, input: ReportInput, now: Date) {
  ensure(viewer, 'adoption.read')
  const { page, filters } = viewParts(input.view)
  try {
    await contentOf(viewer, page, filters, now)
  } catch (error) {
    throw error instanceof Refusal && error.kind === 'missing' ? new Refusal('invalid', error.message, 'view') : error
  }
  const possible = new Set((await possibleRecipients(viewer, now)).map(({ id }) => id))
  if (input.recipients.some((id) => !possible.has(id))) {
    const words = 'Only trainers and leads of this migration can get it. Choose among them.'
    throw new Refusal('invalid', words, 'recipients')
  }
  const day = { daily: null, weekly: input.weekday, monthly: input.monthday }[input.rhythm]
  return { page, filters, day }
}

async function setRecipients(tx: Sql, id: string, people: readonly string[]): Promise<void> {
  await tx`DELETE FROM report_recipient WHERE report_id = ${id}::uuid AND person_id <> ALL(${[...people]}::uuid[])`
  await tx`
    INSERT INTO report_recipient (report_id, person_id)
    SELECT ${id}::uuid, one FROM unnest(${[...people]}::uuid[]) AS one ON CONFLICT DO NOTHING`
}
