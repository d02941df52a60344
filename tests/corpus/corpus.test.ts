import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { altered } from './altered.ts'
import { TRACE } from './constructs.ts'
import { type Fed, feed } from './feed.ts'
import { OF_PACKAGES, writtenElsewhere } from './written-elsewhere.ts'

const elsewhere = await writtenElsewhere(OF_PACKAGES)
const sample = [...elsewhere.slice(0, 150), ...altered(elsewhere, 250, 'sample')]

/** `npm run content:corpus` feeds all of them. */
test('files written for other systems are accepted or refused with a place, and nothing in them runs', async () => {
  const fed = await feed(sample)
  expect(fed).toHaveLength(400)
  expect(fed.flatMap(faultLines)).toEqual([])
  expect(existsSync(TRACE)).toBe(false)
  // Both happen, or the test would show nothing.
  for (const end of ['accepted', 'refused']) expect(fed.filter((one) => one.end === end).length).toBeGreaterThan(50)
}, 240_000)

const faultLines = ({ file, faults }: Fed) => faults.map((fault) => `${file.name}: ${fault}`)

test('the same seed makes the same files', () => {
  expect(altered(elsewhere, 20, 'sample')).toEqual(altered(elsewhere, 20, 'sample'))
  expect(altered(elsewhere, 20, 'another')).not.toEqual(altered(elsewhere, 20, 'sample'))
})
