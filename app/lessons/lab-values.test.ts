import { expect, test } from 'vitest'
import { sameValue, sizeOf } from './lab-values.ts'

test.each([
  '1200.00',
  '1200',
  '1,200.00',
  '1.200,00',
  '1 200,00',
  "1'200.00",
  '1,200',
  '1.200',
  '£1,200.00',
  '1200.0',
  '1200 EUR',
  ' 1200,00 ',
])('the amount %s means 1200.00', (typed) => expect(sameValue('money', typed, '1200.00')).toBe(true))

test.each(['12.00', '120000', '1,20,0.00', '1440', '', 'twelve hundred', '-1200', '1.2.00'])(
  'the amount %s does not mean 1200.00',
  (typed) => expect(sameValue('money', typed, '1200.00')).toBe(false),
)

test('cents count, and a minus before or after', () => {
  expect(sameValue('money', '0,50', '0.50')).toBe(true)
  expect(sameValue('money', '.5', '0.50')).toBe(true)
  expect(sameValue('money', '1.234.567,89', '1234567.89')).toBe(true)
  expect(sameValue('money', '42.10-', '-42.10')).toBe(true)
})

test.each([
  '2026-03-04',
  '4.3.2026',
  '04/03/2026',
  '4-3-26',
  '4 March 2026',
  '4 mar 26',
  'March 4, 2026',
  '4th March 2026',
  '2026/3/4',
])('the date %s means 4 March 2026', (typed) => expect(sameValue('date', typed, '2026-03-04')).toBe(true))

test.each(['3.4.2026', '31.2.2026', '2026-04-03', 'yesterday', ''])('the date %s does not', (typed) =>
  expect(sameValue('date', typed, '2026-03-04')).toBe(false),
)

test('month before day is understood only where the other order is no date', () => {
  expect(sameValue('date', '03/25/2026', '2026-03-25')).toBe(true)
  expect(sameValue('date', '03/04/2026', '2026-03-04')).toBe(false)
})

test('a number may have a decimal point where money would have thousands', () => {
  expect(sameValue('number', '2,5', '2.5')).toBe(true)
  expect(sameValue('number', '1.200', '1.2')).toBe(true)
  expect(sameValue('number', '1.200', '1200')).toBe(true)
  expect(sameValue('number', '40 %', '40')).toBe(true)
})

test('text is compared without case, and without space around and between words', () => {
  expect(sameValue('text', '  halden   PAPIER ', 'Halden Papier')).toBe(true)
  expect(sameValue('search', 'Halden Pumpen', 'Halden Papier')).toBe(false)
})

test('a check box is set or not', () => {
  expect(sameValue('check', 'on', 'yes')).toBe(true)
  expect(sameValue('check', '', 'no')).toBe(true)
  expect(sameValue('check', '', 'yes')).toBe(false)
})

test('what has a size can be compared and added up, however it was typed', () => {
  expect(sizeOf('money', '1.200,50')).toBe(1200.5)
  expect(sizeOf('number', '-2,5')).toBe(-2.5)
  expect((sizeOf('date', '4.3.2026') ?? 0) - (sizeOf('date', '2026-02-28') ?? 0)).toBe(4)
  expect(sizeOf('money', 'much')).toBeNull()
  expect(sizeOf('text', '12')).toBeNull()
})
