import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compileModule } from '#app/lessons/module.server.ts'
import { PRODUCTS } from '../makers/content.ts'
import { altered } from './altered.ts'
import { CONSTRUCTS, TRACE } from './constructs.ts'
import { type Fed, feed } from './feed.ts'
import { wholeCorpus } from './written-elsewhere.ts'

const { found, made: allMade } = await wholeCorpus()
/** As many as a run of all tests has time for; `npm run content:corpus` gives the compiler all of them. */
const made = allMade.slice(0, 200)
/**
 * Beside other tests a file gets a part of a processor: whoever is given up after six times the limit would be given up
 * after it by a machine that does nothing else. `npm run content:corpus` keeps the limit itself.
 */
const LIMIT_MS = 60_000

/** `npm run content:corpus` says what became of each. */
test('files written for other systems are accepted or refused with a place, each in time, and nothing in them runs', async () => {
  expect(found.length).toBeGreaterThanOrEqual(2_000)
  expect(found.filter(({ format }) => format === 'mdx').length).toBeGreaterThanOrEqual(600)
  const fed = await feed([...found, ...made], { limitMs: LIMIT_MS })
  expect(fed).toHaveLength(found.length + made.length)
  expect(fed.flatMap(faultLines)).toEqual([])
  expect(fed.flatMap(({ file, end }) => (end === 'given up' ? file.name : []))).toEqual([])
  expect(existsSync(TRACE)).toBe(false)
  // Both happen to both, or the test would show nothing.
  const kinds = fed.map(({ file, end }) => `${file.format} ${end}`)
  for (const kind of ['md accepted', 'md refused', 'mdx accepted', 'mdx refused'])
    expect(kinds.filter((one) => one === kind).length).toBeGreaterThan(5)
}, 240_000)

const faultLines = ({ file, faults }: Fed) => faults.map((fault) => `${file.name}: ${fault}`)

test('what would run touches nothing of whoever reads it', async () => {
  const touched = () => [Reflect.ownKeys(globalThis), Reflect.ownKeys(Object.prototype), Object.keys(process.env)]
  const before = touched()
  const ends: string[] = []
  for (const construct of CONSTRUCTS.running ?? []) {
    for (const format of ['md', 'mdx'] as const) {
      const source = { path: `file.${format}`, format, text: `# A\n\n${construct}\n`, media: {} }
      const { compiled } = await compileModule(source, PRODUCTS)
      ends.push(`${format} ${compiled ? 'accepted' : 'refused'}`)
    }
  }
  expect(ends.filter((end) => end === 'mdx refused').length).toBeGreaterThan(12)
  expect(touched()).toEqual(before)
  expect(existsSync(TRACE)).toBe(false)
})

test('the same seed makes the same files', () => {
  expect(altered(found, 20, 'sample')).toEqual(altered(found, 20, 'sample'))
  expect(altered(found, 20, 'another')).not.toEqual(altered(found, 20, 'sample'))
})
