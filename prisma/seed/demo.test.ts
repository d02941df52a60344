import { afterAll, expect, test } from 'vitest'
import { connected } from '#app/platform/connected.server.ts'
import { settleDatabase } from '#app/platform/database/url.server.ts'
import { aDemoDatabase } from '#tests/demo-database.ts'
import { REPORTS } from './reports.ts'

const demo = await aDemoDatabase()
settleDatabase(demo.url)
const { listChampions } = await import('#app/domain/cohorts/champion-list.server.ts')
const { readinessOf } = await import('#app/domain/migrations/readiness.server.ts')
const { effectOverview } = await import('#app/domain/adoption/effect/overview.server.ts')
const { signalsOf } = await import('#app/domain/adoption/signals/raised.server.ts')
const { askedCallouts } = await import('#app/domain/confusion/lasting/callouts.server.ts')
const { libraryAnswers } = await import('#app/domain/confusion/lasting/library-answers.server.ts')
const { rebuildFromLog } = await import('#app/domain/practice/rebuild.server.ts')
const { repairProgress } = await import('#app/domain/progress/repair.server.ts')
const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
const { viewerOf } = await import('#tests/makers/people.ts')

afterAll(async () => {
  await closeDatabase()
  await demo.drop()
})

test('the audiences have the sizes that the organisation counts', async () => {
  const sizes = await rows(
    `SELECT u.slug, count(*)::int AS people FROM audience u JOIN membership o ON o.audience_id = u.id AND o."to" IS NULL
     GROUP BY u.slug ORDER BY u.slug`,
  )
  expect(Object.fromEntries(sizes.map(({ slug, people }) => [slug, people]))).toEqual({
    'ap-daily': 46,
    'ap-occasional': 38,
    approvers: 84,
    controllers: 26,
    readers: 240,
    treasury: 14,
  })
})

test('twelve cohorts of about twenty share the learners, two a site, each with a champion and two with two', async () => {
  const cohorts = await rows<{ site: string; members: number; champions: number; own: boolean }>(
    `SELECT c.site, (SELECT count(*)::int FROM cohort_member WHERE cohort_id = c.id) AS members,
       count(h.person_id)::int AS champions, bool_and(h.person_id IN (SELECT person_id FROM cohort_member WHERE cohort_id = c.id)) AS own
     FROM cohort c JOIN cohort_champion h ON h.cohort_id = c.id GROUP BY c.id`,
  )
  expect(cohorts.map(({ champions }) => champions).sort()).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2])
  expect(cohorts.filter(({ members }) => members < 17 || members > 23)).toEqual([])
  expect(cohorts.every(({ own }) => own)).toBe(true)
  expect([...Map.groupBy(cohorts, ({ site }) => site).values()].map((there) => there.length)).toEqual([
    2, 2, 2, 2, 2, 2,
  ])
  const [shared] = await rows('SELECT count(*)::int AS n, count(DISTINCT person_id)::int AS people FROM cohort_member')
  expect(shared).toEqual({ n: 240, people: 240 })
})

test('the gates stand as the tour of the demo tells, on whatever day it is loaded', async () => {
  const [person] = await rows<{ id: string }>(`SELECT id FROM person WHERE email = 'lead@demo.test'`)
  const lead = await viewerOf(person as { id: string })
  const states = async (milestone: string) => {
    const { gates } = await readinessOf(lead, milestone, new Date())
    return gates.map(({ measure, audienceName, state }) => `${[measure, audienceName].join(' ').trim()}: ${state}`)
  }
  expect(await states('pilot')).toEqual([
    'completion: met',
    'task ratio Accounts payable, every day: met',
    'confusion: met',
  ])
  expect(await states('wave-1')).toEqual([
    'completion: met',
    'coverage: met',
    'task ratio Accounts payable, every day: met',
    'task ratio Approvers: waived',
    'confusion: waived',
  ])
  expect(await states('cutover')).toEqual([
    'completion: not met',
    'up to date: met',
    'coverage: waived',
    'task ratio Payments and treasury: met',
    'task ratio Accounts payable, every day: met',
    'task ratio Accounts payable, now and then: not met',
    'confusion: met',
  ])
})

test('what is stored of everybody’s learning is what the log and the evidence say', async () => {
  expect(await rebuildFromLog({ mend: false })).toEqual([])
  expect(await repairProgress(new Date(), { mend: false })).toEqual([])
})

test('every report was made, and as many said me too as it tells', async () => {
  const [asked] = await rows(
    'SELECT (SELECT count(*) FROM confusion_report)::int AS reports, (SELECT count(*) FROM me_too)::int AS "meToos"',
  )
  const own = REPORTS.flatMap(({ alike = [] }) => [1, ...alike])
  expect(asked).toEqual({ reports: own.length, meToos: REPORTS.reduce((sum, { meToos }) => sum + meToos, 0) })
})

test('what a release is said to fix reads otherwise there than where it was reported', async () => {
  const fixed = await rows<{ words: string; changed: boolean }>(
    `SELECT r.words, before.hash <> after.hash AS changed
     FROM resolution s JOIN confusion_report r ON r.cluster_id = s.cluster_id
     JOIN release_block before ON before.release_id = r.release_id AND before.block_id = r.block_id
     JOIN release_block after ON after.release_id = s.release_id AND after.block_id = r.block_id
     WHERE s.kind = 'release'`,
  )
  expect(fixed.length).toBe(REPORTS.filter(({ fate }) => fate && 'release' in fate).length)
  expect(fixed.filter(({ changed }) => !changed)).toEqual([])
})

