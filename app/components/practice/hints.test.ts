import { expect, test } from 'vitest'
import type { LabAction, LabField, LabScreen } from '#app/lessons/definitions.ts'
import { hintOf } from './hints.ts'

const field = (name: string, hint: string | null): LabField =>
  ({ name, label: `The ${name}`, hint, type: 'text', expect: [], options: [], mistakes: [] }) as unknown as LabField
const action = (id: string, parts: Partial<LabAction> = {}): LabAction => ({
  ...{ id, label: `Press ${id}`, to: 'next', submits: false, error: null, critical: false },
  ...{ says: null, hint: null, primary: false },
  ...parts,
})
const screen = (hint: string | null, fields: LabField[], actions: LabAction[]): LabScreen => ({
  ...{ id: 'header', title: 'Header', place: [], hint },
  parts: [
    ...fields.map((one) => ({ part: 'field' as const, field: one })),
    ...actions.map((one) => ({ part: 'action' as const, action: one })),
  ],
})

test('the hint of a field that is wrong now comes first', () => {
  const shown = screen(
    'Begin at the top.',
    [field('net', 'Before tax.'), field('tax', 'The amount.')],
    [action('submit')],
  )
  expect(hintOf(shown, { tax: 'Not right.' })).toEqual({ words: 'The tax: The amount.', about: { field: 'tax' } })
})

test('then that of the screen, of the action that leads on, and of a field', () => {
  const wrongWay = action('import', { error: 'wrong-path', hint: 'Not this one.' })
  const way = action('new', { hint: 'New is for one invoice.' })
  expect(hintOf(screen('Begin at the top.', [], [wrongWay, way]), {})).toEqual({
    words: 'Begin at the top.',
    about: {},
  })
  expect(hintOf(screen(null, [], [wrongWay, way]), {})).toMatchObject({ words: way.hint, about: { action: 'new' } })
  expect(hintOf(screen(null, [field('net', 'Before tax.')], [action('submit')]), {})).toEqual({
    words: 'The net: Before tax.',
    about: { field: 'net' },
  })
})

test('without any hint the way on is named, and never one that leads astray', () => {
  const shown = screen(null, [field('net', null)], [action('import', { error: 'wrong-path' }), action('new')])
  expect(hintOf(shown, { net: 'Not right.' })).toEqual({
    words: 'The way on is “Press new”.',
    about: { action: 'new' },
  })
  expect(hintOf(screen(null, [], []), {}).words).toBe('Read the task above again.')
})
