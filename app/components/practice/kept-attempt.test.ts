import { beforeEach, expect, test, vi } from 'vitest'
import type { RunningAttempt, TaskState } from '#app/domain/progress/standing.ts'
import { clearDraft, clearDraftsOf, writeDraft } from '#app/outbox/draft.ts'
import { aStorage } from '#tests/makers/storage.ts'
import {
  attemptKey,
  attemptToResume,
  endAttempt,
  endedHere,
  isKept,
  type KeptAttempt,
  keepAttempt,
} from './kept-attempt.ts'

beforeEach(() => vi.stubGlobal('localStorage', aStorage()))

const key = attemptKey('lena', 'release-1', 'enter')
const kept = (parts: Partial<KeptAttempt> = {}): KeptAttempt => ({
  ...{ id: 'a', ordinal: 1, mode: 'assessed', startedAt: Date.parse('2026-09-15T09:00Z'), activeMs: 30_000 },
  ...{ lab: null, pauses: [] },
  ...parts,
})
const known = (running: Partial<RunningAttempt> | null, last: string | null = null): TaskState =>
  ({
    tries: 1,
    running: running && {
      ...{ id: 'a', ordinal: 1, setting: 'lab', mode: 'assessed', startedAt: new Date('2026-09-15T09:00Z') },
      ...{ activeMs: 10_000, pausedMs: 0, pausedAt: null, lab: null },
      ...running,
    },
    last: last && { id: last },
  }) as unknown as TaskState

test('what this browser kept goes on after a reload, before the server has heard of it', () => {
  keepAttempt(key, kept())
  expect(attemptToResume(key, undefined)).toEqual(kept())
})

test('an attempt with guidance goes on with guidance, also one that another browser began', () => {
  keepAttempt(key, kept({ mode: 'guided' }))
  expect(attemptToResume(key, undefined)?.mode).toBe('guided')
  clearDraft(key)
  expect(attemptToResume(key, known({ mode: 'guided' }))?.mode).toBe('guided')
})

test('what was kept before there was guidance goes on without', () => {
  const { mode: _, ...before } = kept()
  writeDraft(key, before)
  expect(attemptToResume(key, undefined)).toEqual(kept())
})

test('what another browser began goes on here', () => {
  expect(attemptToResume(key, known({}))).toMatchObject({ id: 'a', activeMs: 10_000 })
  expect(attemptToResume(key, undefined)).toBeNull()
})

test('of the same attempt, whichever has counted more goes on', () => {
  keepAttempt(key, kept())
  expect(attemptToResume(key, known({ activeMs: 10_000 }))?.activeMs).toBe(30_000)
  expect(attemptToResume(key, known({ activeMs: 90_000 }))?.activeMs).toBe(90_000)
})

test('an attempt that the server knows to be over is forgotten', () => {
  keepAttempt(key, kept())
  expect(attemptToResume(key, known(null, 'a'))).toBeNull()
  expect(isKept(key, kept())).toBe(false)
})

test('pauses that are over keep their length, and one that lasts goes on', () => {
  const pausedAt = new Date('2026-09-15T09:10Z')
  const resumed = attemptToResume(key, known({ setting: 'outside', pausedMs: 60_000, pausedAt }))
  expect(resumed?.pauses).toEqual([
    { from: resumed?.startedAt, to: (resumed?.startedAt ?? 0) + 60_000 },
    { from: pausedAt.getTime(), to: null },
  ])
})

test('signing out removes what is a person’s, and nobody else’s', () => {
  const ofPriya = attemptKey('priya', 'release-1', 'enter')
  keepAttempt(key, kept())
  keepAttempt(ofPriya, kept())
  localStorage.setItem('theme', 'dark')
  clearDraftsOf('lena')
  expect(Object.keys(localStorage)).toEqual([ofPriya, 'theme'])
})

test('what ended here does not go on, even on a page that was kept from before', () => {
  keepAttempt(key, kept())
  endAttempt(key, kept())
  expect(isKept(key, kept())).toBe(false)
  expect(attemptToResume(key, known({}))).toBeNull()
  expect(attemptToResume(key, known({ id: '0' }))).toBeNull()
  expect(attemptToResume(key, known({ id: 'b' }))).toMatchObject({ id: 'b' })
})

test('what ended here is told until the server tells of it, or of a later one', () => {
  endAttempt(key, kept({ ordinal: 3 }))
  expect(endedHere(key, undefined)).toMatchObject({ id: 'a', ordinal: 3 })
  expect(endedHere(key, known(null, '0'))).toMatchObject({ id: 'a' })
  expect(endedHere(key, known(null, 'a'))).toBeNull()
  expect(endedHere(key, known(null, 'b'))).toBeNull()
})
