import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { drawnQuestions } from '#app/domain/practice/draw.ts'
import { ingest } from '#app/domain/practice/ingest.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { Browser } from '#tests/makers/events.ts'
import {
  aCheck,
  aCheckOf,
  aLab,
  aLesson,
  anOutsideTask,
  aSection,
  aVideo,
  EVERY_KIND_RIGHT,
  everyKind,
  HALF_RIGHT_ANSWERS,
  RIGHT_ANSWERS,
} from '#tests/makers/lessons.ts'
import { aModule } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'

// People sign in now, and work from now on.
const START = new Date()
const migration = await aMigration()
const everything = aLesson({
  blocks: [aSection('start'), aLab('enter'), anOutsideTask('drill'), aCheck('check'), aVideo('film')],
})

async function aDesk(compiled = everything, parts = {}): Promise<{ lena: Viewer; browser: Browser }> {
  const lena = await aLearner({ migration, ...parts })
  const { release } = await aModule(migration, { compiled })
  return { lena, browser: new Browser(lena, release, START) }
}

const attemptOf = async (id: string) => (await sql`SELECT * FROM attempt WHERE id = ${id}`)[0]

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

test('answers are graded on arrival and kept as given', async () => {
  const { browser } = await aDesk()
  const { id } = browser.answer('check', HALF_RIGHT_ANSWERS)
  await browser.send()
  const [submission] = await sql`SELECT answers, "right", total FROM check_submission WHERE id = ${id}`
  expect(submission).toEqual({ answers: HALF_RIGHT_ANSWERS, right: 1, total: 2 })
})

const every = everyKind()
/** Of ten questions three are asked at a time; right is always `yes`. */
const aPool = () => {
  const ids = Array.from({ length: 10 }, (_, place) => `q${place + 1}`)
  const choices = ['yes', 'no'].map((id) => ({ id, html: id }))
  const questions = ids.map((id) => ({ id, html: `<p>${id}?</p>`, multiple: false, choices }))
  const key = { yes: { right: true, says: null }, no: { right: false, says: null } }
  return {
    definition: { html: '', questions, draw: 3, shuffle: true },
    key: Object.fromEntries(ids.map((id) => [id, key])),
    answers: (asked: readonly string[]) => Object.fromEntries(asked.map((id) => [id, ['yes']])),
  }
}

test('answers to every kind of question are kept as they were given, and graded', async () => {
  const { browser } = await aDesk(
    aLesson({ blocks: [aSection('start'), aCheckOf('all', every.check)], keys: { all: every.key } }),
  )
  const given = { ...EVERY_KIND_RIGHT, number: [' 7,4 Days '], words: ['Cr\u00E9dit  NOTE\0'], order: ['c', 'b', 'a'] }
  const { id } = browser.answer('all', given)
  expect((await browser.send()).refused).toEqual([])
  const [submission] = await sql`SELECT answers, "right", total FROM check_submission WHERE id = ${id}`
  expect(submission).toEqual({
    answers: { ...given, words: ['Cr\u00E9dit  NOTE'] },
    right: 4,
    total: 5,
  })
})

test('half an answer is kept, too, and what is open in it is wrong', async () => {
  const { browser } = await aDesk(
    aLesson({ blocks: [aSection('start'), aCheckOf('all', every.check)], keys: { all: every.key } }),
  )
  const { id } = browser.answer('all', { choose: ['b'], match: ['1=x'], order: [] })
  await browser.send()
  const [submission] = await sql`SELECT answers, "right", total FROM check_submission WHERE id = ${id}`
  expect(submission).toEqual({ answers: { choose: ['b'], match: ['1=x'], order: [] }, right: 1, total: 5 })
})

test('of a pool only what the person was asked at that try counts, whatever else is answered', async () => {
  const { definition, key, answers } = aPool()
  const compiled = aLesson({ blocks: [aSection('start'), aCheckOf('pool', definition)], keys: { pool: key } })
  const { browser, lena } = await aDesk(compiled)
  const asked = (nth: number) => drawnQuestions(definition, { person: lena.personId, nth }).map(({ id }) => id)
  const all = definition.questions.map(({ id }) => id)
  browser.answer('pool', answers(all), 0)
  browser.answer('pool', answers(all.filter((id) => !asked(1).includes(id))), 1)
  browser.answer('pool', answers(asked(2)), 2)
  await browser.send()
  const rows = await sql`
    SELECT nth, "right", total FROM check_submission WHERE person_id = ${lena.personId} ORDER BY nth`
  expect(rows).toEqual([
    { nth: 0, right: 3, total: 3 },
    { nth: 1, right: 0, total: 3 },
    { nth: 2, right: 3, total: 3 },
  ])
})

