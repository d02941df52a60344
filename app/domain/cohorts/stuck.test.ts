import { expect, test } from 'vitest'
import { type Evidence, NO_EVIDENCE } from '#app/domain/progress/rule.ts'
import { stuckSign } from './stuck.ts'

const now = new Date('2026-09-15T10:00Z')
const yesterday = new Date('2026-09-14T10:00Z')
const task = (standing: 'running' | 'gave up'): Evidence => ({
  ...NO_EVIDENCE,
  tasks: {
    enter: {
      tries: 1,
      assessed: null,
      guided: null,
      onlyCritical: false,
      last: { standing, ordinal: 1, step: 2, steps: 5 },
    },
  },
})
const module = { evidence: NO_EVIDENCE, unmet: [{ need: 'task', block: 'enter' }], lastAt: yesterday, helpAsked: false }

test('somebody who tried a task and stopped is stuck, somebody who is at it is not', () => {
  expect(stuckSign({ ...module, evidence: task('gave up') }, now)).toBe('tried and stopped')
  expect(stuckSign({ ...module, evidence: task('running') }, now)).toBeNull()
})

test('asking for help comes before every other sign', () => {
  expect(stuckSign({ ...module, evidence: task('gave up'), helpAsked: true }, now)).toBe('asked for help')
})

test('a check answered twice below its mark is a sign, once is not', () => {
  const answered = (tries: number): Evidence => ({ ...NO_EVIDENCE, checks: { which: { tries, best: null } } })
  const unmet = [{ need: 'check', block: 'which' }]
  expect(stuckSign({ ...module, unmet, evidence: answered(1) }, now)).toBeNull()
  expect(stuckSign({ ...module, unmet, evidence: answered(2) }, now)).toBe('below the mark')
})

test('a module begun and left for a week is a sign', () => {
  expect(stuckSign({ ...module, lastAt: new Date('2026-09-08T09:59Z') }, now)).toBe('not touched for a week')
  expect(stuckSign({ ...module, lastAt: new Date('2026-09-08T10:01Z') }, now)).toBeNull()
})
