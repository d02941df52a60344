import { expect, test } from 'vitest'
import { policyViolations } from './measures.server.ts'
import { recordViolation } from './policy-reports.server.ts'

const counted = async () => {
  const { values } = await policyViolations.get()
  return Object.fromEntries(values.map(({ labels, value }) => [labels.directive, value]))
}
const now = new Date('2026-03-02T09:00:00Z')

test('reports are counted by directive, and under no name that a sender makes up', async () => {
  const report = (directive: string) => ({
    'csp-report': { 'effective-directive': directive, 'blocked-uri': 'inline' },
  })
  expect(recordViolation(report('script-src-elem'), now)).toBe(true)
  expect(recordViolation(report('script-src-elem'), now)).toBe(true)
  expect(recordViolation(report('made-up-by-sender'), now)).toBe(true)
  expect(await counted()).toEqual({ 'script-src-elem': 2, other: 1 })
})

test.each([null, 7, [], {}, { 'csp-report': 'x' }])('%j is no report', (body) => {
  expect(recordViolation(body, now)).toBe(false)
})
