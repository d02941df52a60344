import { expect, test } from 'vitest'
import { libraryAddress, libraryFiltersOf } from './library-filters.ts'

const read = (address: string) => libraryFiltersOf(new URLSearchParams(address))

test('a view goes into its address and comes back out of it', () => {
  const address = '?q=tax+code&kind=quick+reference&milestone=pilot&for=me&state=not+started&page=2'
  expect(libraryAddress(read(address))).toBe(address)
  expect(libraryAddress(read(''))).toBe('')
})

test.each(['kind=essay', 'state=late', 'page=0', 'page=-1', 'page=1.5', 'page=x', 'page=99999', 'q=++'])(
  'what has no meaning is left out: %s',
  (address) => expect(libraryAddress(read(address))).toBe(''),
)
