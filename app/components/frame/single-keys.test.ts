import { expect, test } from 'vitest'
import { isPressOf, type Press } from './single-keys.ts'

const press = (parts: Partial<Press>): Press => ({
  ...{ key: 'q', ctrlKey: false, altKey: false, metaKey: false, isComposing: false, defaultPrevented: false },
  ...parts,
})

test('a key acts by itself, in small or large', () => {
  expect(isPressOf('q', press({}))).toBe(true)
  expect(isPressOf('q', press({ key: 'Q' }))).toBe(true)
  expect(isPressOf('q', press({ key: 'w' }))).toBe(false)
})

test.each(['ctrlKey', 'altKey', 'metaKey', 'isComposing', 'defaultPrevented'] as const)(
  'it is left alone where a press means something else: %s',
  (name) => expect(isPressOf('q', press({ [name]: true }))).toBe(false),
)
