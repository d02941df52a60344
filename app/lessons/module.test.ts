import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { PRODUCTS } from '#tests/makers/content.ts'
import { compileModule } from './module.server.ts'

const golden = new URL('./golden/', import.meta.url)

test('a whole lab module compiles to the tree that was agreed on', async () => {
  const text = await readFile(new URL('enter-invoice.mdx', golden), 'utf8')
  const source = { path: 'enter-invoice.mdx', format: 'mdx' as const, text, media: {} }
  const { compiled, problems } = await compileModule(source, PRODUCTS)
  expect(problems).toEqual([])
  const written = `${JSON.stringify(compiled, null, 2)}\n`
  await expect(written).toMatchFileSnapshot('./golden/enter-invoice.tree')
})
