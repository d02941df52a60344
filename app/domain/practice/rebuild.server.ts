import { inTransaction, Part, part, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { holdMonths, monthsOfLog } from './log-months.server.ts'
import { type Following, replay, standApart } from './replay.server.ts'

/** What is stored of a person's learning in a module otherwise than the log tells it. */
export type Departure = { person: string; module: string; slug: string; what: Words }
type Words = `${string} ${'differ' | 'differs'}`

/** People at a time: what they do meanwhile waits until it is done. */
const AT_ONCE = 25
/** Around the beginning of the log it is uncertain what it still tells, as clocks of devices differ. */
const MARGIN_MS = 2 * 86_400_000

/**
 * Derives everybody's attempts, answers, reached blocks, watched films and confirmations from the log again, by the code
 * that took the events in, and tells where what is stored departs from it. With `mend`, stores what the log tells. Periods
 * whose events are gone stay as they are (semantics: rebuilding covers the periods whose events exist).
 */
export async function rebuildFromLog({ mend }: { mend: boolean }): Promise<Departure[]> {
  const people = await sql<{ id: string }>`SELECT id FROM person ORDER BY id`
  const departures: Departure[] = []
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const some = people.slice(from, from + AT_ONCE).map(({ id }) => id)
    departures.push(...(await inTransaction((tx) => rebuildPeople(tx, some, mend))))
  }
  return departures
}

/** To the end of the transaction: else what follows from a month that is let go meanwhile would seem never told. */
async function beginningOfLog(tx: Sql): Promise<Date> {
  const keptFrom = await holdMonths(tx)
  const [first] = await monthsOfLog(tx)
  if (!first) throw new Error('The log has no partition.')
  return new Date(Math.max(first.from.getTime(), keptFrom?.getTime() ?? 0) + MARGIN_MS)
}

async function rebuildPeople(tx: Sql, people: string[], mend: boolean): Promise<Departure[]> {
  const since = await beginningOfLog(tx)
  await standApart(tx)
  for (const person of people) await replay(tx, person, since)
  const departures: Departure[] = []
  for (const table of TABLES) {
    const stored = rowsOf(table, 'public', people, since)
    const told = rowsOf(table, 'pg_temp', people, since)
    const found = await tx<Omit<Departure, 'what'>>`
      WITH stored AS (${stored}), told AS (${told})
      SELECT DISTINCT d.person, d.module, m.slug FROM (
        (TABLE stored EXCEPT TABLE told) UNION ALL (TABLE told EXCEPT TABLE stored)
      ) d JOIN module m ON m.id = d.module ORDER BY d.person, m.slug`
    departures.push(...found.map((one) => ({ ...one, what: table.words })))
    if (mend && found.length > 0) await store(tx, table, stored, told)
  }
  return departures
}

/** Takes away what the log does not tell, and stores what it tells otherwise. What is noted beside it stays. */
async function store(tx: Sql, { name, key, columns }: Table, stored: Part, told: Part): Promise<void> {
  const [table, keys] = [raw(name), raw(key.join(', '))]
  const others = columns.filter((column) => !key.includes(column))
  const changes = raw(others.map((column) => `${column} = excluded.${column}`).join(', '))
  await tx`
    WITH stored AS (${stored}), told AS (${told})
    DELETE FROM public.${table} WHERE (${keys}) IN (SELECT ${keys} FROM stored EXCEPT SELECT ${keys} FROM told)`
  await tx`
    WITH stored AS (${stored}), told AS (${told})
    INSERT INTO public.${table} SELECT * FROM pg_temp.${table}
    WHERE (${keys}) IN (SELECT ${keys} FROM (TABLE told EXCEPT TABLE stored) other)
    ON CONFLICT (${keys}) DO UPDATE SET ${changes}`
}

