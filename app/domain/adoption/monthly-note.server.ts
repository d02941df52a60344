import { isHere } from '#app/domain/identity/present.server.ts'
import { type LocalDay, localDay, startOfDay } from '#app/domain/migrations/local-days.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { thanksOf } from './recognition.server.ts'
import { type CohortThanks, firstWorkingDay, hasAny, monthBefore, thanksWords } from './recognition.ts'

/** The hour from which it goes out. */
const FROM_HOUR = 8

/**
 * Tells each lead, on the first working day of a month in the migration's zone, what the cohorts achieved in the month
 * before. Nothing happened: nothing is said. Safe to repeat. Answers how many were told now.
 */
export async function tellMonthlyNotes(now: Date): Promise<number> {
  const migrations = await sql<Migration>`
    SELECT id, time_zone AS "timeZone" FROM migration WHERE archived_at IS NULL ORDER BY id`
  let told = 0
  for (const migration of migrations) {
    const today = localDay(now, migration.timeZone)
    if (today === firstWorkingDay(today) && now >= hourOf(today, migration.timeZone)) {
      told += await tellLeads(migration, today, now)
    }
  }
  return told
}

type Migration = { id: string; timeZone: string }

const hourOf = (day: LocalDay, timeZone: string) =>
  new Date(startOfDay(day, timeZone).getTime() + FROM_HOUR * 3_600_000)

async function tellLeads(migration: Migration, today: LocalDay, now: Date): Promise<number> {
  const key = `cohorts:${migration.id}:${today.slice(0, 7)}`
  const leads = await sql<{ id: string }>`
    SELECT DISTINCT p.id FROM role_grant g JOIN person p ON p.id = g.person_id
    WHERE g.role = 'lead' AND g.ended_at IS NULL AND g.migration_id = ${migration.id}::uuid AND ${isHere(today)}
      AND NOT EXISTS (SELECT FROM notice n WHERE n.person_id = p.id AND n.key = ${key})`
  if (leads.length === 0) return 0
  const { from, to } = monthBefore(today)
  const cohorts = await sql<CohortThanks['cohort']>`
    SELECT id, name FROM cohort WHERE migration_id = ${migration.id}::uuid AND closed_at IS NULL ORDER BY name`
  const period = { from: startOfDay(from, migration.timeZone), to: startOfDay(to, migration.timeZone) }
  const [all, met] = await Promise.all([thanksOf(cohorts, period), metIn(migration.id, period)])
  const month = all.filter((one) => one.unstuck > 0 || one.raised > 0 || (met.has(one.cohort.id) && hasAny(one)))
  if (month.length === 0) return 0
  const told = await inTransaction((tx) =>
    tell(tx, {
      personIds: leads.map(({ id }) => id),
      kind: 'message',
      key,
      title: `What your cohorts achieved in ${monthName(from)}`,
      words: month.map((one) => [one.cohort.name, ...thanksWords(one)].join('\n')).join('\n\n'),
      link: paths.cohorts(),
      now,
    }),
  )
  return told.length
}

/** The cohorts that met in a session in that time. */
async function metIn(migrationId: string, { from, to }: { from: Date; to: Date }): Promise<Set<string>> {
  const rows = await sql<{ id: string }>`
    SELECT DISTINCT s.cohort_id AS id FROM cohort_session s JOIN attendance t ON t.session_id = s.id
    JOIN cohort c ON c.id = s.cohort_id
    WHERE c.migration_id = ${migrationId}::uuid AND s.cancelled_at IS NULL AND s.starts_at >= ${from} AND s.starts_at < ${to}`
  return new Set(rows.map(({ id }) => id))
}

const monthName = (day: LocalDay) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
