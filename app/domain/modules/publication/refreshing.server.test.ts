import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { MigrationContent } from '#app/lessons/content.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aLead, aLearner } from '#tests/makers/people.ts'
import { aContent, aModuleFile, changedContent } from '#tests/makers/publication.ts'
import { homeOf } from '../../progress/home.server.ts'
import { searchLibrary } from '../library.server.ts'
import { moveOn } from './moving-on.server.ts'
import { previewLines } from './preview.ts'
import { planPublication, publish } from './publication.server.ts'

const NOW = new Date()
const EVERYTHING = { query: '', kind: null, milestone: null, audience: null, standing: null, page: 1 }
let made = 0
const first = aLesson({ blocks: [aSection('start'), aLab('enter')] })
const second = aLesson({ blocks: [aSection('start'), aLab('enter', 'Enter invoice 4712.')] })

/** A published module, asked of those who work with it every day and, of them, one who completed it. */
async function someoneWhoKnowsIt() {
  const slug = `refreshed-${++made}`
  const content = aContent([aModuleFile({ slug, compiled: first, audiences: ['daily'] })])
  await publish('system', [content], NOW)
  const [module] = await sql<{ id: string; release: string; migration: string; audience: string }>`
    SELECT m.id, m.current_release_id AS release, m.migration_id AS migration, a.audience_id AS audience
    FROM module m JOIN assignment a ON a.module_id = m.id WHERE m.slug = ${slug}`
  if (!module) throw new Error('nothing was published')
  const lena = await aLearner({ migration: { id: module.migration }, audiences: [{ id: module.audience }] })
  const browser = new Browser(lena, { id: module.release }, NOW)
  browser.doLab('enter')
  await browser.send()
  return { slug, content, module, lena, browser }
}

type Known = Awaited<ReturnType<typeof someoneWhoKnowsIt>>

const newer = ({ slug, content }: Known, parts: object = {}): MigrationContent =>
  changedContent(content, aModuleFile({ slug, release: '2', compiled: second, audiences: ['daily'], ...parts }))

const progressOf = async ({ personId }: Viewer) =>
  (await sql`SELECT met, required FROM module_progress WHERE person_id = ${personId}`)[0]

const policyOf = async ({ module }: Known) =>
  sql`SELECT label, refresh_policy AS policy FROM release WHERE module_id = ${module.id} ORDER BY published_at, id`

test('who publishes decides what is done again, and it is kept with the release', async () => {
  for (const [refresh, asked] of [
    ['changed', { met: 0, required: 1 }],
    ['all', { met: 0, required: 2 }],
    ['none', { met: 1, required: 1 }],
  ] as const) {
    const known = await someoneWhoKnowsIt()
    const lead = await aLead({ migration: { id: known.module.migration } })
    await publish(lead, [newer(known)], new Date(known.browser.clock), { refresh: { [known.slug]: refresh } })
    expect(await progressOf(known.lena)).toEqual(asked)
    expect((await policyOf(known)).at(-1)).toEqual({ label: '2', policy: refresh })
    expect(await sql`SELECT FROM completion WHERE person_id = ${known.lena.personId}`).toHaveLength(1)
    const [entry] =
      await sql`SELECT after FROM audit_entry WHERE action = 'release.published' AND actor_id = ${lead.personId}`
    expect(entry).toEqual({ after: { module: known.slug, label: '2', refresh } })
  }
})

test('without a decision the file’s own proposal holds', async () => {
  const known = await someoneWhoKnowsIt()
  const file = newer(known, { refresh: 'none' })
  expect((await planPublication('system', [file], NOW)).migrations[0]?.releases).toMatchObject([{ refresh: 'none' }])
  await publish('system', [file], new Date(known.browser.clock))
  expect((await policyOf(known)).at(-1)).toEqual({ label: '2', policy: 'none' })
})

