import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

let made = 0

type Person = { personId: string }
type CohortParts = {
  name?: string
  champions?: readonly Person[]
  members?: readonly Person[]
  /** of members and champions */
  since?: string
  closedAt?: Date
}

export type MadeCohort = { id: string; name: string }

/** A cohort with its people, in London. */
export async function aCohort(
  migration: { id: string },
  { name = `Cohort ${++made}`, champions = [], members = [], since = '2026-01-05', closedAt }: CohortParts = {},
): Promise<MadeCohort> {
  const id = newId()
  await sql`
    INSERT INTO cohort (id, migration_id, name, site, time_zone, closed_at)
    VALUES (${id}, ${migration.id}, ${name}, 'Leeds', 'Europe/London', ${closedAt ?? null})`
  for (const { personId } of champions) {
    await sql`INSERT INTO cohort_champion (id, cohort_id, person_id, "from") VALUES (${newId()}, ${id}, ${personId}, ${since})`
  }
  for (const { personId } of members) {
    await sql`INSERT INTO cohort_member (id, cohort_id, person_id, "from") VALUES (${newId()}, ${id}, ${personId}, ${since})`
  }
  return { id, name }
}

type SessionParts = {
  milestone: { id: string }
  startsAt: Date
  attended?: readonly Person[]
  invited?: readonly Person[]
  cancelled?: boolean
  timeZone?: string
  /** the cohort's copy of a playbook that it is run by */
  copy?: { id: string }
}

/** A session of 45 minutes; whoever attended was checked in by the champion. */
export async function aSession(
  cohort: { id: string },
  {
    milestone,
    startsAt,
    attended = [],
    invited = [],
    cancelled = false,
    timeZone = 'Europe/London',
    copy,
  }: SessionParts,
): Promise<{ id: string }> {
  const id = newId()
  await sql`
    INSERT INTO cohort_session (id, cohort_id, milestone_id, title, starts_at, minutes, time_zone, cancelled_at, copy_id)
    VALUES (${id}, ${cohort.id}, ${milestone.id}, 'Your first cohort session', ${startsAt}, 45, ${timeZone},
      ${cancelled ? startsAt : null}, ${copy?.id ?? null})`
  for (const { personId } of invited) {
    await sql`
      INSERT INTO session_invitation (session_id, person_id, invited_at, told_sequence) VALUES (${id}, ${personId}, now(), 0)`
  }
  for (const { personId } of attended) {
    await sql`
      INSERT INTO attendance (session_id, person_id, at, source) VALUES (${id}, ${personId}, ${startsAt}, 'champion')`
  }
  return { id }
}
