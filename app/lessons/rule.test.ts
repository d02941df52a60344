import { expect, test } from 'vitest'
import { completionRuleOf } from './rule.ts'

const blocks = [
  { id: 'start', kind: 'section' },
  { id: 'film', kind: 'video' },
  { id: 'enter', kind: 'task' },
  { id: 'drill', kind: 'task' },
  { id: 'quick-check', kind: 'check' },
] as const

test('every task, check and video counts, at the usual marks, if nothing is written', () => {
  expect(completionRuleOf('lab', {}, blocks)).toEqual({
    requirements: [
      { need: 'video', block: 'film', share: 90 },
      { need: 'task', block: 'enter' },
      { need: 'task', block: 'drill' },
      { need: 'check', block: 'quick-check', mark: 80 },
    ],
    guided: false,
  })
})

test('where something is named, only what is named counts', () => {
  expect(completionRuleOf('lab', { tasks: ['drill'] }, blocks).requirements).toEqual([{ need: 'task', block: 'drill' }])
  expect(completionRuleOf('lab', { checks: 60, videos: 50 }, blocks).requirements).toEqual([
    { need: 'video', block: 'film', share: 50 },
    { need: 'check', block: 'quick-check', mark: 60 },
  ])
})

test('guided alone names nothing, so all counts, also when guided', () => {
  const rule = completionRuleOf('lab', { guided: true }, blocks)
  expect(rule.guided).toBe(true)
  expect(rule.requirements).toHaveLength(4)
})

test('with nothing to do the learner confirms', () => {
  expect(completionRuleOf('lesson', {}, [{ id: 'start', kind: 'section' }]).requirements).toEqual([
    { need: 'confirmation' },
  ])
})

test('a quick reference asks for nothing', () => {
  expect(completionRuleOf('quick reference', {}, blocks).requirements).toEqual([])
})
