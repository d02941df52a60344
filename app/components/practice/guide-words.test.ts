import { expect, test } from 'vitest'
import type { LabAction, LabField } from '#app/lessons/definitions.ts'
import { guideWords } from './guide-words.ts'

const field = (type: LabField['type'], value: string | null, row: string | null = null) =>
  guideWords({ control: 'field', field: { label: 'Net amount', type } as LabField, value, row })

test('the next control is named as it stands on the screen, with the row where it stands in one', () => {
  const action = { label: 'Open' } as LabAction
  expect(guideWords({ control: 'action', action, row: null })).toBe('Choose “Open”.')
  expect(guideWords({ control: 'action', action, row: '2026-11' })).toBe('Choose “Open”, in the row “2026-11”.')
  expect(field('choice', 'Include', 'Aire Valley Dairy')).toBe(
    '“Net amount”, in the row “Aire Valley Dairy”: choose “Include”.',
  )
})

test('what to enter is written as people write it', () => {
  expect(field('money', '1200.00')).toBe('“Net amount”: enter 1,200.00.')
  expect(field('date', '2026-03-03')).toBe('“Net amount”: enter 3 March 2026.')
  expect(field('text', '4711')).toBe('“Net amount”: enter “4711”.')
  expect(field('file', 'invoice.pdf')).toBe('“Net amount”: drop or choose “invoice.pdf”.')
  expect(field('check', 'yes')).toBe('Tick “Net amount”.')
  expect(field('check', 'no')).toBe('Take the tick from “Net amount”.')
  expect(field('long', null)).toBe('“Net amount”: write something in your own words.')
  expect(field('text', '')).toBe('“Net amount”: leave it empty.')
})

test('where nothing leads on, it says what does', () => {
  expect(guideWords(null)).toBe('No way leads on from here. Start again.')
})