type Table = {
  name: Following
  words: Words
  key: readonly string[]
  /** what follows from the log: audiences and cohort of an attempt's day were noted then, and stay */
  columns: readonly string[]
  /** `x` and what is joined to it; the schema stands for `$` */
  from: string
  person: string
  module: string
  /** when it happened that the row is there */
  at: string
}

const ATTEMPT =
  'id, person_id, release_id, block_id, module_id, setting, clock, mode, device_id, started_at, finished_at, arrived_at, last_event_at, outcome, active_ms, wall_ms, paused_ms, errors, critical_errors, hints, suspect, suspect_reason, lab_state, ordinal'
const PLACE = ['person_id', 'release_id', 'block_id']
const RELEASE = 'JOIN public.release r ON r.id = x.release_id'

const TABLES: readonly Table[] = [
  {
    ...{ name: 'attempt', words: 'attempts differ', key: ['id'], columns: ATTEMPT.split(', ') },
    ...{ from: '$.attempt x', person: 'x.person_id', module: 'x.module_id', at: 'x.started_at' },
  },
  {
    ...{
      name: 'attempt_error',
      words: 'errors differ',
      key: ['id'],
      columns: ['id', 'attempt_id', 'type', 'critical', 'place', 'at'],
    },
    from: '$.attempt_error x JOIN $.attempt a ON a.id = x.attempt_id',
    ...{ person: 'a.person_id', module: 'a.module_id', at: 'a.started_at' },
  },
  {
    ...{ name: 'check_submission', words: 'answers differ', key: ['id'] },
    columns: ['id', ...PLACE, 'module_id', 'at', 'arrived_at', 'nth', 'answers', '"right"', 'total'],
    ...{ from: '$.check_submission x', person: 'x.person_id', module: 'x.module_id', at: 'x.at' },
  },
  {
    ...{ name: 'block_seen', words: 'reached blocks differ', key: PLACE, columns: [...PLACE, 'first_at', 'last_at'] },
    ...{ from: `$.block_seen x ${RELEASE}`, person: 'x.person_id', module: 'r.module_id', at: 'x.first_at' },
  },
  {
    ...{ name: 'video_watch', words: 'watched films differ', key: PLACE },
    columns: [...PLACE, 'watched', 'seconds', 'duration', 'position', 'last_at'],
    from: `$.video_watch x ${RELEASE} LEFT JOIN pg_temp.block_seen s
      ON (s.person_id, s.release_id, s.block_id) = (x.person_id, x.release_id, x.block_id)`,
    ...{ person: 'x.person_id', module: 'r.module_id', at: `coalesce(s.first_at, 'infinity')` },
  },
  {
    ...{
      name: 'confirmation',
      words: 'confirmation differs',
      key: ['person_id', 'release_id'],
      columns: ['person_id', 'release_id', 'event_id', 'at'],
    },
    ...{ from: `$.confirmation x ${RELEASE}`, person: 'x.person_id', module: 'r.module_id', at: 'x.at' },
  },
  {
    ...{ name: 'old_attempt', words: 'times in the old product differ', key: ['id'] },
    columns: 'id, measuring_id, person_id, started_at, finished_at, outcome, wall_ms, paused_ms, suspect_reason'.split(
      ', ',
    ),
    from: '$.old_attempt x JOIN public.measuring g ON g.id = x.measuring_id',
    ...{ person: 'x.person_id', module: 'g.module_id', at: 'x.started_at' },
  },
]

const raw = (text: string): Part => new Part([text], [])

function rowsOf(table: Table, schema: 'public' | 'pg_temp', people: string[], since: Date): Part {
  const columns = table.columns.map((column) => `x.${column}`)
  const selected = raw(`${table.person} AS person, ${table.module} AS module, ${columns.join(', ')}`)
  return part`
    SELECT ${selected} FROM ${raw(table.from.replaceAll('$', schema))}
    WHERE ${raw(table.person)} = ANY (${people}::uuid[]) AND ${raw(table.at)} >= ${since}`
}
