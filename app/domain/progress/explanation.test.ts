import { expect, test } from 'vitest'
import { explainProgress } from './explanation.ts'
import { type Evidence, NO_EVIDENCE, refresherRule, type TaskEvidence, wholeRule } from './rule.ts'

const asked = wholeRule({
  guided: false,
  requirements: [
    { need: 'task', block: 'enter' },
    { need: 'check', block: 'check', mark: 80 },
    { need: 'video', block: 'film', share: 90 },
    { need: 'confirmation' },
  ],
})
const AT = new Date('2026-03-02T09:00:00Z')
const NEVER: TaskEvidence = { tries: 0, assessed: null, guided: null, onlyCritical: false, last: null }
const wordsOf = (evidence: Partial<Evidence>, reader?: 'staff') =>
  explainProgress(asked, {}, { ...NO_EVIDENCE, ...evidence }, reader).map(({ state }) => state)
const taskWords = (task: Partial<TaskEvidence>, reader?: 'staff') =>
  wordsOf({ tasks: { enter: { ...NEVER, tries: 1, ...task } } }, reader)[0]
const last = { ordinal: 2, step: 3, steps: 5 }

test('the rule is said before anything was done', () => {
  expect(explainProgress(asked, {}, NO_EVIDENCE).map(({ words }) => words)).toEqual([
    'The task succeeds once. Not started yet.',
    'At least 80% of the check is right. Not answered yet.',
    'At least 90% of the video is watched. Not watched yet.',
    'Confirmed with “Done, next”. Not confirmed yet.',
  ])
})

test('where there are several, each is called by its title', () => {
  const two = wholeRule({
    guided: false,
    requirements: [
      { need: 'task', block: 'a' },
      { need: 'task', block: 'b' },
    ],
  })
  expect(explainProgress(two, { a: 'Prepare', b: 'Release' }, NO_EVIDENCE).map(({ rule }) => rule)).toEqual([
    '“Prepare” succeeds once.',
    '“Release” succeeds once.',
  ])
})

test('what is missing of a task says where it stopped', () => {
  expect(taskWords({ last: { ...last, standing: 'running' } })).toBe('Attempt 2 is running, at step 3 of 5.')
  expect(taskWords({ last: { ...last, standing: 'gave up' } })).toBe('You have tried once and stopped at step 3 of 5.')
  expect(taskWords({ tries: 3, last: { ...last, step: null, standing: 'failure' } })).toBe(
    'You have tried 3 times, without success.',
  )
  expect(taskWords({ onlyCritical: true, last: { ...last, standing: 'success' } })).toContain('with a critical error')
  expect(taskWords({ guided: { id: 'a', at: AT }, last: { ...last, standing: 'success' } })).toBe(
    'You did it with guidance. Now once without it.',
  )
})

test('staff read the same without being spoken to', () => {
  expect(taskWords({ tries: 2, last: { ...last, standing: 'abandoned' } }, 'staff')).toBe(
    'Tried twice, stopped at step 3 of 5.',
  )
  expect(wordsOf({ videos: { film: { watched: 40.7, lastAt: AT } } }, 'staff')[2]).toBe('Watched 40%.')
})

test('a share is rounded down, and what is met says so with its figure', () => {
  const best = (right: number, total: number) => ({
    checks: { check: { tries: 1, best: { id: 'a', at: AT, right, total } } },
  })
  expect(wordsOf(best(799, 1000))[1]).toBe('The best answer so far has 79%.')
  expect(wordsOf(best(4, 5))[1]).toBe('Done, with 80%.')
  expect(wordsOf({ confirmed: { id: 'a', at: AT } })[3]).toBe('Done.')
})

test('a refresher names the blocks that are read again, and not those that are done again', () => {
  const refresher = refresherRule(asked, ['limits', 'check'])
  expect(refresher.requirements.map(({ need }) => need)).toEqual(['check', 'confirmation'])
  expect(explainProgress(refresher, { limits: 'Limits', check: 'Check' }, NO_EVIDENCE)[1]?.rule).toBe(
    '“Limits” is read again, and confirmed with “Done, next”.',
  )
})
