import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import {
  aCheck,
  aLab,
  aLesson,
  anOutsideTask,
  aSection,
  aVideo,
  HALF_RIGHT_ANSWERS,
  RIGHT_ANSWERS,
} from '#tests/makers/lessons.ts'
import {
  aModule,
  anAssignment,
  aPlannedMilestone,
  aReleaseOf,
  type MadeModule,
  withdraw,
} from '#tests/makers/modules.ts'
import { aLead, aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { exceptPerson } from '../modules/exceptions.server.ts'
import { confirmModule } from './confirmation.server.ts'
import { modulePageOf } from './module-page.server.ts'
import type { ModulePage } from './standing.ts'

const NOW = new Date()
const migration = await aMigration()
const audience = await anAudience(migration)
const everything = aLesson({
  blocks: [aSection('start'), aLab('enter'), anOutsideTask('drill'), aCheck('check'), aVideo('film')],
})

async function aDesk(compiled = everything) {
  const lena = await aLearner({ migration, audiences: [audience] })
  const module = await aModule(migration, { compiled })
  const browser = new Browser(lena, module.release, NOW)
  const page = async (now = new Date(browser.clock)) => (await modulePageOf(lena, module.slug, now)) as ModulePage
  return { lena, module, browser, page }
}

test('a module that was never opened shows its current release and the rule', async () => {
  const { module, page } = await aDesk()
  expect(await page()).toMatchObject({
    release: { id: module.release.id, label: '1' },
    standing: 'not started',
    newer: null,
    assigned: null,
    completion: null,
    seen: [],
    tasks: {},
    checks: {},
    videos: {},
  })
})

test('the keys of checks are not on the page, and only what was chosen is told about', async () => {
  const { browser, page } = await aDesk()
  browser.answer('check', HALF_RIGHT_ANSWERS)
  await browser.send()
  const shown = await page()
  expect(JSON.stringify(shown.lesson)).not.toContain('Said of')
  expect(shown.checks.check).toMatchObject({
    tries: 1,
    best: { right: 1, total: 2 },
    last: {
      questions: {
        q1: { right: true, given: ['1'], says: [{ of: '1', right: true, says: 'Said of 1.' }] },
        q2: { right: false, given: ['2'] },
      },
    },
  })
})

test('a lab goes on where it stopped, on any device', async () => {
  const { browser, page } = await aDesk()
  const id = browser.start('enter')
  browser.press('enter', id, 'list/new')
  browser.press('enter', id, 'header/submit', { net: '1440', date: '' }, 25_000)
  await browser.send()
  expect((await page()).tasks.enter).toMatchObject({
    tries: 1,
    running: {
      id,
      ordinal: 1,
      mode: 'assessed',
      activeMs: 25_000,
      lab: { screen: 'header', values: { net: '1440' }, fieldErrors: { net: 'That is gross.' }, presses: 2 },
    },
    last: null,
  })
})

test('an outside task that was paused is still paused after a reload', async () => {
  const { browser, page } = await aDesk()
  const id = browser.start('drill', 'outside')
  const pause = browser.wait(60_000).say('attempt-paused', 'drill', {}, id)
  await browser.send()
  expect((await page()).tasks.drill?.running).toMatchObject({ setting: 'outside', pausedAt: new Date(pause.at) })
})

test('an attempt without an event for a day is abandoned, and stands as the last try', async () => {
  const { browser, page } = await aDesk()
  browser.press('enter', browser.start('enter'), 'list/new')
  await browser.send()
  const { tasks, asked } = await page(new Date(browser.clock + 86_500_000))
  expect(tasks.enter).toMatchObject({ running: null, last: { standing: 'abandoned', step: 2, steps: 2, timeMs: null } })
  expect(asked[0]?.state).toBe('You have tried once and stopped at step 2 of 2.')
})

test('a finished try tells its time, unless the time cannot be believed', async () => {
  const { browser, page } = await aDesk()
  browser.doLab('enter', { gross: true })
  await browser.send()
  expect((await page()).tasks.enter?.last).toMatchObject({ standing: 'success', timeMs: 60_000, errors: 1 })
  const id = browser.doLab('enter')
  browser.outbox.pop()
  browser.finish('enter', id, { activeMs: 900_000, wallMs: 900_000 })
  await browser.send()
  expect((await page()).tasks.enter?.last).toMatchObject({ standing: 'success', timeMs: null })
})

test('the page stays on the release of a running attempt, and says that there is a newer one', async () => {
  const { module, browser, page } = await aDesk()
  browser.start('enter')
  await browser.send()
  const next = await aReleaseOf(module, aLesson({ blocks: [aLab('enter', 'Another one.')] }), { label: '2' })
  expect(await page()).toMatchObject({ release: { id: module.release.id }, newer: { id: next.id, label: '2' } })
  expect(await page(new Date(browser.clock + 86_500_000))).toMatchObject({ release: { id: next.id }, newer: null })
})

test('a module that was withdrawn is missing, except for whom it is running', async () => {
  const { lena, module, browser, page } = await aDesk()
  browser.start('enter')
  await browser.send()
  await withdraw(module.release)
  expect(await page()).toMatchObject({ isWithdrawn: true, release: { id: module.release.id } })
  const other = await aLearner({ migration })
  await expect(modulePageOf(other, module.slug, NOW)).rejects.toMatchObject({ kind: 'missing' })
  await expect(modulePageOf(lena, 'nowhere', NOW)).rejects.toMatchObject({ kind: 'missing' })
})

test('a module of another migration is missing', async () => {
  const { module } = await aDesk()
  const stranger = await aLearner({ migration: await aMigration() })
  await expect(modulePageOf(stranger, module.slug, NOW)).rejects.toMatchObject({ kind: 'missing' })
})

test('a former name leads to the module', async () => {
  const { lena, module } = await aDesk()
  await sql`INSERT INTO module_alias (slug, module_id, created_at) VALUES ('former-name', ${module.id}, now())`
  expect(await modulePageOf(lena, 'former-name', NOW)).toEqual({ movedTo: module.slug })
})

test('what was seen, watched and answered on a block that stayed the same is shown in the new release too', async () => {
  const { module, browser, page } = await aDesk()
  browser.reach('start')
  browser.answer('check', RIGHT_ANSWERS)
  browser.watch('film', [0, 40])
  await browser.send()
  const blocks = [aSection('start', 'Other words.'), aCheck('check'), aVideo('film')]
  const newer = await aReleaseOf(module, aLesson({ blocks }), { label: '2' })
  const shown = await page()
  expect(shown.seen.sort()).toEqual(['check', 'film'])
  expect(shown.checks.check?.best).toEqual({ right: 2, total: 2 })
  expect(shown.videos.film).toMatchObject({ share: 40, position: 40 })
  browser.release = newer
  browser.watch('film', [60, 80])
  await browser.send()
  const film = {
    watched: [
      [0, 40],
      [60, 80],
    ],
    share: 60,
    position: 80,
  }
  expect((await page()).videos.film).toMatchObject(film)
})

test('what is chosen in a check is kept under where the person first reached it, while it is the same', async () => {
  const { module, browser, page } = await aDesk()
  const first = module.release.id
  expect((await page()).keptAs).toEqual({})
  browser.reach('check')
  await browser.send()
  expect((await page()).keptAs).toEqual({ check: `${first}:check` })
  browser.release = await aReleaseOf(module, aLesson({ blocks: [aSection('start', 'Other.'), aCheck('check')] }))
  browser.reach('check')
  await browser.send()
  expect((await page()).keptAs).toEqual({ check: `${first}:check` })
  browser.release = await aReleaseOf(module, aLesson({ blocks: [aSection('start'), aCheck('check', 'Reworded?')] }))
  expect((await page()).keptAs).toEqual({})
})

test('the place in the milestone, what is due and what comes next', async () => {
  const own = await aMigration()
  const readers = await anAudience(own)
  const lena = await aLearner({ migration: own, audiences: [readers] })
  const milestone = await aPlannedMilestone(own)
  const titles = ['One', 'Two', 'Three']
  const modules: MadeModule[] = []
  for (const [position, title] of titles.entries()) {
    const module = await aModule(own, { compiled: aLesson({ title }), position })
    await anAssignment(module, { milestone, audience: readers })
    modules.push(module)
  }
  const page = async (index: number) => (await modulePageOf(lena, modules[index]?.slug ?? '', NOW)) as ModulePage
  expect(await page(1)).toMatchObject({
    assigned: { number: 2, of: 3, due: { daysLeft: 21 } },
    next: { title: 'Three' },
  })
  expect(await page(2)).toMatchObject({ next: { title: 'One' } })
  const browser = new Browser(lena, modules[0]?.release ?? { id: '' }, NOW)
  browser.say('module-confirmed', 'start', {})
  await browser.send()
  expect(await page(2)).toMatchObject({ next: { title: 'Two' } })
  expect(await page(0)).toMatchObject({ standing: 'complete', asked: [{ met: true }], completion: { label: '1' } })
})

test('a module says what comes first until that is complete or waived, and locks nothing', async () => {
  const { lena, module, page } = await aDesk()
  const [needed, sheet] = [
    await aModule(migration, { compiled: aLesson({ title: 'Sign in' }) }),
    await aModule(migration, { compiled: aLesson({ kind: 'quick reference' }) }),
  ]
  for (const { id } of [needed, sheet]) {
    await sql`INSERT INTO prerequisite (module_id, needs_id) VALUES (${module.id}, ${id})`
  }
  expect(await page()).toMatchObject({ comesFirst: [{ slug: needed.slug, title: 'Sign in' }], asked: { length: 4 } })
  const milestone = await aPlannedMilestone(migration)
  const assignment = await anAssignment(needed, { milestone, audience })
  await exceptPerson(
    await aLead({ migration }),
    lena.personId,
    assignment.id,
    { kind: 'waived', reason: 'Known.' },
    NOW,
  )
  expect((await page()).comesFirst).toEqual([])
  const other = await aLearner({ migration })
  const seen = async () => ((await modulePageOf(other, module.slug, NOW)) as ModulePage).comesFirst
  expect(await seen()).toHaveLength(1)
  await confirmModule(other, needed.slug, needed.release.id, NOW)
  expect(await seen()).toEqual([])
})