test('a film is as long as its file, not as a browser says', async () => {
  const { browser, lena } = await aDesk()
  const watched = async () =>
    (await sql`SELECT seconds, duration FROM video_watch WHERE person_id = ${lena.personId}`)[0]
  browser.reach('film')
  browser.wait(1_000).say('video-watched', 'film', { watched: [[0, 1]], position: 1, duration: 1 })
  await browser.send()
  expect(await watched()).toEqual({ seconds: 1, duration: 100 })
  browser.wait(110_000).say('video-watched', 'film', { watched: [[90, 200]], position: 200, duration: 200 })
  await browser.send()
  expect(await watched()).toEqual({ seconds: 11, duration: 100 })
})

test('where a release does not know how long its film is, the longest that was said of it counts', async () => {
  const { seconds: _, ...definition } = aVideo('film').definition
  const { browser, lena } = await aDesk(aLesson({ blocks: [aSection('start'), { ...aVideo('film'), definition }] }))
  browser.reach('film')
  browser.wait(30_000).say('video-watched', 'film', { watched: [[0, 30]], position: 30, duration: 60 })
  browser.wait(10_000).say('video-watched', 'film', { watched: [[30, 40]], position: 40, duration: 50 })
  await browser.send()
  const [watch] = await sql`SELECT seconds, duration FROM video_watch WHERE person_id = ${lena.personId}`
  expect(watch).toEqual({ seconds: 40, duration: 60 })
})

test('a film that was watched in no time is kept and not counted; one that was watched offline counts when it arrives', async () => {
  const { browser, lena } = await aDesk()
  const watched = async () =>
    (await sql`SELECT watched, seconds, position FROM video_watch WHERE person_id = ${lena.personId}`)[0]
  browser.reach('film')
  browser.watchAtOnce('film', [0, 100])
  await browser.send()
  expect(await watched()).toEqual({ watched: [], seconds: 0, position: 100 })
  browser.watch('film', [0, 40])
  browser.watch('film', [40, 70])
  const later = browser.outbox.splice(0, 2)
  await browser.send(new Date(browser.clock + 86_400_000))
  expect(await watched()).toEqual({ watched: [[40, 70]], seconds: 30, position: 70 })
  browser.outbox = later
  await browser.send(new Date(browser.clock + 86_400_000))
  expect(await watched()).toEqual({ watched: [[0, 70]], seconds: 70, position: 70 })
  const kept = await sql`SELECT FROM log.event WHERE person_id = ${lena.personId} AND type = 'video-watched'`
  expect(kept).toHaveLength(5)
})

test('a malformed event costs only itself', async () => {
  const { browser } = await aDesk()
  const good = browser.reach('start')
  const bad = { ...browser.reach('start'), block: 7 }
  const { accepted, refused } = await ingest(
    browser.viewer,
    { events: [good, bad, { id: 'x' }] },
    new Date(browser.clock),
  )
  expect(accepted).toEqual([good.id])
  expect(refused).toEqual([
    { id: bad.id, reason: 'malformed' },
    { id: 'x', reason: 'malformed' },
  ])
})

test('what was typed is stored whatever it is: a press is never lost for its words', async () => {
  const { browser } = await aDesk()
  const id = browser.start('enter')
  browser.press('enter', id, 'list/new')
  browser.press('enter', id, 'header/submit', { net: '12\u000000', date: `\ud83d${'x'.repeat(3_000)}` })
  browser.press('enter', id, 'header/submit', { net: '1200', date: '3.3.2026' })
  browser.finish('enter', id)
  // As the browser's own JSON goes over the wire: half a character stays half of one.
  browser.outbox = JSON.parse(JSON.stringify(browser.outbox))
  expect(await browser.send()).toMatchObject({ refused: [] })
  expect(await attemptOf(id)).toMatchObject({ outcome: 'success', errors: 1 })
  const [step] = await sql<{ values: Record<string, string> }>`
    SELECT data -> 'values' AS values FROM log.event WHERE attempt_id = ${id} AND data ->> 'nth' = '1'`
  expect(step?.values).toEqual({ net: '1200', date: `\ufffd${'x'.repeat(1_999)}` })
})

