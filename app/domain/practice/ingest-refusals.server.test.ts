import { expect, test } from 'vitest'
import { ingest } from '#app/domain/practice/ingest.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { attemptOf, deskIn, START } from '#tests/makers/desks.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLearner, aMigration } from '#tests/makers/people.ts'

const migration = await aMigration()
const aDesk = deskIn(migration)

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
