import { parse } from 'csv-parse/sync'
import { rollUp } from '#app/domain/adoption/roll-up.server.ts'
import { openSession } from '#app/domain/identity/sessions.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

/** What keeping figures costs, in a history of any size; a value a round. */
export type Work = { report: number[]; attemptsPerSecond: number[]; lagP95: number[] }

const ROUNDS = 3
const ATTEMPTS = 200_000
const READERS = 20

/** Leaves the history as it was. `url` is the portal's, `cookie` that of its lead. */
export async function measureWork(url: string, cookie: string): Promise<Work> {
  const report = await reportOf2000(url, cookie)
  const lagP95: number[] = []
  for (let round = 0; round < ROUNDS; round++) lagP95.push(await lagOf(url, cookie, round))
  return { report, attemptsPerSecond: [await throughput()], lagP95 }
}

/** Who of 2,000 people has completed which of 20 modules, as a file: milliseconds until its last byte. */
async function reportOf2000(url: string, cookie: string): Promise<number[]> {
  const milestone = await planFor2000()
  await rollUp(new Date())
  const times: number[] = []
  for (let time = 0; time <= 10; time++) {
    const began = performance.now()
    const answer = await fetch(`${url}/adoption/completion/people.csv?milestone=report-of-2000`, {
      headers: { cookie },
    })
    const lines = (await answer.text()).trim().split('\n')
    if (time > 0) times.push(performance.now() - began)
    if (lines.length !== 2_001 || (lines[0] ?? '').split(',').length < 20)
      throw new Error(`The report has ${lines.length} lines: ${lines[0]}`)
  }
  await sql`DELETE FROM assignment WHERE milestone_id = ${milestone}::uuid`
  await sql`DELETE FROM membership WHERE audience_id = (SELECT id FROM audience WHERE slug = 'two-thousand')`
  await rollUp(new Date())
  await sql`DELETE FROM audience WHERE slug = 'two-thousand'`
  await sql`DELETE FROM milestone WHERE id = ${milestone}::uuid`
  return times
}

async function planFor2000(): Promise<string> {
  const [milestone, audience] = [newId(), newId()]
  await sql`
    INSERT INTO milestone (id, migration_id, slug, name, date)
    SELECT ${milestone}::uuid, id, 'report-of-2000', 'Report', current_date + 30 FROM migration`
  await sql`
    INSERT INTO audience (id, migration_id, slug, name, comfort, position)
    SELECT ${audience}::uuid, id, 'two-thousand', 'Two thousand', 'casual', 99 FROM migration`
  await sql`
    INSERT INTO membership (id, audience_id, person_id, "from")
    SELECT gen_random_uuid(), ${audience}::uuid, person_id, current_date - 30
    FROM (SELECT DISTINCT c.person_id FROM cohort_member c JOIN person n ON n.id = c.person_id AND n.left_on IS NULL
      ORDER BY c.person_id LIMIT 2000) p`
  await sql`
    INSERT INTO assignment (id, module_id, milestone_id, audience_id, due_days, created_at)
    SELECT gen_random_uuid(), m.id, ${milestone}::uuid, ${audience}::uuid, 7, now()
    FROM (SELECT id FROM module WHERE slug LIKE 'step-3-%' OR slug LIKE 'step-4-%' ORDER BY position LIMIT 20) m`
  return milestone
}

/** Attempts a second that figures keep up with, when many arrive: those of the last weeks once more. */
async function throughput(): Promise<number> {
  const marker = 'f0000000-0000-7000-8000-'
  await rollUp(new Date())
  await sql`
    INSERT INTO attempt (id, person_id, release_id, block_id, module_id, setting, clock, mode, started_at, finished_at,
      arrived_at, last_event_at, outcome, active_ms, wall_ms, audience_ids, cohort_id, ordinal)
    SELECT (${marker} || lpad(to_hex(row_number() OVER ()), 12, '0'))::uuid, person_id, release_id, block_id, module_id, setting,
      clock, mode, started_at, finished_at, arrived_at, last_event_at, outcome, active_ms + 1000, wall_ms + 1000,
      audience_ids, cohort_id, ordinal + 1
    FROM (SELECT * FROM attempt WHERE outcome IS NOT NULL ORDER BY started_at DESC LIMIT ${ATTEMPTS}) recent`
  const began = performance.now()
  await rollUp(new Date())
  const seconds = (performance.now() - began) / 1000
  await sql`DELETE FROM attempt WHERE id::text LIKE ${`${marker}%`}`
  await rollUp(new Date())
  return ATTEMPTS / seconds
}

/** From a step of a learner until the file of figures tells that one more has started: seconds, of twenty people the 95th percentile. */
async function lagOf(url: string, cookie: string, round: number): Promise<number> {
  const readers = await sql<{ person: string; release: string; block: string }>`
    SELECT s.person_id AS person, m.current_release_id AS release,
      (SELECT block_id FROM release_block WHERE release_id = m.current_release_id ORDER BY position LIMIT 1) AS block
    FROM milestone_standing s JOIN milestone k ON k.id = s.milestone_id AND k.slug = 'step-6'
    JOIN module m ON m.slug = 'step-6-part-01'
    WHERE NOT s.started AND m.id = ANY (s.modules) ORDER BY s.person_id OFFSET ${round * READERS} LIMIT ${READERS}`
  const lags: number[] = []
  for (const reader of readers) {
    const before = await started(url, cookie)
    const session = await openSession(reader.person, new Date())
    const began = performance.now()
    await reach(url, `session=${session.id}`, reader)
    while ((await started(url, cookie)) === before);
    lags.push((performance.now() - began) / 1000)
  }
  lags.sort((one, other) => one - other)
  return lags[Math.floor(lags.length * 0.95)] ?? Number.NaN
}

/** People who have started, as the file of completion tells it. */
async function started(url: string, cookie: string): Promise<string> {
  const answer = await fetch(`${url}/adoption/completion.csv?milestone=step-6`, { headers: { cookie } })
  const rows = parse(await answer.text(), { columns: true, bom: true }) as Record<string, string>[]
  const row = rows.find(({ metric, audience, task }) => metric === 'started' && audience === 'everyone' && task === '')
  if (!row) throw new Error('The file of completion does not tell who has started.')
  return row.value ?? ''
}

async function reach(url: string, cookie: string, reader: { person: string; release: string; block: string }) {
  const now = new Date()
  const { person, release, block } = reader
  const event = { id: newId(now), person, at: now.toISOString(), device: newId(now), release, block }
  const answer = await fetch(`${url}/events`, {
    method: 'POST',
    headers: { cookie, Origin: url, 'Content-Type': 'application/json' },
    body: JSON.stringify({ events: [{ ...event, type: 'block-reached', data: {} }] }),
  })
  const { accepted } = (await answer.json()) as { accepted: string[] }
  if (accepted.length !== 1) throw new Error(`A step was not taken: ${answer.status}`)
}
