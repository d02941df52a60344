import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { type AnswerTargets, DEFAULT_TARGETS } from './answer-clock.ts'
import type { TargetsInput } from './answer-targets-input.ts'
import { changingBoard } from './board-news.server.ts'

type Row = {
  working_days: number[]
  opens_at: number
  closes_at: number
  holidays: LocalDay[]
  blocking_hours: number
  major_hours: number
  minor_hours: number
  version: number
}

/** How soon a migration answers, by its own clocks; `version` 0: nobody has said so yet. */
export async function targetsOf(
  migration: { id: string; timeZone: string },
  within: Sql = sql,
): Promise<AnswerTargets & { version: number }> {
  const [row] = await within<Row>`SELECT * FROM answer_targets WHERE migration_id = ${migration.id}::uuid`
  if (!row) return { ...DEFAULT_TARGETS, zone: migration.timeZone, version: 0 }
  return {
    days: row.working_days,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    holidays: row.holidays,
    hours: { blocking: row.blocking_hours, major: row.major_hours, minor: row.minor_hours },
    zone: migration.timeZone,
    version: row.version,
  }
}

/** The targets of the viewer's own migration. */
export async function targetsFor(viewer: Viewer): Promise<AnswerTargets & { version: number }> {
  ensure(viewer, 'confusion.read')
  if (!viewer.migration) throw new Refusal('missing', 'There is no migration here.')
  return targetsOf(viewer.migration)
}

/** Says how soon questions are answered. Refuses with `conflict` what somebody changed since the form was opened. */
export async function setTargets(viewer: Viewer, input: TargetsInput, now: Date): Promise<void> {
  ensure(viewer, 'confusion.triage')
  const migration = viewer.migration
  if (!migration) throw new Refusal('missing', 'There is no migration here.')
  await changingBoard(viewer, async (sql) => {
    await sql`SELECT FROM migration WHERE id = ${migration.id}::uuid FOR UPDATE`
    const { version, ...before } = await targetsOf(migration, sql)
    if (version !== input.version) {
      throw new Refusal('conflict', 'Somebody changed this meanwhile. Load the page to see it, and enter yours again.')
    }
    await sql`
      INSERT INTO answer_targets (migration_id, working_days, opens_at, closes_at, holidays, blocking_hours, major_hours,
        minor_hours, version)
      VALUES (${migration.id}, ${input.days}, ${input.opensAt}, ${input.closesAt}, ${input.holidays}::date[],
        ${input.blocking}, ${input.major}, ${input.minor}, 1)
      ON CONFLICT (migration_id) DO UPDATE SET working_days = excluded.working_days, opens_at = excluded.opens_at,
        closes_at = excluded.closes_at, holidays = excluded.holidays, blocking_hours = excluded.blocking_hours,
        major_hours = excluded.major_hours, minor_hours = excluded.minor_hours, version = answer_targets.version + 1`
    const { version: _, ...after } = input
    const subject = { type: 'migration', id: migration.id }
    await recordAudit(sql, viewer, 'answer-targets.changed', subject, before, after, now)
  })
}
