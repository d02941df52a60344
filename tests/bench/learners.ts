import { openSession, viewerOfSession } from '#app/domain/identity/sessions.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { ingest } from '#app/domain/practice/ingest.server.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { BenchMigration, BenchModule } from './migration.ts'

/** Somebody who is signed in, and the lessons that they have not confirmed yet. */
export type BenchLearner = { person: string; cookie: string; toRead: BenchModule[] }

const AT_ONCE = 8
const DAY = 86_400_000

/**
 * Adds learners to the migration's audiences, each somewhere on the way: what lies behind them went through the same
 * door as everybody's learning. They have visited up to ten of the twenty modules.
 */
export async function addBenchLearners(
  { id: migrationId, audiences, modules }: BenchMigration,
  count: number,
  now: Date,
): Promise<BenchLearner[]> {
  const people = Array.from({ length: count }, () => newId(now))
  await addPeople(people, audiences, now)
  await addAdmin(migrationId, now)
  const learners: BenchLearner[] = []
  for (let first = 0; first < count; first += AT_ONCE) {
    const group = people.slice(first, first + AT_ONCE)
    learners.push(
      ...(await Promise.all(group.map((person, place) => comesThisFar(person, modules, (first + place) % 11, now)))),
    )
  }
  return learners
}

async function addPeople(people: readonly string[], audiences: readonly string[], now: Date): Promise<void> {
  const since = new Date(now.getTime() - 30 * DAY)
  const rows = people.map((id, place) => ({
    ...{ id, name: `Learner ${place}`, email: `learner-${place}@bench.example` },
    ...{ membership: newId(now), audience: audiences[place % audiences.length] },
  }))
  await inTransaction(async (tx) => {
    const table = JSON.stringify(rows)
    await tx`
      INSERT INTO person (id, name, email, created_at)
      SELECT p.id, p.name, p.email, ${since} FROM jsonb_to_recordset(${table}::jsonb) AS p(id uuid, name text, email text)`
    await tx`
      INSERT INTO membership (id, person_id, audience_id, "from")
      SELECT p.membership, p.id, p.audience, ${since}::date
      FROM jsonb_to_recordset(${table}::jsonb) AS p(id uuid, membership uuid, audience uuid)`
  })
}

/** Until there is one, every page leads to where the first admin is made. */
async function addAdmin(migrationId: string, now: Date): Promise<void> {
  const id = newId(now)
  await sql`INSERT INTO person (id, name, email, created_at) VALUES (${id}, 'Admin', 'admin@bench.example', ${now})`
  await sql`
    INSERT INTO role_grant (id, person_id, role, migration_id, granted_at)
    VALUES (${newId(now)}, ${id}, 'admin', NULL, ${now}), (${newId(now)}, ${id}, 'lead', ${migrationId}, ${now})`
}

async function comesThisFar(
  person: string,
  modules: readonly BenchModule[],
  done: number,
  now: Date,
): Promise<BenchLearner> {
  const session = await openSession(person, now)
  const viewer = await viewerOfSession(session.id, now)
  if (!viewer) throw new Error('This session is nobody’s.')
  const visits = modules.slice(0, done).map((module, place) => eventsOf(viewer, module, now, (done - place) * 60_000))
  for (const events of visits) {
    const { refused } = await ingest(viewer, { events }, now)
    if (refused[0]) throw new Error(`An event was refused: ${refused[0].reason}.`)
  }
  const toRead = modules.slice(done).filter(({ kind }) => kind === 'lesson')
  return { person, cookie: `session=${session.id}`, toRead }
}

/** What one visit to a module leaves in the log: a lesson is confirmed, a lab is tried once and given up. */
function eventsOf({ personId: person }: Viewer, { kind, release, blocks }: BenchModule, now: Date, agoMs: number) {
  let clock = now.getTime() - agoMs
  const event = (type: string, more: object) => {
    clock += 500
    return { id: newId(new Date(clock)), person, at: new Date(clock).toISOString(), release, type, data: {}, ...more }
  }
  const reached = blocks.map((block) => event('block-reached', { block }))
  if (kind === 'lesson') return [...reached, event('module-confirmed', { block: blocks.at(-1) })]
  const attempt = newId(new Date(clock))
  const times = { activeMs: 400, wallMs: 500, pausedMs: 0 }
  return [
    ...reached,
    event('attempt-started', { block: 'enter-invoice', attempt, data: { setting: 'lab', mode: 'assessed' } }),
    event('attempt-gave-up', { block: 'enter-invoice', attempt, data: times }),
  ]
}