test('of the fixes one helped, one changed nothing and others are too small to tell, by the rule, from what is stored', async () => {
  const effects = await rows<{ block: string; kind: string; outcome: string } & Record<string, number>>(
    `SELECT c.block_id AS block, s.kind::text, e.outcome, e.said_before, e.people_before, e.said_after, e.people_after
     FROM confusion_effect e JOIN resolution s ON s.id = e.resolution_id JOIN confusion_cluster c ON c.id = s.cluster_id`,
  )
  const outcomes = Object.fromEntries(effects.map(({ block, outcome }) => [block, outcome]))
  expect(outcomes).toMatchObject({
    'one-search-for-everything': 'helped',
    limits: 'helped',
    'the-lines': 'no change',
    'if-it-does-not-work': 'not enough data',
  })
  const search = effects.find(({ block }) => block === 'one-search-for-everything')
  const [counted] = await rows(
    `WITH fix AS (SELECT s.changed_on::timestamp AT TIME ZONE g.time_zone AS at, e.measured_at AS now FROM resolution s
       JOIN confusion_effect e ON e.resolution_id = s.id JOIN confusion_cluster c ON c.id = s.cluster_id
       JOIN migration g ON g.id = c.migration_id WHERE s.kind = 'product' AND c.block_id = 'one-search-for-everything'),
     visit AS (SELECT e.person_id, e.at FROM log.event e JOIN release r ON r.id = e.release_id
       JOIN module m ON m.id = r.module_id
       WHERE m.slug = 'find-your-way' AND e.type = 'block-reached' AND e.block_id = 'one-search-for-everything')
     SELECT (SELECT count(DISTINCT person_id)::int FROM visit, fix WHERE visit.at < fix.at) AS before,
       (SELECT count(DISTINCT person_id)::int FROM visit, fix WHERE visit.at >= fix.at AND visit.at < fix.now) AS after`,
  )
  expect(counted).toEqual({ before: search?.people_before, after: search?.people_after })
})

test('the lead sees how it felt over several weeks, suspected confusion, and what became of answers', async () => {
  const [person] = await rows<{ id: string }>(`SELECT id FROM person WHERE email = 'lead@demo.test'`)
  const lead = await viewerOf(person as { id: string })
  const { sentiment } = await effectOverview(lead, null, new Date())
  const told = sentiment.flatMap(({ mean }) => (mean === null ? [] : [mean]))
  expect(told.length).toBeGreaterThanOrEqual(4)
  expect(told.at(-1)).toBeGreaterThan(told[0] ?? 5)
  const suspected = (await signalsOf(lead)).map(({ signal, blockId }) => `${signal} ${blockId}`)
  expect(suspected).toContain('hints change-bank')
  expect((await libraryAnswers(lead, '')).length).toBe(REPORTS.filter(({ kept }) => kept).length)
  expect((await askedCallouts(lead)).length).toBe(REPORTS.filter(({ callout }) => callout).length)
  const voices = REPORTS.flatMap(({ alike = [] }) => alike)
  const [shown] = await rows(
    `SELECT (SELECT count(*)::int FROM attachment) AS pictures,
       (SELECT count(*)::int FROM confusion_report WHERE body IS NOT NULL) AS rich`,
  )
  expect(shown).toEqual({
    pictures: voices.filter(({ picture }) => picture).length,
    rich: voices.filter(({ body }) => body).length,
  })
})

test('who quotes a module quotes words that stood in it', async () => {
  const quoted = await rows<{ quote: string; words: string }>(
    `SELECT r.quote, l.words FROM confusion_report r JOIN release l ON l.id = r.release_id WHERE r.quote IS NOT NULL`,
  )
  expect(quoted.length).toBe(REPORTS.filter(({ quote }) => quote).length)
  for (const { quote, words } of quoted) expect(words).toContain(quote)
})

test('one champion is signed off, others are ready or on their way; templates were used, but for one', async () => {
  const [lead] = await rows(`SELECT id FROM person WHERE email = 'lead@demo.test'`)
  const viewer = await viewerOf({ id: String(lead?.id) })
  const { champions, counts } = await listChampions(viewer, {}, new Date())
  expect(champions.filter(({ signedOff }) => signedOff).map(({ name, open }) => ({ name, open }))).toEqual([
    { name: 'Tomasz Nowak', open: [] },
  ])
  expect(counts.signedOff).toBe(1)
  expect(counts.waiting).toBeGreaterThan(2)
  expect(counts.total - counts.waiting - counts.signedOff).toBeGreaterThan(2)
  const uses = await rows(
    `SELECT t.slug, count(u.id)::int AS n FROM support_template t LEFT JOIN template_use u ON u.template_id = t.id GROUP BY t.id ORDER BY n`,
  )
  expect(uses.map(({ n }) => n)).toEqual([0, 6, 9, 11, 14])
})

test('somebody of the introduced champion asks for help with what they gave up', async () => {
  const asked = await rows(
    `SELECT q.words FROM help_request q JOIN cohort_member m ON m.person_id = q.person_id
     JOIN cohort_champion h ON h.cohort_id = m.cohort_id JOIN person p ON p.id = h.person_id
     WHERE p.email = 'champion@demo.test' AND q.answered_at IS NULL`,
  )
  expect(asked.length).toBe(1)
})

function rows<Row = Record<string, unknown>>(statement: string): Promise<Row[]> {
  return connected(demo.url, async (client) => (await client.query(statement)).rows)
}
