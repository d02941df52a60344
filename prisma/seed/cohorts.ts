import type { Viewer, ViewerMigration } from '#app/domain/identity/viewer.ts'
import { copyFor } from '#app/domain/playbooks/copies.server.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { daysFrom } from './calendar.ts'
import { type DemoPerson, SITES } from './people.ts'
import type { DemoStaff } from './persons.ts'
import { type Random, seeded } from './random.ts'

/** Two cohorts a site: those who began with the pilot or wave 1, and those who began with the cutover. */
const HALVES = ['first wave', 'second wave'] as const

export type DemoCohort = { id: string; name: string; timeZone: string; champions: string[]; members: string[] }

/** Twelve cohorts of twenty, each with a champion from among its members, two of them with two. */
export async function addCohorts(
  viewers: ReadonlyMap<string, Viewer>,
  sites: ReadonlyMap<string, DemoPerson>,
  staff: DemoStaff,
  migration: ViewerMigration,
  since: Date,
): Promise<DemoCohort[]> {
  const random = seeded(1_204)
  const cohorts: DemoCohort[] = SITES.flatMap((site) => {
    const there = [...viewers.keys()].filter((id) => isLearnerAt(sites.get(id), site.name))
    const halves = [there.filter((_, place) => place % 2 === 0), there.filter((_, place) => place % 2 === 1)]
    return HALVES.map((half, place) => ({
      id: newId(since),
      name: `${site.name}, ${half}`,
      timeZone: site.timeZone,
      members: halves[place] as string[],
      champions: [],
    }))
  })
  putInto(cohorts[0] as DemoCohort, cohorts, staff)
  for (const [place, cohort] of cohorts.entries()) cohort.champions = championsOf(cohort, place, staff, sites, random)
  await inTransaction(async (tx) => {
    for (const cohort of cohorts) await keep(tx, cohort, migration.id, since)
  })
  return cohorts
}

const isLearnerAt = (person: DemoPerson | undefined, site: string) =>
  person?.site.name === site && person.audiences.length > 0

/** Lena, Priya and their champion learn together, so that each sees the others' demo. */
function putInto(cohort: DemoCohort, all: readonly DemoCohort[], { learner, power, champion }: DemoStaff): void {
  const together = [learner, power, champion].map(({ personId }) => personId)
  for (const other of all) other.members = other.members.filter((id) => !together.includes(id))
  cohort.members = [...together, ...cohort.members]
}

function championsOf(
  cohort: DemoCohort,
  place: number,
  staff: DemoStaff,
  sites: ReadonlyMap<string, DemoPerson>,
  random: Random,
): string[] {
  if (place === 0) return [staff.champion.personId]
  const daily = cohort.members.filter((id) =>
    sites.get(id)?.audiences.some((slug) => slug === 'ap-daily' || slug === 'approvers'),
  )
  return random.shuffled(daily).slice(0, place === 3 || place === 8 ? 2 : 1)
}

async function keep(tx: Sql, cohort: DemoCohort, migrationId: string, since: Date): Promise<void> {
  const day = since.toISOString().slice(0, 10)
  await tx`INSERT INTO cohort (id, migration_id, name, site, time_zone, created_at)
    VALUES (${cohort.id}::uuid, ${migrationId}::uuid, ${cohort.name}, ${cohort.name.split(',')[0]}, ${cohort.timeZone}, ${since})`
  for (const person of cohort.members) {
    await tx`INSERT INTO cohort_member (id, cohort_id, person_id, "from") VALUES (${newId(since)}::uuid, ${cohort.id}::uuid, ${person}::uuid, ${day}::date)`
  }
  for (const person of cohort.champions) {
    await tx`INSERT INTO cohort_champion (id, cohort_id, person_id, "from") VALUES (${newId(since)}::uuid, ${cohort.id}::uuid, ${person}::uuid, ${day}::date)`
    await tx`INSERT INTO role_grant (id, person_id, role, migration_id, granted_at)
      SELECT ${newId(since)}::uuid, ${person}::uuid, 'champion', ${migrationId}::uuid, ${since}
      WHERE NOT EXISTS (SELECT FROM role_grant WHERE person_id = ${person}::uuid AND role = 'champion' AND migration_id = ${migrationId}::uuid)`
  }
}

type PlannedSession = { milestone: string; title: string; day: number; hour: number; attended: number; words: string }