test('an id that cannot be stored costs only its event', async () => {
  const { browser } = await aDesk()
  const good = browser.reach('start')
  const cases = [
    { ...browser.reach('start'), block: 'start\u0000' },
    browser.answer('check', { '\ud83d': ['a'] }),
    browser.answer('check', { 'one\u0000': ['a'] }),
  ]
  expect(await ingest(browser.viewer, { events: [good, ...cases] }, new Date(browser.clock))).toEqual({
    accepted: [good.id],
    refused: cases.map(({ id }) => ({ id, reason: 'malformed' })),
  })
})

test('ids in upper case, and any offset of ISO 8601, mean the same', async () => {
  const { browser } = await aDesk()
  browser.doLab('enter')
  const id = browser.outbox[0] && 'attempt' in browser.outbox[0] ? browser.outbox[0].attempt : ''
  const events = browser.outbox.map((event) => ({
    ...event,
    ...{ id: event.id.toUpperCase(), person: event.person.toUpperCase(), release: event.release.toUpperCase() },
    ...{ device: event.device?.toUpperCase(), attempt: id.toUpperCase() },
    at: `${new Date(Date.parse(event.at) + 20 * 3_600_000).toISOString().slice(0, -1)}+20:00`,
  }))
  const twice = [...events, ...browser.outbox.slice(0, 1)]
  expect(await ingest(browser.viewer, { events: twice }, new Date(browser.clock))).toEqual({
    accepted: browser.outbox.map((event) => event.id),
    refused: [],
  })
  expect(await attemptOf(id)).toMatchObject({ outcome: 'success' })
})

test('events of another person, of unknown releases and blocks, and of impossible times are refused by id', async () => {
  const { browser } = await aDesk()
  const now = new Date(browser.clock)
  const event = () => browser.reach('start')
  const cases = [
    [{ ...event(), person: newId() }, 'another-person'],
    [{ ...event(), release: newId() }, 'unknown-release'],
    [{ ...event(), block: 'nowhere' }, 'unknown-block'],
    [{ ...event(), type: 'check-answered', data: { answers: {} } }, 'unknown-block'],
    [{ ...event(), id: newId(new Date(now.getTime() + 301_000)) }, 'from-the-future'],
    [{ ...event(), at: new Date(now.getTime() + 301_000).toISOString() }, 'from-the-future'],
    [{ ...event(), id: newId(new Date(now.getTime() - 400 * 86_400_000)) }, 'too-old'],
  ] as const
  const { accepted, refused } = await ingest(browser.viewer, { events: cases.map(([event]) => event) }, now)
  expect(accepted).toEqual([])
  expect(refused).toEqual(expect.arrayContaining(cases.map(([{ id }, reason]) => ({ id, reason }))))
  expect(await sql`SELECT FROM log.event WHERE person_id = ${browser.viewer.personId}`).toEqual([])
})

test('nobody can write into the attempt of another person, or take their event ids', async () => {
  const { browser } = await aDesk()
  const id = browser.start('enter')
  await browser.send()
  const mallory = new Browser(await aLearner({ migration }), browser.release, new Date(browser.clock))
  const step = mallory.press('enter', id, 'list/pay')
  expect(await mallory.send()).toEqual({ accepted: [], refused: [{ id: step.id, reason: 'unknown-attempt' }] })
  const [taken] = await sql<{ id: string }>`SELECT id FROM log.event WHERE person_id = ${browser.viewer.personId}`
  const event = { ...mallory.reach('start'), id: taken?.id ?? '' }
  mallory.outbox = [event]
  expect(await mallory.send()).toEqual({ accepted: [], refused: [{ id: event.id, reason: 'another-person' }] })
  expect(await attemptOf(id)).toMatchObject({ person_id: browser.viewer.personId, errors: 0 })
})

test('a release of a migration that a person has nothing to do with is unknown to them', async () => {
  const { browser } = await aDesk()
  const stranger = await aLearner({ migration: await aMigration() })
  const event = new Browser(stranger, browser.release, START).reach('start')
  expect(await ingest(stranger, { events: [event] }, START)).toMatchObject({
    refused: [{ id: event.id, reason: 'unknown-release' }],
  })
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
