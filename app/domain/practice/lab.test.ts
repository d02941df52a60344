import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aLabDefinition } from '#tests/makers/lessons.ts'
import { type LabPress, press, replay, startLab } from './lab.ts'
import { labSteps, stepOfScreen } from './lab-route.ts'

const lab = aLabDefinition()
const onHeader = press(lab, startLab(lab), 'list/new', {}).state

test('a lab starts on its first screen with the values that stand there', () => {
  expect(startLab(lab)).toMatchObject({ screen: 'list', values: { net: '', date: '' }, step: 1, done: false })
})

test('an error without a way on is recorded and stays', () => {
  const { state, errors, says } = press(lab, startLab(lab), 'list/import', {})
  expect(state.screen).toBe('list')
  expect(errors).toEqual([{ type: 'wrong-path', critical: false, place: 'list/import' }])
  expect(says).toBe('No.')
})

test('submitting with wrong fields stays, with the mistake that the author foresaw', () => {
  const { state, errors } = press(lab, onHeader, 'header/submit', { net: '1.440,00', date: '3.3.2026' })
  expect(state).toMatchObject({ screen: 'header', fieldErrors: { net: 'That is gross.' }, done: false })
  expect(errors).toEqual([{ type: 'gross-as-net', critical: false, place: 'header/net' }])
})

test('an empty field is told apart from a wrong one', () => {
  const { state } = press(lab, onHeader, 'header/submit', { net: '', date: '4.3.2026' })
  expect(state.fieldErrors).toEqual({ net: 'This is still empty.', date: 'That is not right yet.' })
})

test('going back keeps what was typed', () => {
  const back = press(lab, onHeader, 'header/back', { net: '1200' }).state
  expect(press(lab, back, 'list/new', {}).state.values.net).toBe('1200')
})

test('submitting without a further screen ends it with success, and nothing happens after the end', () => {
  const { state, done } = press(lab, onHeader, 'header/submit', { net: '1200', date: '2026-03-03' })
  expect(done).toBe(true)
  expect(press(lab, state, 'header/back', {})).toEqual({ state, errors: [], says: null, done: true })
})

test('after a critical error an attempt stays spoilt to its end', () => {
  expect(onHeader.critical).toBe(false)
  const paid = press(lab, startLab(lab), 'list/pay', {}).state
  const header = press(lab, paid, 'list/new', {}).state
  const { state } = press(lab, header, 'header/submit', { net: '1200', date: '2026-03-03' })
  expect(state).toMatchObject({ done: true, critical: true })
})

test('steps are counted along the shortest way', () => {
  expect(labSteps(lab)).toBe(2)
  expect(stepOfScreen(lab, 'header')).toBe(2)
  expect(onHeader).toMatchObject({ step: 2, presses: 1 })
})

const presses: fc.Arbitrary<LabPress[]> = fc.array(
  fc.record({
    screen: fc.constantFrom('list', 'header', 'nowhere'),
    action: fc.constantFrom('list/new', 'list/import', 'list/pay', 'header/back', 'header/submit', 'constructor'),
    values: fc.record({
      net: fc.constantFrom('', '1200', '1440', '1.200,00'),
      date: fc.constantFrom('', '3.3.2026'),
    }),
  }),
  { maxLength: 30 },
)

test('whatever is pressed, the server replays what the browser showed', () => {
  fc.assert(
    fc.property(presses, (all) => {
      let state = startLab(lab)
      let errors = 0
      const presses = expect.any(Number)
      for (const { screen, action, values } of all) {
        if (screen !== state.screen) continue
        const pressed = press(lab, state, action, values)
        state = pressed.state
        errors += pressed.errors.length
      }
      const replayed = replay(lab, all)
      expect({ ...replayed.state, presses }).toEqual({ ...state, presses })
      expect(replayed.errors).toHaveLength(errors)
      expect(replayed.doneAt !== null).toBe(state.done)
    }),
  )
})
