import { expect, test } from 'vitest'
import { fillTemplate, firstName } from './fill-template.ts'

test('what is known is filled in, however it is spaced', () => {
  const filled = fillTemplate('From {{product.old}} to {{ product.new }}.', {
    'product.old': 'Ledgerline',
    'product.new': 'Meridian',
  })
  expect(filled).toBe('From Ledgerline to Meridian.')
})

test('what nobody knows stays open and says what belongs there', () => {
  expect(fillTemplate('Hello {{learner.firstName}}, until {{session.date}}.', { 'session.date': '' })).toBe(
    'Hello [first name], until [date of the next session].',
  )
})

test('braces that are no place stay as they are', () => {
  expect(fillTemplate('{{somebody.else}} {x} {{}} {{constructor}}', {})).toBe(
    '{{somebody.else}} {x} {{}} {{constructor}}',
  )
})

test('a value that looks like a place is a value', () => {
  expect(fillTemplate('{{product.new}}', { 'product.new': '{{product.old}}', 'product.old': 'x' })).toBe(
    '{{product.old}}',
  )
})

test('people are called by their first name', () => {
  expect(firstName(' Tomasz Nowak ')).toBe('Tomasz')
  expect(firstName('')).toBe('')
})
