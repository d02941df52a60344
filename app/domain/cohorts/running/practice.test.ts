import { expect, test } from 'vitest'
import { type PracticeFacts, practiceOf } from './practice.ts'

const NOW = new Date('2026-03-02T10:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const attempt = { outcome: null, step: 2, steps: 5, where: 'The goods receipt', isOnlyOne: false }
const of = (facts: Partial<PracticeFacts>) =>
  practiceOf({ here: true, help: null, completed: false, attempt: null, reading: null, heardAt: ago(1), ...facts }, NOW)

test('each state, the strongest first', () => {
  expect(of({ here: false })).toEqual({ is: 'not here' })
  expect(of({})).toEqual({ is: 'not started' })
  expect(of({ reading: 'Net or gross' })).toEqual({ is: 'reading', where: 'Net or gross' })
  expect(of({ attempt })).toEqual({ is: 'working', where: 'The goods receipt', step: 2, steps: 5 })
  expect(of({ attempt: { ...attempt, outcome: 'gave up' } })).toEqual({ is: 'stopped', where: 'The goods receipt' })
  expect(of({ attempt: { ...attempt, outcome: 'success', isOnlyOne: true } })).toEqual({ is: 'done' })
  expect(of({ completed: true })).toEqual({ is: 'done' })
  expect(of({ completed: true, attempt })).toMatchObject({ is: 'working' })
  const help = { id: 'a', block: 'Lab', words: null, takenBy: null, isMine: false }
  expect(of({ here: false, completed: true, help })).toMatchObject({ is: 'help', where: 'Lab', request: 'a' })
  expect(of({ attempt, help })).toMatchObject({ is: 'help', where: 'Step 2, The goods receipt' })
})

test('of several labs, the first that is done does not make anybody done', () => {
  expect(of({ attempt: { ...attempt, outcome: 'success' } })).toEqual({ is: 'reading', where: 'The goods receipt' })
})

test('quiet after three minutes without a word, without saying for how long', () => {
  expect(of({ attempt, heardAt: ago(2.9) })).toMatchObject({ is: 'working' })
  const quiet = of({ attempt, heardAt: ago(3.1) })
  expect(quiet).toEqual({ is: 'quiet', where: 'Step 2, The goods receipt' })
  expect(of({ attempt, heardAt: ago(30) })).toEqual(quiet)
})
