import { expect, test } from 'vitest'
import { type AskedPerson, countsOf, effectBetween } from './assignment-effects.ts'

const asked = (person: string, due: string | null, isDone = false): AskedPerson => ({ person, due, isDone })

test('who is asked newly, no longer, and on another day is told apart', () => {
  const effect = effectBetween(
    [asked('stays', '2026-03-01'), asked('leaves', '2026-03-01'), asked('moves', '2026-03-01')],
    [asked('stays', '2026-03-01'), asked('moves', '2026-03-05'), asked('comes', '2026-03-09')],
  )
  expect(effect).toMatchObject({ newlyAsked: ['comes'], noLongerAsked: ['leaves'], moved: ['moves'], newlyOffered: [] })
  expect(effect.due).toEqual({ first: '2026-03-05', last: '2026-03-09' })
})

test('from due to optional is no longer asked, from optional to due is newly asked', () => {
  expect(effectBetween([asked('lena', '2026-03-01')], [asked('lena', null)])).toMatchObject({
    noLongerAsked: ['lena'],
    newlyOffered: [],
  })
  expect(effectBetween([asked('lena', null)], [asked('lena', '2026-03-01')])).toMatchObject({ newlyAsked: ['lena'] })
  expect(effectBetween([], [asked('lena', null)])).toMatchObject({ newlyOffered: ['lena'], due: null })
})

test('whoever has completed it is counted apart, and their day does not matter', () => {
  const effect = effectBetween([], [asked('lena', '2026-03-01', true), asked('max', '2026-03-08')])
  expect(countsOf(effect)).toMatchObject({ newlyAsked: 2, done: 1, due: { first: '2026-03-08', last: '2026-03-08' } })
})
