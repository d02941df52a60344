import { readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'vitest'
import { projectRoot } from '#app/platform/project.server.ts'
import { DESK, open, PHONE } from '../browser.ts'
import { openDemo } from './stage.ts'
import { expectFit, expectStructure } from './whole-page.ts'

const demo = await openDemo()

const modules = readdirSync(path.join(projectRoot, 'content/brackwater/modules'), { recursive: true })
  .map((file) => path.basename(String(file)))
  .filter((file) => file.endsWith('.mdx') && !/\d/.test(file))
  .map((file) => file.slice(0, -'.mdx'.length))

test.each(modules)('the module %s is whole: both themes, phone and wide', async (slug) => {
  const page = await demo.inTheirTab('lead')
  await open(page, `/modules/${slug}`)
  await expectStructure(page)
  await expectFit(page, DESK, 'light')
  await expectFit(page, PHONE, 'dark')
})
