import { expect, test } from 'vitest'
import { FASTEST_SPEED } from '#app/domain/practice/watching.ts'
import { deedOf, nextSpeed, SPEEDS } from './film-keys.ts'

test('space plays, unless a button has the focus and is pressed by it', () => {
  expect(deedOf({ key: ' ', on: 'other' })).toEqual({ play: true })
  expect(deedOf({ key: ' ', on: 'button' })).toBeNull()
})

test('arrows seek, c is for captions, < and > for the speed; a list keeps its keys', () => {
  expect(deedOf({ key: 'ArrowLeft', on: 'button' })).toEqual({ seekBy: -5 })
  expect(deedOf({ key: 'ArrowRight', on: 'other' })).toEqual({ seekBy: 5 })
  expect(deedOf({ key: 'c', on: 'button' })).toEqual({ captions: true })
  expect(deedOf({ key: '>', on: 'other' })).toEqual({ speed: 'up' })
  for (const key of [' ', 'ArrowLeft', 'c', '<']) expect(deedOf({ key, on: 'list' })).toBeNull()
  expect(deedOf({ key: 'x', on: 'other' })).toBeNull()
})

test('the speed goes step by step and stays at its ends', () => {
  expect(nextSpeed(1, 'up')).toBe(1.25)
  expect(nextSpeed(1, 'down')).toBe(0.75)
  expect(nextSpeed(2, 'up')).toBe(2)
  expect(nextSpeed(0.5, 'down')).toBe(0.5)
})

test('no speed is faster than what the server believes', () => {
  expect(Math.max(...SPEEDS)).toBe(FASTEST_SPEED)
})
