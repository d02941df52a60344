import { afterAll, expect, test } from 'vitest'
import { aSource, PRODUCTS } from '#tests/makers/content.ts'
import { createCompiler } from './compiler.server.ts'
import type { Document } from './document.ts'

const compiler = createCompiler()
afterAll(() => compiler.close())

const module = (words: string): Document<'module'> => ({ kind: 'module', source: aSource(words), products: PRODUCTS })

/** Deep enough in quotations that reading it takes minutes, and gigabytes. */
const ENDLESS = `${'> '.repeat(20_000)}a`

/** Small, but each sign is paired with all that went before: minutes, in little memory. */
const SLOW: Document<'module'> = {
  kind: 'module',
  source: { path: 'slow.md', format: 'md', text: `# Slow\n\n${'~~a~ '.repeat(40_000)}`, media: {} },
  products: PRODUCTS,
}

/** As every command and page makes its compiler. It waits from here on, beside the other tests. */
const unhurried = createCompiler()
afterAll(() => unhurried.close())
const began = performance.now()
const slow = unhurried.compile(SLOW).then((outcome) => ({ outcome, ms: performance.now() - began }))
const afterSlow = unhurried.compile(module('Short.'))

test('a module compiles in the thread as it does outside', async () => {
  const { compiled, problems } = await compiler.compile(module('Press <kbd>F2</kbd>.'))
  expect(problems).toEqual([])
  expect(compiled?.lesson.blocks).toMatchObject([{ nodes: [{ html: '<p>Press <kbd>F2</kbd>.</p>' }] }])
})

test('problems come back with the name of their file', async () => {
  const { compiled, problems } = await compiler.compile(module('{1}'))
  expect(compiled).toBeNull()
  expect(problems).toMatchObject([{ file: 'module.mdx', line: 4, column: 1 }])
})

test('many files at once are compiled one after the other', async () => {
  const outcomes = await Promise.all([1, 2, 3, 4].map((number) => compiler.compile(module(`## Block ${number}`))))
  expect(outcomes.map(({ compiled }) => compiled?.lesson.blocks[0]?.id)).toEqual([
    'block-1',
    'block-2',
    'block-3',
    'block-4',
  ])
})

test('what was compiled once is remembered by its content', async () => {
  const first = await compiler.compile(module('Remember me.'))
  const again = await compiler.compile(module('Remember me.'))
  expect(again).toBe(first)
  expect(
    await compiler.compile({ ...module('Remember me.'), products: { oldProduct: 'A', newProduct: 'B' } }),
  ).not.toBe(first)
})

test('a file that takes too long is given up', async () => {
  const impatient = createCompiler({ limitMs: 0 })
  const { compiled, problems } = await impatient.compile(module(ENDLESS))
  expect(compiled).toBeNull()
  expect(problems).toEqual([
    {
      file: 'module.mdx',
      line: 1,
      column: 1,
      message: 'This file took more than 0 s to compile and was given up. Make it shorter or simpler.',
    },
  ])
  await impatient.close()
})

test('a file that takes too much memory is given up without harm to anything else, and the next one compiles', async () => {
  const [endless, next] = await Promise.all([compiler.compile(module(ENDLESS)), compiler.compile(module('Short.'))])
  expect(endless.compiled).toBeNull()
  expect(endless.problems[0]?.message).toBe('This file takes more than 384 MB to compile. Make it shorter or simpler.')
  expect(next.problems).toEqual([])
})

test('an unused thread ends by itself, and the next file starts another', async () => {
  const brief = createCompiler({ idleMs: 10 })
  await brief.compile(module('One.'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect((await brief.compile(module('Two.'))).problems).toEqual([])
  await brief.close()
})

test('without another limit a file is given 10 s, and the next one compiles', async () => {
  const { outcome, ms } = await slow
  const message = 'This file took more than 10 s to compile and was given up. Make it shorter or simpler.'
  expect(outcome).toEqual({ compiled: null, problems: [{ file: 'slow.md', line: 1, column: 1, message }] })
  expect(ms).toBeGreaterThanOrEqual(9_990)
  expect(ms).toBeLessThan(30_000)
  expect((await afterSlow).problems).toEqual([])
}, 60_000)
