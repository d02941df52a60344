import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { openDemo } from './stage.ts'

const demo = await openDemo()

const FILTERS = [
  { page: '/confusion', choose: 'Only blocking', leadsTo: /blocking=yes/ },
  { page: '/library', choose: 'Kind', leadsTo: /kind=lab/ },
  { page: '/adoption', choose: 'Period', leadsTo: /weeks=/ },
]

test.each(FILTERS)('what is chosen on $page before its scripts are there is carried out then', async (filter) => {
  const page = await demo.signedIn('trainer')
  let letScriptsCome = () => {}
  const scriptsMayCome = new Promise<void>((resolve) => {
    letScriptsCome = resolve
  })
  await page.route('**/assets/*.js', async (route) => {
    await scriptsMayCome
    await route.fallback()
  })
  await page.goto(filter.page, { waitUntil: 'commit' })
  const field = page.getByLabel(filter.choose, { exact: true })
  if (filter.choose === 'Only blocking') await field.check()
  else await field.selectOption({ index: 2 })
  expect(new URL(page.url()).search).toBe('')
  letScriptsCome()
  await page.waitForURL(filter.leadsTo)
})

test.each(FILTERS)('where nothing is chosen, $page stays as it was asked for', async ({ page: address }) => {
  const page = await demo.backAgain('trainer')
  await open(page, address)
  await page.waitForLoadState('networkidle')
  expect(new URL(page.url()).search).toBe('')
})
