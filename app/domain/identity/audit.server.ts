import type { Prisma } from '#app/platform/database/generated/client.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { Viewer } from './viewer.ts'

/** A transaction of either kind: of `inTransaction`, or of Prisma's `db.$transaction`. */
export type Transaction = Sql | Prisma.TransactionClient

/** Who acted: a viewer, or somebody who proved who they are by a link. Null: the system itself. */
export type Actor = Pick<Viewer, 'personId' | 'migration'> | null

export type AuditSubject = { type: string; id: string }

/** Plain values only, as they were and as they became; what did not change is left out. */
export type AuditValues = Record<string, unknown> | null

/** One line of the log. */
export type AuditEntry = { subject: AuditSubject; before: AuditValues; after: AuditValues }

/**
 * Writes one line of the audit log in the transaction that makes the change, so that neither exists without the other.
 * `action` is `noun.verb` in the past: `role.granted`. The log can never be changed, and people can be erased: so
 * values hold no names and no addresses; see `privately`.
 */
export function recordAudit(
  tx: Transaction,
  actor: Actor,
  action: string,
  subject: AuditSubject,
  before: AuditValues,
  after: AuditValues,
  now: Date,
): Promise<void> {
  return recordAudits(tx, actor, action, [{ subject, before, after }], now)
}

/** The same for many subjects of one act, in one statement. */
export async function recordAudits(
  tx: Transaction,
  actor: Actor,
  action: string,
  entries: readonly AuditEntry[],
  now: Date,
): Promise<void> {
  const rows = entries.map(({ subject, before, after }) => ({
    id: newId(),
    type: subject.type,
    of: subject.id,
    before,
    after,
  }))
  await onEither(tx)`
    INSERT INTO audit_entry (id, at, actor_id, migration_id, action, subject_type, subject_id, before, after)
    SELECT e.id, ${now}, ${actor?.personId ?? null}::uuid, ${actor?.migration?.id ?? null}::uuid, ${action},
      e.type, e.of, nullif(e.before, 'null'), nullif(e.after, 'null')
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS e (id uuid, type text, of text, before jsonb, after jsonb)`
}

/** One `sql` on either kind of transaction. Values need casts where Prisma cannot tell their type. */
export function onEither(tx: Transaction): Sql {
  return typeof tx === 'function' ? tx : (strings, ...values) => tx.$queryRaw(strings, ...values)
}

/** An address in the audit log: enough to recognise for whoever knows it, worth nothing to anybody else. */
export function privately(email: string | null): string | null {
  if (email === null) return null
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}…@${email.slice(at + 1)}`
}
