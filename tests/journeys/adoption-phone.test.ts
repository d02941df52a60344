import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, PHONE } from '../browser.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'

const demo = await openDemo()

test('on a phone long lists of figures are short until somebody asks for the rest; on paper they are whole', async () => {
  const page = await demo.signedIn('trainer')
  await page.setViewportSize(PHONE)
  await open(page, '/adoption/completion')
  expect(await heightOf(page)).toBeLessThan(4000)
  const charts = page.getByRole('region', { name: 'Completion over time' }).getByRole('figure')
  expect(await charts.count()).toBe(1)
  // Paper has them as they were drawn.
  const drawn = () => page.locator('canvas').evaluateAll((all) => all.filter((one) => one.clientWidth > 200).length)
  await expect.poll(drawn).toBe(6)
  await page.getByRole('checkbox', { name: 'Show all 6 groups' }).press('Space')
  await expect.poll(() => charts.count()).toBe(6)

  await open(page, '/adoption/people')
  expect(await heightOf(page)).toBeLessThan(3200)
  const people = page.getByRole('table', { name: 'People' }).getByRole('rowheader')
  expect(await people.count()).toBe(15)
  await expectClean(page)
  await page.emulateMedia({ media: 'print' })
  expect(await people.count()).toBe(50)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('checkbox', { name: 'Show all 50 people of this list' }).press('Space')
  await expect.poll(() => people.count()).toBe(50)
})

test('on a phone the figures of cohorts stand below each other', async () => {
  const page = await demo.signedIn('trainer')
  await page.setViewportSize(PHONE)
  await open(page, '/adoption/cohorts')
  for (const label of ['Members', 'Coverage', 'Complete', 'Need help', 'Next session']) {
    const lefts = await page
      .locator(`[data-label="${label}"]`)
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().left))
    expect(lefts.length).toBe(12)
    expect(new Set(lefts).size, label).toBe(1)
  }
})

test('Escape folds what the keyboard unfolded, and leads back to it', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption/completion')
  const summary = page.locator('summary', { hasText: 'Save this view' })
  await summary.press('Enter')
  const name = page.getByLabel('Name, for you alone')
  await name.press('Escape')
  expect(await name.isVisible()).toBe(false)
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
})

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight)
