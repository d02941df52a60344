import { expect, test } from 'vitest'
import { ingest } from '#app/domain/practice/ingest.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { attemptOf, deskIn, everything } from '#tests/makers/desks.ts'
import { aLab, aLesson, aSection, RIGHT_ANSWERS } from '#tests/makers/lessons.ts'
import { aMigration, anAudience } from '#tests/makers/people.ts'

const migration = await aMigration()
const aDesk = deskIn(migration)

test('a lab that is done right becomes a finished attempt with its errors by type', async () => {
  const { browser } = await aDesk()
  const id = browser.doLab('enter', { gross: true })
  const { refused } = await browser.send()
  expect(refused).toEqual([])
  expect(await attemptOf(id)).toMatchObject({
    outcome: 'success',
    setting: 'lab',
    clock: 'active',
    mode: 'assessed',
    active_ms: 60_000,
    errors: 1,
    critical_errors: 0,
    ordinal: 1,
  })
  const errors = await sql`SELECT type, place, critical FROM attempt_error WHERE attempt_id = ${id}`
  expect(errors).toEqual([{ type: 'gross-as-net', place: 'header/net', critical: false }])
})

test('the server decides whether a lab succeeded, whatever the browser says', async () => {
  const { browser } = await aDesk()
  const id = browser.start('enter')
  browser.press('enter', id, 'list/new')
  browser.finish('enter', id, { outcome: 'success' })
  await browser.send()
  expect(await attemptOf(id)).toMatchObject({ outcome: 'failure', lab_state: { screen: 'header', step: 2 } })
})

test('the press that ends a lab is its success, even if the finish got lost', async () => {
  const { browser } = await aDesk()
  const id = browser.doLab('enter')
  browser.outbox.pop()
  await browser.send()
  expect(await attemptOf(id)).toMatchObject({ outcome: 'success', active_ms: 60_000 })
})

test('several wrong fields in one press are several errors, and a hint in an assessed attempt is one too', async () => {
  const { browser } = await aDesk()
  const id = browser.start('enter')
  browser.say('hint-asked', 'enter', { screen: 'list', activeMs: 1_000 }, id)
  browser.press('enter', id, 'list/new')
  browser.press('enter', id, 'header/submit', { net: '', date: 'tomorrow' })
  await browser.send()
  const errors = await sql`SELECT type, place FROM attempt_error WHERE attempt_id = ${id} ORDER BY id`
  expect(errors).toEqual([
    { type: 'needed-hint', place: 'list' },
    { type: 'wrong-value', place: 'header/net' },
    { type: 'wrong-value', place: 'header/date' },
  ])
  expect(await attemptOf(id)).toMatchObject({ outcome: null, errors: 3, hints: 1, active_ms: 10_000 })
})

test('an outside task counts wall time and the pauses that were declared', async () => {
  const { browser } = await aDesk()
  const id = browser.start('drill', 'outside')
  await browser.wait(60_000).send()
  browser.say('attempt-paused', 'drill', {}, id)
  await browser.send()
  expect((await attemptOf(id))?.lab_state).toMatchObject({ pausedAt: expect.any(String) })
  browser.wait(30_000).say('attempt-resumed', 'drill', {}, id)
  browser.wait(60_000)
  browser.finish('drill', id, { wallMs: 150_000, pausedMs: 30_000, outcome: 'success', errors: 2 })
  await browser.send()
  expect(await attemptOf(id)).toMatchObject({
    outcome: 'success',
    clock: 'wall',
    wall_ms: 150_000,
    paused_ms: 30_000,
    errors: 2,
    suspect: false,
    lab_state: null,
  })
})

test('what is sent again is accepted again and counts once', async () => {
  const { browser } = await aDesk()
  browser.doLab('enter')
  browser.answer('check', RIGHT_ANSWERS)
  const events = [...browser.outbox]
  const first = await browser.send()
  browser.outbox = [...events, ...events.slice(0, 2)]
  const second = await browser.send()
  expect(second).toEqual(first)
  const [counts] = await sql`
    SELECT (SELECT count(*) FROM log.event WHERE person_id = ${browser.viewer.personId}) AS events,
           (SELECT count(*) FROM check_submission WHERE person_id = ${browser.viewer.personId}) AS submissions`
  expect(counts).toEqual({ events: events.length, submissions: 1 })
})

test('an attempt keeps the audiences of the day of its start', async () => {
  const audience = await anAudience(migration)
  const { browser, lena } = await aDesk(everything, { audiences: [audience] })
  const id = browser.start('enter')
  await browser.send()
  await sql`UPDATE membership SET "to" = '2021-01-01' WHERE person_id = ${lena.personId}`
  browser.giveUp('enter', id)
  await browser.send()
  expect(await attemptOf(id)).toMatchObject({ audience_ids: [audience.id], outcome: 'gave up' })
})

test('more time than can have passed since the last contact is kept as suspect', async () => {
  const { browser } = await aDesk()
  browser.reach('start')
  await browser.send()
  const id = browser.doLab('enter')
  browser.outbox.splice(-1)
  browser.finish('enter', id, { activeMs: 600_000, wallMs: 600_000 })
  await browser.send()
  expect(await attemptOf(id)).toMatchObject({ outcome: 'success', suspect: true, suspect_reason: 'more-than-passed' })
})

test('work done offline is not suspect: the time since the last contact covers it', async () => {
  const { browser } = await aDesk()
  browser.reach('start')
  await browser.send()
  browser.wait(3_600_000)
  const id = browser.doLab('enter')
  await browser.send(new Date(browser.clock + 7_200_000))
  expect(await attemptOf(id)).toMatchObject({ outcome: 'success', suspect: false })
})

test('a device that was never heard of is held against the sign-in', async () => {
  const { browser } = await aDesk()
  const id = browser.doLab('enter')
  browser.outbox.splice(-1)
  browser.finish('enter', id, { activeMs: 3_600_000, wallMs: 3_600_000 })
  await browser.send()
  expect(await attemptOf(id)).toMatchObject({ suspect: true, suspect_reason: 'more-than-passed' })
})

test('batches of one person that come at once are taken in one after the other', async () => {
  const { browser } = await aDesk()
  const id = browser.doLab('enter', { gross: true })
  const events = browser.outbox
  const batches = events.map((event) => ingest(browser.viewer, { events: [event] }, new Date(browser.clock)))
  await Promise.all(batches)
  expect(await attemptOf(id)).toMatchObject({ outcome: 'success', errors: 1, active_ms: 60_000 })
})

test('while a press is missing an attempt goes on, and nobody is complete by what is not known', async () => {
  const { browser, lena } = await aDesk(aLesson({ blocks: [aSection('start'), aLab('enter')] }))
  const id = browser.doLab('enter', { pays: true })
  const [pays] = browser.outbox.splice(1, 1)
  await browser.send()
  expect(await attemptOf(id)).toMatchObject({ outcome: null, critical_errors: 0 })
  browser.outbox = pays ? [pays] : []
  await browser.send()
  expect(await attemptOf(id)).toMatchObject({ outcome: 'success', critical_errors: 1 })
  expect(await sql`SELECT FROM completion WHERE person_id = ${lena.personId}`).toEqual([])
})
