import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { ensure } from './abilities.ts'
import type { AuditValues } from './audit.server.ts'
import { readInstantCursor, writeCursor } from './cursor.ts'
import type { Viewer } from './viewer.ts'

export type AuditFilter = {
  /** a person's id: what they did and what was done to them */
  person?: string
  /** `role.granted`, or a whole subject: `role` */
  action?: string
  /** local days of the migration, both included */
  from?: string
  to?: string
  /** where the page before ended */
  after?: string
}

export type AuditLine = {
  id: string
  at: Date
  /** null: the system itself */
  actor: string | null
  action: string
  subjectType: string
  subjectId: string
  /** the subject's name today, where it has one */
  subject: string | null
  before: AuditValues
  after: AuditValues
}

const PAGE = 50

/** A page of the audit log, newest first. */
export async function readAuditLog(
  viewer: Viewer,
  filter: AuditFilter,
): Promise<{ lines: AuditLine[]; next: string | null }> {
  ensure(viewer, 'audit.read')
  const zone = viewer.migration?.timeZone ?? 'UTC'
  const lines = await sql<AuditLine>`
    SELECT e.id, e.at, p.name AS actor, e.action, e.subject_type AS "subjectType", e.subject_id AS "subjectId",
      NULL AS subject, e.before, e.after
    FROM audit_entry e LEFT JOIN person p ON p.id = e.actor_id
    WHERE true
      ${filter.person ? part`AND (e.actor_id = ${asId(filter.person)} OR (e.subject_type = 'person' AND e.subject_id = ${filter.person}))` : part``}
      ${filter.action ? part`AND (e.action = ${filter.action} OR starts_with(e.action, ${`${filter.action}.`}))` : part``}
      ${filter.from ? part`AND e.at >= ${filter.from}::date::timestamp AT TIME ZONE ${zone}` : part``}
      ${filter.to ? part`AND e.at < (${filter.to}::date + 1)::timestamp AT TIME ZONE ${zone}` : part``}
      ${before(filter.after)}
    ORDER BY e.at DESC, e.id DESC LIMIT ${PAGE + 1}`
  const page = lines.slice(0, PAGE)
  const last = lines.length > PAGE ? page.at(-1) : undefined
  await nameSubjects(page)
  return { lines: page, next: last ? writeCursor(last.at.toISOString(), last.id) : null }
}

function before(cursor: string | undefined): Part {
  if (!cursor) return part``
  const [at, id] = readInstantCursor(cursor)
  return part`AND (e.at, e.id) < (${at}, ${asId(id)}::uuid)`
}

/** What the subjects are called today: a log line keeps no names, so that a person can be erased. */
async function nameSubjects(lines: AuditLine[]): Promise<void> {
  const ids = (type: string) => lines.filter((line) => line.subjectType === type).map((line) => asId(line.subjectId))
  const names = await sql<{ id: string; name: string }>`
    SELECT id::text, name FROM person WHERE id = ANY (${ids('person')}::uuid[])
    UNION ALL SELECT id::text, name FROM audience WHERE id = ANY (${ids('audience')}::uuid[])
    UNION ALL SELECT id::text, name FROM milestone WHERE id = ANY (${ids('milestone')}::uuid[])
    UNION ALL SELECT id::text, slug FROM module WHERE id = ANY (${ids('module')}::uuid[])
    UNION ALL SELECT id::text, name FROM migration WHERE id = ANY (${ids('migration')}::uuid[])`
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  for (const line of lines) line.subject = nameOf.get(line.subjectId) ?? null
}
