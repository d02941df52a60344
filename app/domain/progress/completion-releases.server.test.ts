import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { completions, learnerDeskIn, progressOf, publishNext, withBoth, withLab } from '#tests/makers/completions.ts'
import { aCheck, aLab, aLesson, aSection, aVideo, RIGHT_ANSWERS } from '#tests/makers/lessons.ts'
import { anAssignment, aPlannedMilestone, type MadeRelease, withdraw } from '#tests/makers/modules.ts'
import { aLead, aMigration, anAudience } from '#tests/makers/people.ts'
import { confirmModule } from './confirmation.server.ts'

const migration = await aMigration()
const aDesk = learnerDeskIn(migration)

const ROLLED_BACK = [
  ['planned', 'training'],
  ['training', 'live'],
  ['live', 'rolled back'],
] as const

test('what was watched of a film adds up over the releases in which it is the same', async () => {
  const film = (words: string) => aLesson({ kind: 'video', blocks: [aSection('start', words), aVideo('film')] })
  const { lena, module, browser } = await aDesk(film('Watch it.'))
  browser.watch('film', [0, 50])
  await browser.send()
  browser.release = await publishNext(module, film('Watch it again.'))
  browser.watch('film', [40, 92])
  await browser.send()
  expect(await completions(lena)).toMatchObject([{ release: browser.release.id, source: 'rule' }])
})

test('what was watched of another film under the same name does not', async () => {
  const film = (title: string) => aLesson({ kind: 'video', blocks: [{ ...aVideo('film'), title }] })
  const { lena, module, browser } = await aDesk(film('Before'))
  browser.watch('film', [0, 50])
  await browser.send()
  browser.release = await publishNext(module, film('Now'))
  browser.watch('film', [40, 92])
  await browser.send()
  expect(await completions(lena)).toEqual([])
})

test('evidence counts in a newer release for every block that stayed the same', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  await browser.send()
  const reworded = aLesson({
    blocks: [aSection('start'), aLab('enter'), aCheck('check', 'Reworded?')],
    complete: { tasks: 'all', checks: 60 },
  })
  browser.release = await publishNext(module, reworded)
  expect(await progressOf(lena)).toMatchObject({ met: 1, required: 2, release_id: browser.release.id })
  browser.answer('check', RIGHT_ANSWERS)
  await browser.send()
  expect(await completions(lena)).toMatchObject([{ release: browser.release.id, source: 'rule' }])
})

test('a changed task is asked for again, and its old success does not count', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  await browser.send()
  const changed = aLesson({
    blocks: [aSection('start'), aLab('enter', 'Enter invoice 4712.'), aCheck('check')],
    complete: { tasks: 'all', checks: 60 },
  })
  browser.release = await publishNext(module, changed)
  browser.answer('check', RIGHT_ANSWERS)
  await browser.send()
  expect(await completions(lena)).toEqual([])
  expect(await progressOf(lena)).toMatchObject({ met: 1, required: 2 })
})

test('a block that was renamed keeps its evidence', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  await browser.send()
  const renamed = withBoth.lesson.blocks.map((block) =>
    block.id === 'enter' ? { ...block, id: 'enter-invoice' } : block,
  )
  const lesson = {
    ...withBoth.lesson,
    blocks: renamed,
    rule: { guided: false, requirements: [{ need: 'task', block: 'enter-invoice' } as const] },
  }
  await publishNext(module, { lesson, keys: withBoth.keys })
  expect(await completions(lena)).toHaveLength(1)
})

test('who completed an older release is asked only for what changed, and keeps the completion', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  browser.answer('check', RIGHT_ANSWERS)
  await browser.send()
  const changed = aLesson({
    blocks: [aSection('start'), aLab('enter', 'Enter invoice 4712.'), aCheck('check')],
    complete: { tasks: 'all', checks: 60 },
  })
  const next = await publishNext(module, changed)
  expect(await progressOf(lena)).toMatchObject({ met: 0, required: 1, completed_release_id: module.release.id })
  browser.release = next
  browser.doLab('enter')
  await browser.send()
  expect(await completions(lena)).toMatchObject([{ source: 'rule' }, { release: next.id, source: 'refresher' }])
  expect(await progressOf(lena)).toMatchObject({ met: 2, required: 2, completed_release_id: next.id })
})

test('a changed text is confirmed again', async () => {
  const { lena, module, browser } = await aDesk()
  browser.doLab('enter')
  await browser.send()
  const next = await publishNext(module, aLesson({ blocks: [aSection('start', 'Other words.'), aLab('enter')] }))
  expect(await progressOf(lena)).toMatchObject({ met: 0, required: 1 })
  expect(await confirmModule(lena, module.slug, next.id, new Date())).toMatchObject({ completed: true })
})

test('a release that asks for no refresher asks nobody', async () => {
  const { lena, module, browser } = await aDesk()
  browser.doLab('enter')
  await browser.send()
  await publishNext(module, aLesson({ blocks: [aLab('enter', 'Other.')] }), { policy: 'none' })
  expect(await progressOf(lena)).toMatchObject({ met: 1, required: 1, completed_release_id: module.release.id })
  expect(await completions(lena)).toHaveLength(1)
})

test('a release that asks for everything again does not count what was done before', async () => {
  const { lena, module, browser } = await aDesk()
  browser.doLab('enter')
  await browser.send()
  const next = await publishNext(module, withLab, { policy: 'all' })
  expect(await progressOf(lena)).toMatchObject({ met: 0, required: 2 })
  browser.release = next
  browser.doLab('enter')
  await browser.send()
  await confirmModule(lena, module.slug, next.id, new Date(browser.clock))
  expect(await completions(lena)).toMatchObject([{ source: 'rule' }, { source: 'refresher' }])
})

test('a new release whose rule is met already is completed by its publication', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  await browser.send()
  const next = await publishNext(module, withLab)
  expect(await completions(lena)).toMatchObject([{ release: next.id, source: 'rule' }])
})

test.each([
  [
    'superseded',
    async (module: { id: string }) => void (await publishNext(module, aLesson({ blocks: [aLab('enter', 'New.')] }))),
  ],
  ['withdrawn', async (_module: { id: string }, release: MadeRelease) => withdraw(release)],
  [
    'unassigned',
    async (module: { id: string }) => {
      const rule = { milestone: await aPlannedMilestone(migration), audience: await anAudience(migration) }
      const { id } = await anAssignment(module, rule)
      const lead = await aLead({ migration })
      await sql`UPDATE assignment SET ended_at = now(), ended_by_id = ${lead.personId} WHERE id = ${id}`
    },
  ],
  [
    'rolled back',
    async (module: { id: string }) => {
      const milestone = await aPlannedMilestone(migration)
      await anAssignment(module, { milestone, audience: await anAudience(migration) })
      const lead = await aLead({ migration })
      for (const [from, to] of ROLLED_BACK) {
        await sql`
          INSERT INTO milestone_transition (id, milestone_id, "from", "to", at, actor_id, evidence)
          VALUES (gen_random_uuid(), ${milestone.id}, ${from}::milestone_state, ${to}::milestone_state, now(),
            ${lead.personId}, '[]')`
      }
    },
  ],
])('an attempt that has started finishes on its release, even if that is %s meanwhile', async (_words, happens) => {
  const { lena, module, browser } = await aDesk()
  browser.doLab('enter')
  const rest = browser.outbox.splice(2)
  await browser.send()
  await happens(module, module.release)
  browser.outbox = rest
  await browser.send()
  expect(await completions(lena)).toMatchObject([{ release: module.release.id }])
})
