import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { type DueModule, daysReminded, digestKey, digestOf, reminderDay } from './due-reminders.ts'
import { tell } from './tell.server.ts'

/**
 * Reminds everybody of what is due in seven days or tomorrow and not done, refreshers included: one digest a person and day, in the
 * morning of their migration. Safe to repeat and to run twice at once. Answers how many were reminded now.
 */
export async function remindOfDue(now: Date): Promise<number> {
  const migrations = await sql<{ id: string; time_zone: string }>`
    SELECT id, time_zone FROM migration WHERE archived_at IS NULL ORDER BY id`
  let reminded = 0
  for (const { id, time_zone } of migrations) {
    const today = reminderDay(now, time_zone)
    if (today) reminded += await remindMigration(id, time_zone, today, now)
  }
  return reminded
}

type Row = { person_id: string; modules: DueModule[] }

async function remindMigration(migrationId: string, timeZone: string, today: LocalDay, now: Date): Promise<number> {
  let reminded = 0
  for (const { person_id, modules } of await dueSoon(migrationId, today, timeZone)) {
    const digest = digestOf(modules, today)
    const told = await inTransaction((tx) =>
      tell(tx, {
        personIds: [person_id],
        kind: 'due',
        key: digestKey(migrationId, today),
        ...digest,
        link: paths.home(),
        now,
      }),
    )
    reminded += told.length
  }
  return reminded
}

/**
 * Who is asked for something that is due on one of today's days, has not completed it or has a refresher of it to do, and
 * was not reminded today. A module asked for twice is due once, at its earliest day. Quick references ask for nothing.
 */
async function dueSoon(migrationId: string, today: LocalDay, timeZone: string): Promise<Row[]> {
  return sql<Row>`
    WITH asked AS (
      SELECT a.person_id, a.module_id, min(a.due_on) AS due_on
      FROM assigned_on(${today}::date) a JOIN milestone s ON s.id = a.milestone_id
      WHERE s.migration_id = ${migrationId}::uuid AND NOT a.optional
      GROUP BY a.person_id, a.module_id
    ), refresher AS (
      SELECT * FROM refreshers() WHERE module_id IN (SELECT module_id FROM asked)
    ), due AS (
      SELECT a.person_id, a.module_id, e.title, f.since IS NOT NULL AS again, coalesce(f.minutes, e.minutes) AS minutes,
        coalesce(refresher_due_on(a.due_on, f.since, ${timeZone}), a.due_on) AS "dueOn"
      FROM asked a JOIN module m ON m.id = a.module_id JOIN release e ON e.id = m.current_release_id
      LEFT JOIN module_progress p ON p.person_id = a.person_id AND p.module_id = a.module_id
      LEFT JOIN refresher f ON f.module_id = a.module_id AND f.completed_release_id = p.completed_release_id
      WHERE e.kind <> 'quick reference' AND (p.first_completed_at IS NULL OR f.since IS NOT NULL)
    )
    SELECT d.person_id,
      json_agg(json_build_object('title', d.title, 'minutes', d.minutes, 'dueOn', d."dueOn", 'again', d.again)
        ORDER BY d."dueOn", m.position, m.slug) AS modules
    FROM due d JOIN module m ON m.id = d.module_id
    WHERE d."dueOn" = ANY(${daysReminded(today)}::date[])
      AND NOT EXISTS (SELECT FROM notice n WHERE n.person_id = d.person_id AND n.key = ${digestKey(migrationId, today)})
    GROUP BY d.person_id`
}
