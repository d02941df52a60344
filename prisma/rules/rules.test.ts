import type pg from 'pg'
import { expect, test } from 'vitest'
import { pool, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { breaches } from './breaches.ts'
import { aFilledMigration } from './filled-migration.ts'

const own = await aFilledMigration()
const another = await aFilledMigration()
const all = breaches(own, another)

test.each(all)('%s', async (rule, statement) => {
  expect(await refusalOf(statement)).toBe(rule)
})

// A trigger that looks at whole statements counts what changed, and refuses nothing.
test('there is a breach for every rule of the database', async () => {
  const rules = await sql<{ rule: string }>`
    SELECT conname || ' on ' || conrelid::regclass::text AS rule FROM pg_constraint
    WHERE contype = 'c' AND connamespace = 'public'::regnamespace
    UNION ALL
    SELECT tgname || ' on ' || c.relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
    WHERE NOT tgisinternal AND NOT c.relispartition AND tgoldtable IS NULL AND tgnewtable IS NULL
      AND tgname NOT LIKE 'stale\\_%'
    UNION ALL
    SELECT indexrelid::regclass || ' on ' || indrelid::regclass FROM pg_index
    WHERE indisunique AND indpred IS NOT NULL AND indrelid::regclass::text NOT LIKE 'pg_%'`
  expect(rules.length).toBeGreaterThan(100)
  expect([...new Set(all.map(([rule]) => rule))].sort()).toEqual(rules.map(({ rule }) => rule).sort())
})

/**
 * These name what has no table, what the log alone holds, a row of one of several tables, or "all of them" as the zero
 * UUID; or they wait in a queue, or are counted from rows that have the keys.
 */
const WITHOUT_FOREIGN_KEY = [
  'answer_notice.source_id',
  ...['audit_entry.subject_id', 'block_change.release_id', 'check_week.slice_id'],
  ...['cohort_session.series_id', 'completion_day.slice_id', 'confirmation.event_id', 'person.external_id'],
  ...['audience_set_id', 'cohort_id', 'person_id', 'release_id'].map((column) => `person_task_week.${column}`),
  ...['stale_attempt.release_id', 'stale_check_week.module_id', 'stale_member.person_id', 'stale_person.person_id'],
  ...['audience_id', 'milestone_id', 'module_id', 'session_id'].map((column) => `stale_plan.${column}`),
  ...['stale_submission.person_id', 'stale_submission.release_id', 'stale_task.module_id'],
  ...['standing_count.module_id', 'standing_count.slice_id', 'task_week.release_id', 'task_week.slice_id'],
  ...['visitor_change.milestone_id', 'visitor_change.module_id', 'visitor_change.person_id'],
]

/** A block of a module, whatever its release; a part of a playbook. */
const OF_ANY_RELEASE = ['block_id', 'parent_id', 'last_block_id', 'part_id']

test('what names a row of another table is a foreign key', async () => {
  const names = await sql<{ name: string }>`
    SELECT c.relname || '.' || a.attname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname LIKE '%\\_id' AND a.attnum > 0
      AND NOT a.attname = ANY (${OF_ANY_RELEASE}::text[])
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey))
    ORDER BY 1`
  expect(names.map(({ name }) => name)).toEqual(WITHOUT_FOREIGN_KEY)
})

test.each([
  ['nobody is deleted who left a trace', `DELETE FROM person WHERE id = '${own.person}'`, 'person'],
  ['a person who is named exists', `UPDATE waiver SET owner_id = '${newId()}'`, 'waiver_owner_id_fkey'],
  [
    'an attempt is at a block of its release',
    `UPDATE attempt SET block_id = 'nowhere'`,
    'attempt_release_id_block_id_fkey',
  ],
  ...['attempt', 'check_submission', 'confusion_report'].map((table) => [
    `a release named by a row of ${table} is of the module named there`,
    `UPDATE ${table} SET module_id = '${own.other}' WHERE module_id = '${own.module}'`,
    `${table}_release_id_module_id_fkey`,
  ]),
  [
    'a release that was completed is of the module that it is progress in',
    `UPDATE module_progress SET completed_release_id = '${own.otherRelease}' WHERE module_id = '${own.module}'`,
    'module_progress_completed_release_id_module_id_fkey',
  ],
  [
    'a copy is based on a revision of its own playbook',
    `UPDATE playbook_copy SET base_id = (SELECT id FROM playbook_revision WHERE playbook_id = '${another.playbook}') WHERE playbook_id = '${own.playbook}'`,
    'playbook_copy_base_id_playbook_id_fkey',
  ],
])('%s', async (_, statement, key = '') => {
  expect(await refusalOf(statement)).toContain(key)
})

test('an event of a month that has no partition is refused, and so is emptying a month', async () => {
  await expect(
    sql`INSERT INTO log.event (id, person_id, type, at) VALUES (${newId(new Date('1999-01-01'))}, ${own.person}, 'x', now())`,
  ).rejects.toThrow('no partition of relation "event"')
  const [month] = await sql<{ name: string }>`SELECT tableoid::regclass::text AS name FROM log.event`
  expect(await refusalOf(`TRUNCATE ${month?.name}`)).toContain('no_truncate')
})

test('a whole month of events can be dropped, and made again', async () => {
  await sql`SELECT log.ensure_partitions('2001-02-01', '2001-02-01')`
  await sql`DROP TABLE log.event_2001_02`
  const twice = [1, 2].map(() => sql`SELECT log.ensure_partitions('2001-02-01', '2001-02-01')`)
  await Promise.all(twice)
  expect(await refusalOf('TRUNCATE log.event_2001_02')).toContain('no_truncate')
})

test('days that meet do not overlap', async () => {
  const at = (from: string, to: string | null) => sql`
    INSERT INTO cohort_champion (id, cohort_id, person_id, "from", "to")
    VALUES (${newId()}, ${another.cohort}, ${own.person}, ${from}, ${to})`
  await at('2026-03-01', '2026-04-01')
  await at('2026-04-01', null)
  await expect(at('2026-03-31', '2026-04-01')).rejects.toThrow('these days overlap')
})

test('of two memberships of the same days that are written at once one is refused', async () => {
  const at = (from: string) => sql`
    INSERT INTO membership (id, person_id, audience_id, "from", "to")
    VALUES (${newId()}, ${own.person}, ${another.audience}, ${from}, '2026-05-01')`
  const results = await Promise.allSettled([at('2026-03-01'), at('2026-04-01')])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

/** What refuses a statement, as `rule on table`; nothing of it stays. */
async function refusalOf(statement: string): Promise<string> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`${statement}; SET CONSTRAINTS ALL IMMEDIATE`)
    return 'nothing'
  } catch (error) {
    const { constraint, table = '' } = error as pg.DatabaseError
    return `${constraint} on ${table.replace(/^event_\d{4}_\d\d$/, 'event')}`
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
