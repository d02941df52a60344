import { expect, test } from 'vitest'
import { drawnQuestions } from '#app/domain/practice/draw.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { deskIn } from '#tests/makers/desks.ts'
import { aCheckOf, aLesson, aSection, EVERY_KIND_RIGHT, everyKind, HALF_RIGHT_ANSWERS } from '#tests/makers/lessons.ts'
import { aMigration } from '#tests/makers/people.ts'

const migration = await aMigration()
const aDesk = deskIn(migration)

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

test('answers are graded on arrival and kept as given', async () => {
  const { browser } = await aDesk()
  const { id } = browser.answer('check', HALF_RIGHT_ANSWERS)
  await browser.send()
  const [submission] = await sql`SELECT answers, "right", total FROM check_submission WHERE id = ${id}`
  expect(submission).toEqual({ answers: HALF_RIGHT_ANSWERS, right: 1, total: 2 })
})

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
