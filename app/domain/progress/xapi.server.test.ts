import { validate } from 'uuid'
import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aCheck, aLab, aLesson, aSection, HALF_RIGHT_ANSWERS, RIGHT_ANSWERS } from '#tests/makers/lessons.ts'
import { aModule } from '#tests/makers/modules.ts'
import { aLearner, aMigration } from '#tests/makers/people.ts'
import { ownStatements } from './xapi.server.ts'
import type { Statement } from './xapi.ts'

const ORIGIN = 'https://learn.brackwater.example'
const migration = await aMigration()
const lena = await aLearner({ migration, name: 'Lena Brandt' })
const module = await aModule(migration, {
  slug: 'first-invoice',
  compiled: aLesson({ title: 'Enter an invoice', blocks: [aSection('start'), aLab('enter'), aCheck('check')] }),
})
const browser = new Browser(lena, module.release, new Date('2026-03-02T09:00Z'))
browser.reach('start')
await browser.send()
const givenUp = browser.wait(5_000).start('enter')
browser.giveUp('enter', givenUp)
const done = browser.wait(5_000).doLab('enter', { gross: true })
browser.wait(5_000).answer('check', HALF_RIGHT_ANSWERS)
browser.wait(5_000).answer('check', RIGHT_ANSWERS)
await browser.send(new Date(browser.clock + 60_000))
const running = browser.wait(60_000).start('enter')
await browser.send(new Date(browser.clock + 60_000))

const statements = await ownStatements(lena, ORIGIN)
const verbOf = ({ verb }: Statement) => verb.display.en
const about = (attempt: string) => statements.filter(({ context }) => context.registration === attempt)

test('each try begins and ends, each answer is told, and the completion once', () => {
  expect(statements.map(verbOf)).toEqual([
    ...['attempted', 'abandoned', 'attempted', 'passed', 'failed', 'passed', 'completed', 'attempted'],
  ])
  expect(about(running).map(verbOf)).toEqual(['attempted'])
})

test('a success has its time, its mode and its mistakes', async () => {
  const [{ ms = 0 } = {}] = await sql<{ ms: number }>`SELECT active_ms AS ms FROM attempt WHERE id = ${done}`
  expect(about(done)[1]).toMatchObject({
    verb: { id: 'http://adlnet.gov/expapi/verbs/passed' },
    object: { id: `${ORIGIN}/modules/first-invoice#enter`, definition: { name: { en: 'Practise enter' } } },
    result: {
      success: true,
      completion: true,
      duration: `PT${(ms / 1000).toFixed(2)}S`,
      extensions: { [`${ORIGIN}/help/what-is-measured#errors`]: 1 },
    },
    context: { revision: '1', contextActivities: { parent: [{ id: `${ORIGIN}/modules/first-invoice` }] } },
  })
  expect(ms).toBe(60_000)
  expect(about(givenUp)[1]?.result).toMatchObject({ success: false, completion: false })
})

test('an answered check passes at the mark of the module, and has its score', () => {
  const results = statements.filter(({ object }) => object.id.endsWith('#check')).map(({ result }) => result)
  expect(results).toMatchObject([
    { success: false, score: { raw: 1, min: 0, max: 2, scaled: 0.5 } },
    { success: true, score: { raw: 2, min: 0, max: 2, scaled: 1 } },
  ])
})

test('a time that is not believed is left out, with the reason', async () => {
  await sql`UPDATE attempt SET suspect = true, suspect_reason = 'over-contact' WHERE id = ${done}`
  const told = (await ownStatements(lena, ORIGIN)).filter(({ context }) => context.registration === done)[1]
  expect(told?.result?.duration).toBeUndefined()
  expect(told?.result?.extensions).toMatchObject({ [`${ORIGIN}/help/what-is-measured#suspectReason`]: 'over-contact' })
  await sql`UPDATE attempt SET suspect = false, suspect_reason = NULL WHERE id = ${done}`
})

test('the same record gives the same statements, and nobody else’s', async () => {
  expect(await ownStatements(lena, ORIGIN)).toEqual(statements)
  expect(await ownStatements(await aLearner({ migration }), ORIGIN)).toEqual([])
})

// The rules of IEEE 9274.1.1 (xAPI 2.0), 4.2: statements.
const OWN = ['id', 'version', 'actor', 'verb', 'object', 'result', 'context', 'timestamp']

test('every statement has what it must have, and nothing else', () => {
  for (const statement of statements) {
    expect(Object.keys(statement).filter((name) => !OWN.includes(name))).toEqual([])
    expect(statement).toMatchObject({ actor: {}, verb: {}, object: {} })
    expect(statement.version).toBe('2.0.0')
  }
})

test('ids are UUIDs, and each is there once', () => {
  const ids = statements.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(
    [...ids, ...statements.flatMap(({ context }) => context.registration ?? [])].filter((id) => !validate(id)),
  ).toEqual([])
})

test('verbs, activities, their types and the keys of extensions are IRIs', () => {
  const iris = statements.flatMap(({ verb, object, context, result }) => {
    const activities = [object, ...(context.contextActivities.parent ?? []), ...context.contextActivities.grouping]
    const named = activities.flatMap(({ id, definition }) => [id, definition.type])
    return [verb.id, ...named, ...Object.keys(result?.extensions ?? {}), ...Object.keys(context.extensions ?? {})]
  })
  expect(iris.filter((iri) => !URL.canParse(iri) || /\s/.test(iri))).toEqual([])
})

test('the actor is one account, and no other way of naming a person stands beside it', () => {
  for (const { actor } of statements) {
    expect(actor).toEqual({
      objectType: 'Agent',
      name: 'Lena Brandt',
      account: { homePage: ORIGIN, name: lena.personId },
    })
  }
})

test('moments are RFC 3339 with their zone, and durations ISO 8601', () => {
  for (const { timestamp, result } of statements) {
    expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
    if (result?.duration !== undefined) expect(result.duration).toMatch(/^PT\d+(\.\d{1,2})?S$/)
  }
})

test('scores lie within their bounds', () => {
  for (const { result } of statements) {
    if (!result?.score) continue
    const { scaled, raw, min, max } = result.score
    expect(min < max && raw >= min && raw <= max && scaled >= -1 && scaled <= 1).toBe(true)
  }
})
