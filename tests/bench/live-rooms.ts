import path from 'node:path'
import { openSessionRun } from '#app/domain/cohorts/running/opening.server.ts'
import { openSession, viewerOfSession } from '#app/domain/identity/sessions.server.ts'
import { closeDatabase, inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/ids.ts'
import { stopListeningLive } from '#app/platform/live.server.ts'
import { addBenchLearners, type BenchLearner } from './learners.ts'
import { type BenchModule, publishBenchMigration } from './migration.ts'

/** A running session: where its champion follows it, and the people who are checked in. */
export type LiveRoom = { session: string; cohort: string; champion: string; learners: BenchLearner[] }

/** Sessions that run, each with the lab that its people are about to do. */
export async function openRooms(rooms: number, people: number): Promise<{ rooms: LiveRoom[]; lab: BenchModule }> {
  const now = new Date()
  const migration = await publishBenchMigration(path.join(env.DATA_DIR, 'bench/content/bench'), now)
  const lab = migration.modules.find(({ kind }) => kind === 'lab')
  if (!lab) throw new Error('There is no lab to practise.')
  const learners = await addBenchLearners(migration, people, now)
  const milestone = newId(now)
  await sql`INSERT INTO milestone (id, migration_id, slug, name, date) VALUES (${milestone}, ${migration.id}, 'live', 'Live', current_date)`
  const opened: LiveRoom[] = []
  for (let place = 0; place < rooms; place++) {
    const there = learners.filter((_, number) => number % rooms === place)
    opened.push(await openRoom(migration.id, milestone, lab.slug, there, place, now))
  }
  await stopListeningLive()
  await closeDatabase()
  return { rooms: opened, lab }
}

async function openRoom(
  migrationId: string,
  milestone: string,
  lab: string,
  learners: BenchLearner[],
  place: number,
  now: Date,
): Promise<LiveRoom> {
  const [person, cohort, session] = [newId(now), newId(now), newId(now)]
  const people = learners.map((learner) => learner.person)
  await inTransaction(async (tx) => {
    await tx`INSERT INTO person (id, name, email) VALUES (${person}, ${`Champion ${place}`}, ${`champion-${place}@bench.example`})`
    await tx`INSERT INTO role_grant (id, person_id, role, migration_id, granted_at) VALUES (${newId(now)}, ${person}, 'champion', ${migrationId}, ${now})`
    await tx`INSERT INTO cohort (id, migration_id, name, time_zone) VALUES (${cohort}, ${migrationId}, ${`Cohort ${place}`}, 'UTC')`
    await tx`INSERT INTO cohort_champion (id, cohort_id, person_id, "from") VALUES (${newId(now)}, ${cohort}, ${person}, '2026-01-05')`
    await tx`INSERT INTO cohort_member (id, cohort_id, person_id, "from")
      SELECT gen_random_uuid(), ${cohort}, p, '2026-01-05' FROM unnest(${people}::uuid[]) AS p`
    await tx`INSERT INTO cohort_session (id, cohort_id, milestone_id, title, starts_at, minutes, time_zone)
      VALUES (${session}, ${cohort}, ${milestone}, 'Live', ${now}, 45, 'UTC')`
  })
  const { id } = await openSession(person, now)
  const viewer = await viewerOfSession(id, now)
  if (!viewer) throw new Error('This session is nobody’s.')
  await openSessionRun(viewer, { cohort, session }, now)
  await sql`UPDATE session_run SET agenda = jsonb_set(agenda, '{0,module}', ${JSON.stringify(lab)}::jsonb) WHERE session_id = ${session}`
  await sql`INSERT INTO attendance (session_id, person_id, at, source)
    SELECT ${session}, p, ${now}, 'check-in' FROM unnest(${people}::uuid[]) AS p`
  return { session, cohort, champion: `session=${id}`, learners }
}
