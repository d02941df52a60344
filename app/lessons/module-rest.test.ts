import { expect, test } from 'vitest'
import { aSource, PRODUCTS } from '#tests/makers/content.ts'
import { compileRest } from './module-rest.server.ts'

const HEAD = '---\ntitle: A title\n---\n'
const rest = async (words: string, format: 'mdx' | 'md' = 'mdx') =>
  (await compileRest(aSource(words, { format }), PRODUCTS)).compiled

const htmlOf = (made: Awaited<ReturnType<typeof rest>>) => JSON.stringify(made?.module.lesson.blocks)

test('a broken block is left out with a word at its place, and the others are shown', async () => {
  const made = await rest(`${HEAD}Before.\n\nText {1 + 1}\nand more.\n\nAfter.`)
  expect(made?.leftOut).toEqual([{ from: 6, to: 7 }])
  expect(htmlOf(made)).toMatch(/Before\..*Lines 6 to 7 are left out.*After\./)
  expect(htmlOf(made)).not.toContain('1 + 1')
})

test('a component with a mistake inside is left out whole', async () => {
  const lab =
    '<Lab id="a" title="A">\n  Do it.\n\n  <Screen id="b" title="B">\n    <Action label="C" to="nowhere" />\n  </Screen>\n</Lab>'
  const made = await rest(`${HEAD}Before.\n\n${lab}\n\nAfter.`)
  expect(made?.leftOut).toEqual([{ from: 6, to: 12 }])
  expect(htmlOf(made)).toMatch(/Before\..*After\./)
})

test('a text that cannot be read at all loses only the paragraph with the mistake', async () => {
  const made = await rest(`${HEAD}Before.\n\n<Callout kind="note">\n\nInside.\n\nAfter {never closed.\n\nEnd.`)
  expect(htmlOf(made)).toMatch(/Before\..*Inside\..*End\./)
})

test('a wrong field is left out with all that belongs to it', async () => {
  const made = await rest('---\ntitle: A\ncomplete:\n  tasks: all\n  checks: 800\nminutes: 3\n---\n\nText.')
  expect(made?.module.lesson).toMatchObject({ title: 'A', minutes: 3 })
  expect(made?.leftOut).toEqual([{ from: 3, to: 5 }])
})

test('Markdown is treated alike', async () => {
  expect(htmlOf(await rest('# A\n\nBefore.\n\n<script>x</script>\n\nAfter.', 'md'))).toMatch(
    /Before\..*Line \d+ is left out.*After\./,
  )
})

test('where nothing is sound, nothing is shown', async () => {
  expect(await rest('---\nkind: lesson\n---\n\nA module without a title.')).toBeNull()
})
