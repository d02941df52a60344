import { expect, test } from 'vitest'
import { aCheck, aLesson, aSection } from '#tests/makers/lessons.ts'
import { readLesson, textBesideProse, wholeText } from './lesson-text.ts'

const { lesson } = aLesson({ blocks: [aSection('start', 'A </script> in text.'), aSection('more'), aCheck('check')] })
const shown = { ...lesson, blocks: lesson.blocks.map((block) => ({ ...block, hash: '' })) }

test('a lesson travels whole, but for the hashes', () => {
  expect(readLesson(wholeText(lesson))).toEqual(shown)
})

test('beside a drawn page travels what that does not hold, and the prose is taken from there', () => {
  const text = textBesideProse(lesson)
  expect(text).not.toContain('<')
  expect(text).not.toContain('Something to read.')
  const drawn: Record<string, string[]> = {
    start: ['<p>A </script> in text.</p>'],
    more: ['<p>Something to read.</p>'],
  }
  expect(readLesson(text, (section) => drawn[section] ?? [])).toEqual(shown)
})

test('a lesson is written once, however many read it', () => {
  expect(Object.is(wholeText(lesson), wholeText(lesson))).toBe(true)
})
