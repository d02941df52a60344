import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standingsHold } from '#app/domain/adoption/standings/roll-up.server.ts'
import { REFRESH_POLICIES, type RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { aLesson, aSection } from '#tests/makers/lessons.ts'
import {
  aModule,
  anAssignment,
  aPlannedMilestone,
  aReleaseOf,
  type MadeRelease,
  withdraw,
} from '#tests/makers/modules.ts'
import { aChampion, aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { keptStandings } from '#tests/makers/standings.ts'
import { cohortPageOf } from '../cohorts/cohort-page.server.ts'
import { findCohorts } from '../cohorts/cohorts.server.ts'
import { confirmModule } from '../progress/confirmation.server.ts'
import { homeOf } from '../progress/home.server.ts'
import { blocksToRefresh, refresherSince } from './changes.ts'
import { releaseOf } from './releases.server.ts'

/** What a release holds, block by block: what it says in each. */
type Said = Record<string, string>
type Step = { says: Said; policy?: RefreshPolicy; withdrawn?: boolean }

const FIRST = Date.parse('2026-01-05')
const DAY_MS = 86_400_000

const compiledOf = (says: Said) => aLesson({ blocks: Object.entries(says).map(([id, words]) => aSection(id, words)) })

/** A module with these releases, a day apart; the newest that is not withdrawn is offered. */
async function history(migration: { id: string }, [first, ...later]: readonly [Step, ...Step[]]) {
  const module = await aModule(migration, { compiled: compiledOf(first.says), at: new Date(FIRST) })
  const made = [module.release]
  let offered = module.release
  for (const { says, policy = 'changed', withdrawn } of later) {
    const at = new Date(FIRST + made.length * DAY_MS)
    const release = await aReleaseOf(module, compiledOf(says), { at, policy })
    made.push(release)
    if (withdrawn) await withdraw(release, offered)
    else offered = release
  }
  return { module, made }
}

/** What whoever completed the one is asked of the other, by the rule of the pages; the database's must be the same. */
async function owed(completed: MadeRelease, release: MadeRelease): Promise<string[]> {
  const [one, other] = await Promise.all([releaseOf(completed.id), releaseOf(release.id)])
  if (!one || !other) throw new Error('A release was not kept.')
  const blocks = blocksToRefresh(one, other)
  const rows = await sql<{ block: string }>`SELECT b AS block FROM blocks_to_refresh(${one.id}, ${other.id}) b`
  expect(rows.map(({ block }) => block).toSorted()).toEqual(blocks.toSorted())
  const [offered] = await sql<{ since: Date }>`
    SELECT f.since FROM refreshers() f JOIN module m ON m.id = f.module_id
    WHERE m.current_release_id = ${other.id} AND f.completed_release_id = ${one.id}`
  const [current] = await sql`SELECT FROM module WHERE current_release_id = ${other.id}`
  if (current) expect(offered?.since ?? null).toEqual(refresherSince(one, other))
  return blocks
}

const LIMITS = { start: 'Hello.', limits: 'Up to 500.' }
const RAISED = { start: 'Hello.', limits: 'Up to 900.' }

test.each<[what: string, later: Step[], owed: string[]]>([
  ['what changed is asked for', [{ says: RAISED }], ['limits']],
  [
    'what was asked for stays asked for where a later release asks for nothing',
    [{ says: RAISED }, { says: { ...RAISED, start: 'Hullo.' }, policy: 'none' }],
    ['limits'],
  ],
  [
    'so it does when its words are corrected without asking anew',
    [{ says: RAISED }, { says: { ...RAISED, limits: 'Up to 900 pounds.' }, policy: 'none' }],
    ['limits'],
  ],
  [
    'what changed without being asked for is not asked for later',
    [{ says: { ...LIMITS, start: 'Hullo.' }, policy: 'none' }, { says: { ...RAISED, start: 'Hullo.' } }],
    ['limits'],
  ],
  [
    'where all was asked for, all stays asked for',
    [
      { says: LIMITS, policy: 'all' },
      { says: RAISED, policy: 'changed' },
    ],
    ['start', 'limits'],
  ],
  ['what is as it was is not asked for', [{ says: RAISED }, { says: LIMITS }], []],
  ['what was withdrawn asks for nothing', [{ says: RAISED, withdrawn: true }, { says: LIMITS }], []],
])('%s', async (_, later, blocks) => {
  const { made } = await history(await aMigration(), [{ says: LIMITS }, ...later])
  expect(await owed(made[0] as MadeRelease, made.at(-1) as MadeRelease)).toEqual(blocks)
})

test('whatever is published and withdrawn, the database asks for what the pages ask for', async () => {
  const migration = await aMigration()
  const step = fc.record({
    says: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('One.', 'Two.'), { minKeys: 1 }),
    policy: fc.constantFrom(...REFRESH_POLICIES),
    withdrawn: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async ([first, ...later]) => {
      const { made } = await history(migration, [first as Step, ...later])
      for (const one of made) for (const other of made) await owed(one, other)
    }),
    { numRuns: 25 },
  )
})

test('nobody is up to date by a release that asks for nothing, and nobody late for one that was withdrawn', async () => {
  const migration = await aMigration()
  const audience = await anAudience(migration)
  const milestone = await aPlannedMilestone(migration)
  const { module, made } = await history(migration, [{ says: LIMITS }])
  await anAssignment(module, { milestone, audience })
  const lena = await aLearner({ migration, audiences: [audience] })
  const now = new Date()
  await confirmModule(lena, module.slug, module.release.id, now)
  const toRefresh = async () => {
    await standingsHold(now)
    return (await keptStandings({ milestoneId: milestone.id })).map((one) => one.toRefresh)
  }
  expect(await toRefresh()).toEqual([0])
  const raised = await aReleaseOf(
    module,
    aLesson({ blocks: [aSection('start', 'Hello.'), aSection('limits', 'More.')] }),
  )
  expect(await toRefresh()).toEqual([1])
  await aReleaseOf(module, aLesson({ blocks: [aSection('start', 'Hullo.'), aSection('limits', 'More.')] }), {
    at: new Date(now.getTime() + 60_000),
    policy: 'none',
  })
  expect(await toRefresh()).toEqual([1])
  expect((await homeOf(lena, now)).todo).toMatchObject([{ refresher: { blocks: [{ id: 'limits' }] } }])
  await withdraw(raised, made[0])
  expect(await toRefresh()).toEqual([0])
})

test('a refresher is due ten days after it was asked for, and late after that: for the learner, in figures and cohorts alike', async () => {
  const migration = await aMigration()
  const audience = await anAudience(migration)
  const milestone = await aPlannedMilestone(migration, { date: '2026-01-05' })
  const { module } = await history(migration, [{ says: LIMITS }])
  await anAssignment(module, { milestone, audience, strict: true })
  const lena = await aLearner({ migration, audiences: [audience] })
  const champion = await aChampion({ migration })
  const cohort = await aCohort(migration, { champions: [champion], members: [lena] })
  await confirmModule(lena, module.slug, module.release.id, new Date(FIRST + DAY_MS / 2))
  const later = [{ says: RAISED }, { says: { ...RAISED, start: 'Hullo.' }, policy: 'none' as const }]
  for (const [place, { says, policy }] of later.entries()) {
    const at = new Date(FIRST + (place + 1) * DAY_MS)
    await aReleaseOf(module, compiledOf(says), { at, policy: policy ?? 'changed' })
  }
  const seen = async (now: Date) => {
    await standingsHold(now)
    const [standing] = await keptStandings({ milestoneId: milestone.id })
    const [summary] = (await findCohorts(champion, '', now)).cohorts
    const { members } = await cohortPageOf(champion, cohort.id, now)
    const due = (await homeOf(lena, now)).todo[0]?.due
    return [due?.day, due?.isLate, standing?.overdue, summary?.overdue, members[0]?.overdue]
  }
  expect(await seen(new Date('2026-01-16T12:00Z'))).toEqual(['2026-01-16', false, false, 0, 0])
  expect(await seen(new Date('2026-01-17T12:00Z'))).toEqual(['2026-01-16', true, true, 1, 1])
})
