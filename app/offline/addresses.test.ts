import { expect, test } from 'vitest'
import { isKeepable, isSignIn, pageOfData } from './addresses.ts'

const dataOf = (address: string) => pageOfData(new URL(address, 'https://learn.example'))

test('only the own page of a module or an old time can be kept', () => {
  expect(['/modules/first-invoice', '/modules/a', '/old-times/1'].filter(isKeepable)).toHaveLength(3)
  const others = [
    '/',
    '/modules',
    '/modules/a/changes',
    '/modules/a.data',
    '/old-times/1.data',
    '/admin/people',
    '/milestones/pilot',
    '/me',
  ]
  expect(others.filter(isKeepable)).toEqual([])
})

test('the data of a page leads to the page', () => {
  expect(dataOf('/modules/a.data')).toBe('/modules/a')
  expect(dataOf('/library.data?q=invoice')).toBe('/library?q=invoice')
  expect(dataOf('/_.data')).toBe('/')
  expect(dataOf('/_root.data')).toBe('/')
})

test('a part of a page’s data leads nowhere, and neither does anything else', () => {
  expect(dataOf('/modules/a.data?_routes=routes%2Flearner%2Fmodule')).toBeNull()
  expect(dataOf('/modules/a')).toBeNull()
  expect(dataOf('/events')).toBeNull()
})

test('whoever gets the sign-in page is nobody', () => {
  expect(['/sign-in', '/sign-in.data', '/sign-in/x', '/'].map(isSignIn)).toEqual([true, true, false, false])
})
