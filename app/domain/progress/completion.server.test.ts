import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { completions, learnerDeskIn, progressOf, withBoth } from '#tests/makers/completions.ts'
import { aCheck, aLab, aLesson, aVideo, HALF_RIGHT_ANSWERS, RIGHT_ANSWERS } from '#tests/makers/lessons.ts'
import { aModule } from '#tests/makers/modules.ts'
import { aMigration } from '#tests/makers/people.ts'
import { confirmModule } from './confirmation.server.ts'

const migration = await aMigration()
const aDesk = learnerDeskIn(migration)

test('a completion is recorded by itself when the last requirement is met, and dated by it', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  await browser.send()
  expect(await completions(lena)).toEqual([])
  expect(await progressOf(lena)).toMatchObject({ met: 1, required: 2 })
  const answer = browser.wait(5_000).answer('check', RIGHT_ANSWERS)
  await browser.wait(60_000).send()
  expect(await completions(lena)).toEqual([{ release: module.release.id, source: 'rule', at: new Date(answer.at) }])
  expect(await progressOf(lena)).toMatchObject({ met: 2, required: 2, completed_release_id: module.release.id })
})

test('doing it again keeps the first completion', async () => {
  const { lena, browser } = await aDesk()
  browser.doLab('enter')
  await browser.send()
  const first = await completions(lena)
  browser.wait(86_400_000).doLab('enter')
  await browser.send()
  expect(await completions(lena)).toEqual(first)
})

test('a success with a critical error does not complete, the next one without does', async () => {
  const { lena, browser } = await aDesk()
  browser.doLab('enter', { pays: true })
  await browser.send()
  expect(await completions(lena)).toEqual([])
  browser.doLab('enter')
  await browser.send()
  expect(await completions(lena)).toHaveLength(1)
})

test('a success with guidance completes only where the rule says so', async () => {
  const strict = await aDesk()
  strict.browser.doLab('enter', { mode: 'guided' })
  await strict.browser.send()
  expect(await completions(strict.lena)).toEqual([])
  const kind = await aDesk(aLesson({ blocks: [aLab('enter')], complete: { tasks: 'all', guided: true } }))
  kind.browser.doLab('enter', { mode: 'guided' })
  await kind.browser.send()
  expect(await completions(kind.lena)).toHaveLength(1)
})

test('a suspect time does not void a success', async () => {
  const { lena, browser } = await aDesk()
  browser.reach('start')
  await browser.send()
  browser.doLab('enter')
  browser.outbox.pop()
  const attempt = 'attempt' in (browser.outbox[1] ?? {}) ? (browser.outbox[1] as { attempt: string }).attempt : ''
  browser.finish('enter', attempt, { activeMs: 9_000_000, wallMs: 9_000_000 })
  await browser.send()
  expect(await sql`SELECT suspect FROM attempt WHERE person_id = ${lena.personId}`).toEqual([{ suspect: true }])
  expect(await completions(lena)).toHaveLength(1)
})

test('the best submission must reach the mark', async () => {
  const { lena, browser } = await aDesk(aLesson({ blocks: [aCheck('check')], complete: { checks: 60 } }))
  browser.answer('check', HALF_RIGHT_ANSWERS)
  await browser.send()
  expect(await completions(lena)).toEqual([])
  browser.answer('check', RIGHT_ANSWERS)
  browser.answer('check', {})
  await browser.send()
  expect(await completions(lena)).toHaveLength(1)
})

test('a video counts by the share that was really played, not by its end', async () => {
  const { lena, browser } = await aDesk(aLesson({ kind: 'video', blocks: [aVideo('film')] }))
  browser.watch('film', [0, 50], [95, 100])
  await browser.send()
  expect(await completions(lena)).toEqual([])
  browser.watch('film', [50, 85])
  await browser.send()
  expect(await completions(lena)).toHaveLength(1)
})

test('a lesson without tasks or checks is confirmed, once, by “Done, next”', async () => {
  const { lena, module } = await aDesk(aLesson())
  const now = new Date()
  expect(await confirmModule(lena, module.slug, module.release.id, now)).toMatchObject({ completed: true })
  await confirmModule(lena, module.slug, module.release.id, new Date(now.getTime() + 60_000))
  expect(await completions(lena)).toEqual([{ release: module.release.id, source: 'confirmed', at: now }])
})

test('“Done, next” completes nothing where a task is missing', async () => {
  const { lena, module } = await aDesk()
  expect(await confirmModule(lena, module.slug, module.release.id, new Date())).toMatchObject({ completed: false })
})

test('a release is confirmed only under its own module', async () => {
  const { lena, module } = await aDesk(aLesson())
  const other = await aModule(migration)
  await expect(confirmModule(lena, other.slug, module.release.id, new Date())).rejects.toThrow(
    'There is no such module',
  )
})

test('nobody can take a completion away', async () => {
  const { lena, browser } = await aDesk()
  browser.doLab('enter')
  await browser.send()
  await expect(sql`DELETE FROM completion WHERE person_id = ${lena.personId}`).rejects.toThrow('append-only')
})
