import { expect, test } from 'vitest'
import {
  acted,
  behindMs,
  leftMs,
  opened,
  proposalFor,
  type RunAct,
  type RunPart,
  type RunState,
  startsOf,
} from './run.ts'

const part = (id: string, minutes: number, module: string | null = null): RunPart => ({
  ...{ id, title: id, minutes, who: null, module, nodes: [] },
})
/** Forty-five minutes: 5 + 8 + 18 of practice + 8 + 6. */
const agenda = [part('arrive', 5), part('why', 8), part('practice', 18, 'lab'), part('compare', 8), part('next', 6)]
const START = Date.parse('2026-03-02T10:00:00Z')
const at = (minutes: number) => START + minutes * 60_000
const MINUTE = 60_000

const fresh = () => opened(agenda, { startsAt: new Date(START), minutes: 45 }, new Date(START))
const after = (state: RunState, ...acts: [RunAct, minutes: number][]) =>
  acts.reduce<RunState>((now, [act, minutes]) => {
    const next = acted(agenda, now, act, new Date(at(minutes)))
    if (!next) throw new Error(`${act.kind} does nothing`)
    return next
  }, state)

test('the part that runs counts down, and beyond its time', () => {
  expect(leftMs(fresh(), at(2))).toBe(3 * MINUTE)
  expect(leftMs(fresh(), at(7))).toBe(-2 * MINUTE)
})

test('a pause costs the part nothing, and the room its time', () => {
  const state = after(fresh(), [{ kind: 'pause' }, 1], [{ kind: 'resume' }, 4])
  expect(leftMs(state, at(5))).toBe(3 * MINUTE)
  expect(behindMs(state, at(5))).toBe(3 * MINUTE)
})

test('going back takes up what was left of the part', () => {
  const state = after(fresh(), [{ kind: 'next' }, 3], [{ kind: 'back' }, 4])
  expect(state.at).toBe(0)
  expect(leftMs(state, at(5))).toBe(1 * MINUTE)
  expect(state.usedMs).toEqual([3 * MINUTE, 1 * MINUTE, 0, 0, 0])
})

test('parts begin when they began, and those to come when they will', () => {
  const state = after(fresh(), [{ kind: 'next' }, 6], [{ kind: 'more' }, 7])
  const starts = startsOf(state, new Date(START).toISOString(), at(8)).map((start) => (start - START) / MINUTE)
  expect(starts).toEqual([0, 6, 16, 34, 42])
})

test('there is nothing before the first part and after the last, and a pause is not paused again', () => {
  const last = after(fresh(), ...[1, 2, 3, 4].map((minute): [RunAct, number] => [{ kind: 'next' }, minute]))
  expect(acted(agenda, last, { kind: 'next' }, new Date(at(5)))).toBeNull()
  expect(acted(agenda, fresh(), { kind: 'back' }, new Date(at(1)))).toBeNull()
  expect(acted(agenda, fresh(), { kind: 'resume' }, new Date(at(1)))).toBeNull()
  expect(acted(agenda, fresh(), { kind: 'restore' }, new Date(at(1)))).toBeNull()
})

test('in time, nothing is proposed', () => {
  expect(proposalFor(agenda, fresh(), at(4))).toBeNull()
  expect(proposalFor(agenda, fresh(), at(5.9))).toBeNull()
})

test('running late, talk that is to come gives first, practice keeps its time', () => {
  // 3 minutes over: of "why" 4 can go, of "compare" 4, of "next" 3.
  expect(proposalFor(agenda, fresh(), at(8))).toEqual({
    ...{ behind: 3, missing: 0 },
    to: [
      { part: 1, minutes: 6 },
      { part: 3, minutes: 7 },
    ],
  })
})

test('practice gives only when talk has nothing left, and never below what makes sense', () => {
  const late = proposalFor(agenda, fresh(), at(5 + 14))
  expect(late?.to.find(({ part }) => part === 2)).toEqual({ part: 2, minutes: 15 })
  expect(late?.missing).toBe(0)
  const tooLate = proposalFor(agenda, fresh(), at(5 + 25))
  expect(tooLate?.to.find(({ part }) => part === 2)).toEqual({ part: 2, minutes: 10 })
  expect(tooLate?.missing).toBe(6)
})

test('practice that is short anyway is not shortened', () => {
  const short = [part('arrive', 5), part('find', 6, 'search')]
  const state = opened(short, { startsAt: new Date(START), minutes: 11 }, new Date(START))
  expect(proposalFor(short, state, at(9))).toEqual({ behind: 4, to: [], missing: 4 })
})

test('what was proposed is taken, and can be undone', () => {
  const { to = [] } = proposalFor(agenda, fresh(), at(8)) ?? {}
  const state = after(fresh(), [{ kind: 'shorten', to }, 8])
  expect(behindMs(state, at(8))).toBe(0)
  expect(after(state, [{ kind: 'restore' }, 9]).minutes).toEqual(fresh().minutes)
})

test('nothing is shortened that is over, below its least, or made longer', () => {
  const state = after(fresh(), [{ kind: 'next' }, 5])
  for (const to of [
    { part: 1, minutes: 5 },
    { part: 2, minutes: 9 },
    { part: 3, minutes: 9 },
  ]) {
    expect(acted(agenda, state, { kind: 'shorten', to: [to] }, new Date(at(6)))).toBeNull()
  }
})

test('opened late it ends in time, opened on another day it takes its whole time', () => {
  const session = { startsAt: new Date(START), minutes: 45 }
  expect(opened(agenda, session, new Date(at(10))).endsAt).toBe(new Date(at(45)).toISOString())
  expect(opened(agenda, session, new Date(at(-24 * 60))).endsAt).toBe(new Date(at(-24 * 60 + 45)).toISOString())
  expect(opened(agenda, session, new Date(at(50))).endsAt).toBe(new Date(at(95)).toISOString())
})

test('an act that comes from a clock behind counts from the last one', () => {
  const state = after(fresh(), [{ kind: 'next' }, 5])
  expect(acted(agenda, state, { kind: 'next' }, new Date(at(1)))?.usedMs[1]).toBe(0)
})