test('the preview counts for each decision whom it asks, by audience, and who goes on', async () => {
  const known = await someoneWhoKnowsIt()
  const begun = await aLearner({
    migration: { id: known.module.migration },
    audiences: [{ id: known.module.audience }],
  })
  const browser = new Browser(begun, { id: known.module.release }, NOW)
  browser.start('enter')
  await browser.send()
  const elsewhere = await aLearner({ migration: { id: known.module.migration } })
  const other = new Browser(elsewhere, { id: known.module.release }, NOW)
  other.doLab('enter')
  await other.send()
  const plan = await planPublication('system', [newer(known)], new Date(browser.clock))
  expect(plan.migrations[0]?.releases[0]?.asked).toMatchObject({
    refresher: {
      changed: {
        people: 2,
        blocks: 1,
        by: expect.arrayContaining([
          { name: 'Every day', people: 1 },
          { name: 'In no audience', people: 1 },
        ]),
      },
      all: { people: 2, blocks: 2 },
    },
    begun: 1,
    running: 1,
  })
  expect(previewLines(plan).join('\n')).toMatch(/asks 2 people for a refresher of 1 block: .*1 person finishes a try/)
})

test('a release that asks for nothing says who still owes what was asked for before', async () => {
  const known = await someoneWhoKnowsIt()
  await publish('system', [newer(known)], new Date(known.browser.clock))
  const third = newer(known, {
    release: '3',
    refresh: 'none',
    compiled: aLesson({ blocks: [aSection('start', 'Hullo.'), aLab('enter', 'Enter invoice 4712.')] }),
  })
  const plan = await planPublication('system', [third], new Date(known.browser.clock))
  expect(previewLines(plan).join('\n')).toContain('asks nobody anew; 1 person still owes a refresher of 1 block')
})

test('people who left are asked for nothing and counted nowhere', async () => {
  const known = await someoneWhoKnowsIt()
  await sql`UPDATE person SET left_on = '2026-01-01' WHERE id = ${known.lena.personId}`
  const plan = await planPublication('system', [newer(known)], NOW)
  expect(plan.migrations[0]?.releases[0]?.asked.refresher.changed.people).toBe(0)
})

test('a refresher says why it is there and is due ten days after its release at the earliest', async () => {
  const known = await someoneWhoKnowsIt()
  await sql`UPDATE milestone SET date = current_date - 30 WHERE migration_id = ${known.module.migration}`
  await sql`UPDATE assignment SET created_at = '2026-01-01' WHERE module_id = ${known.module.id}`
  const at = new Date(known.browser.clock)
  await publish('system', [newer(known)], at)
  const { todo } = await homeOf(known.lena, at)
  expect(todo).toMatchObject([
    {
      standing: 'refresher due',
      refresher: { from: '1', blocks: [{ id: 'enter' }], isWhole: false },
      due: { daysLeft: 10, why: 'new release' },
    },
  ])
})

test('who stayed in an older release for an attempt goes on in the current one once it is over, and is told', async () => {
  const known = await someoneWhoKnowsIt()
  known.browser.start('enter')
  await known.browser.send()
  const at = new Date(known.browser.clock)
  await publish('system', [newer(known)], at)
  const told = () => sql`SELECT title FROM notice WHERE person_id = ${known.lena.personId} AND kind = 'release'`
  const standing = async () => (await searchLibrary(known.lena, EVERYTHING, at)).entries[0]?.standing
  await moveOn(at)
  expect(await told()).toEqual([])
  expect(await standing()).toBe('refresher due')
  const dayAfter = new Date(at.getTime() + 25 * 3_600_000)
  await moveOn(dayAfter)
  expect(await told()).toHaveLength(1)
  expect(await progressOf(known.lena)).toEqual({ met: 0, required: 1 })
  expect(await standing()).toBe('refresher due')
  expect(await moveOn(dayAfter)).toBe(0)
  expect(await told()).toHaveLength(1)
})