/** One session a cohort for the pilot and for wave 1; for the cutover half of them are over, the others are to come. */
const SESSIONS: readonly PlannedSession[] = [
  {
    milestone: 'pilot',
    title: 'Find your way in Meridian',
    day: -42,
    hour: 10,
    attended: 0.88,
    words: 'Bring your laptop. Nothing to prepare.',
  },
  {
    milestone: 'wave-1',
    title: 'Invoices and approvals, practised together',
    day: -13,
    hour: 10,
    attended: 0.81,
    words: 'Bring an invoice that you would enter anyway.',
  },
  {
    milestone: 'cutover',
    title: 'Your first cohort session for the cutover',
    day: -3,
    hour: 14,
    attended: 0.78,
    words: 'Bring one question about the first day in Meridian.',
  },
]

/** How many fit into a training room. */
const PLACES = 16

/** Sessions with their attendance; upcoming ones have none yet. */
export async function addSessions(cohorts: readonly DemoCohort[], now: Date): Promise<void> {
  const random = seeded(4_502)
  await inTransaction(async (tx) => {
    for (const [place, cohort] of cohorts.entries()) {
      for (const planned of SESSIONS) await addSession(tx, cohort, planned, place, now, random)
    }
    await addPlan(tx, cohorts[0] as DemoCohort, now)
  })
}

async function addSession(
  tx: Sql,
  cohort: DemoCohort,
  planned: PlannedSession,
  place: number,
  now: Date,
  random: Random,
): Promise<void> {
  const later = planned.milestone === 'cutover' && place % 2 === 0
  const day = weekday(daysFrom(now, later ? 2 + (place % 7) : planned.day - (place % 4)))
  const startsAt = new Date(
    `${day.toISOString().slice(0, 10)}T${String(planned.hour + (place % 3)).padStart(2, '0')}:00:00Z`,
  )
  const over = startsAt < now
  const id = newId(daysFrom(startsAt, -7))
  await tx`INSERT INTO cohort_session (id, cohort_id, milestone_id, champion_id, title, starts_at, minutes, time_zone, place, capacity, copy_id, words, invited_at, opened_at, closed_at)
    SELECT ${id}::uuid, ${cohort.id}::uuid, s.id, ${cohort.champions[0]}::uuid, ${planned.title}, ${startsAt}, 45, ${cohort.timeZone},
      ${`Training room, ${cohort.name.split(',')[0]}`}, ${planned.milestone === 'cutover' ? PLACES : null},
      ${planned.milestone === 'cutover' ? await agendaOf(tx, cohort, now) : null}::uuid, ${planned.words},
      ${daysFrom(startsAt, -7)}, ${over ? startsAt : null}, ${over ? new Date(startsAt.getTime() + 45 * 60_000) : null}
    FROM milestone s WHERE s.slug = ${planned.milestone}`
  let coming = 0
  for (const person of cohort.members) {
    const leads = person === cohort.champions[0]
    const wanted = leads || random.chance(0.63) ? 'coming' : random.chance(0.3) ? 'not coming' : null
    const reply = wanted === 'coming' && planned.milestone === 'cutover' && coming >= PLACES ? 'waiting' : wanted
    if (reply === 'coming') coming += 1
    await tx`INSERT INTO session_invitation (session_id, person_id, invited_at, told_sequence, reply, replied_at)
      VALUES (${id}::uuid, ${person}::uuid, ${daysFrom(startsAt, -7)}, 0, ${reply}::reply, ${reply && daysFrom(startsAt, -6)})`
    if (over && random.chance(planned.attended)) {
      await tx`INSERT INTO attendance (session_id, person_id, at, source) VALUES (${id}::uuid, ${person}::uuid, ${startsAt}, 'check-in')`
    }
  }
}

/** The newest playbook of a cohort session, as the cohort's own copy. */
async function agendaOf(tx: Sql, cohort: DemoCohort, now: Date): Promise<string | null> {
  const [playbook] = await tx<{ id: string }>`SELECT id FROM playbook WHERE slug = 'first-cohort-session'`
  return playbook ? copyFor(tx, cohort.id, playbook.id, now) : null
}

/** A session that is planned, and to which nobody is invited yet. */
async function addPlan(tx: Sql, cohort: DemoCohort, now: Date): Promise<void> {
  const day = weekday(daysFrom(now, 16)).toISOString().slice(0, 10)
  await tx`INSERT INTO cohort_session (id, cohort_id, milestone_id, champion_id, title, starts_at, minutes, time_zone, link, words)
    SELECT ${newId(now)}::uuid, ${cohort.id}::uuid, s.id, ${cohort.champions[0]}::uuid, 'Questions after the first days',
      ${new Date(`${day}T10:00:00Z`)}, 30, ${cohort.timeZone}, 'https://meet.brackwater.example/first-days', 'Bring what you got stuck on.'
    FROM milestone s WHERE s.slug = 'cutover'`
}

/** The same day, or the Monday after a weekend. */
function weekday(day: Date): Date {
  const past = { 0: 1, 6: 2 }[day.getUTCDay()] ?? 0
  return daysFrom(day, past)
}
