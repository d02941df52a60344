import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareLines, type Passage } from './word-changes.ts'

const textOf = (lines: readonly (readonly Passage[])[]) =>
  lines.map((passages) => passages.map(({ words }) => words).join(''))
const marked = (lines: readonly (readonly Passage[])[]) =>
  lines.map((passages) =>
    passages
      .map(({ kind, words }) => (kind === 'same' ? words : `[${words.trim()}] `))
      .join('')
      .trim(),
  )

test('the words that were taken out and put in are marked, and nothing else', () => {
  const { before, after } = compareLines(
    ['Enter the net amount first.', 'Then save.'],
    ['Enter the gross amount first.', 'Then save.'],
  )
  expect(marked(before)).toEqual(['Enter the [net] amount first.', 'Then save.'])
  expect(marked(after)).toEqual(['Enter the [gross] amount first.', 'Then save.'])
})

test('a line that was put in is new as a whole', () => {
  const { before, after } = compareLines(['One.', 'Three.'], ['One.', 'Two and a half.', 'Three.'])
  expect(marked(before)).toEqual(['One.', 'Three.'])
  expect(marked(after)).toEqual(['One.', '[Two and a half.]', 'Three.'])
})

test('a lone word that stayed between two replaced ones is read as replaced with them', () => {
  const { before, after } = compareLines(['open the red door now'], ['close the blue door now'])
  expect(marked(before)).toEqual(['[open the red] door now'])
  expect(marked(after)).toEqual(['[close the blue] door now'])
})

const lines = fc.array(
  fc
    .array(fc.constantFrom('net', 'gross', 'amount', 'is', 'the', 'of'), { minLength: 1, maxLength: 12 })
    .map((words) => words.join(' ')),
  { maxLength: 6 },
)

test('whatever changed, each side reads as it was written', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const compared = compareLines(before, after)
      expect(textOf(compared.before)).toEqual(before)
      expect(textOf(compared.after)).toEqual(after)
    }),
  )
})

test('a text compared with itself has no mark', () => {
  fc.assert(
    fc.property(lines, (text) => {
      const { before, after } = compareLines(text, text)
      expect([...before, ...after].flat().every(({ kind }) => kind === 'same')).toBe(true)
    }),
  )
})

test('two long texts without anything in common are compared in a moment', () => {
  const words = (letter: string) => [Array.from({ length: 20_000 }, (_, place) => `${letter}${place}`).join(' ')]
  const since = performance.now()
  const { after } = compareLines(words('a'), words('b'))
  expect(performance.now() - since).toBeLessThan(5_000)
  expect(after[0]?.every(({ kind }) => kind === 'added')).toBe(true)
})
