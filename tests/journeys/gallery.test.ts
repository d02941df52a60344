import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { aBrowser, barriersOn, complaintsOf, scrollsSideways } from '../browser.ts'
import { GALLERY_PAGES, openGallery } from '../gallery/open-gallery.ts'

let browser: Browser
let gallery: Awaited<ReturnType<typeof openGallery>>

beforeAll(async () => {
  gallery = await openGallery()
  browser = await aBrowser()
})

afterEach(() => expect(complaints.splice(0)).toEqual([]))

afterAll(async () => {
  await browser?.close()
  await gallery?.close()
})

const complaints: string[] = []

async function shown(page: string, options: { width: number; dark?: boolean }): Promise<Page> {
  const tab = await browser.newPage({
    viewport: { width: options.width, height: 800 },
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  complaintsOf(tab, complaints)
  await tab.goto(`${gallery.url}/?show=${page}`)
  await tab.getByRole('heading', { level: 1 }).waitFor()
  return tab
}

const looks = GALLERY_PAGES.flatMap((page) =>
  [360, 1600].flatMap((width) => [false, true].map((dark) => ({ page: page || 'parts', show: page, width, dark }))),
)

test.each(looks)(
  '$page at $width px, dark: $dark, fits its window and holds no barrier',
  async ({ show, width, dark }) => {
    const tab = await shown(show, { width, dark })
    expect(await barriersOn(tab)).toEqual([])
    expect(await scrollsSideways(tab)).toBe(false)
    await tab.close()
  },
)

test('a menu closes on Escape with the focus on its name, and when one looks elsewhere', async () => {
  const tab = await shown('', { width: 1600 })
  const name = tab.locator('summary', { hasText: 'Jonas Weidner' })
  const entry = tab.getByRole('link', { name: 'My reports' })
  await name.click()
  expect(await barriersOn(tab)).toEqual([])
  await tab.keyboard.press('Escape')
  expect(await entry.isVisible()).toBe(false)
  expect(await name.evaluate((element) => element === document.activeElement)).toBe(true)
  await name.click()
  await tab.mouse.click(400, 500)
  expect(await entry.isVisible()).toBe(false)
  await tab.close()
})

test.each([360, 1600])('a dialog at %d px keeps the focus and gives it back', async (width) => {
  const tab = await shown('', { width })
  const opener = tab.getByRole('button', { name: 'Waive a gate' }).last()
  await opener.click()
  const dialog = tab.getByRole('dialog', { name: 'Waive “Coverage by sessions”?' })
  await dialog.waitFor()
  expect(await barriersOn(tab)).toEqual([])
  for (let press = 0; press < 5; press++) {
    await tab.keyboard.press('Tab')
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  }
  await tab.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true)
  await tab.close()
})

test('a figure in a list of a phone keeps the name of its column, and its row its meaning', async () => {
  const tab = await shown('', { width: 360 })
  const row = tab.getByRole('row', { name: /Enter a supplier invoice/ })
  expect(await row.getByRole('rowheader').count()).toBe(1)
  const minutes = row.getByRole('cell', { name: /12/ })
  expect(await minutes.evaluate((cell) => getComputedStyle(cell, '::before').content)).toBe('"Minutes"')
  await tab.close()
})

test('a chart follows the theme, and its figures stand in a table', async () => {
  const tab = await shown('', { width: 1600 })
  const canvas = tab.locator('canvas').first()
  await canvas.waitFor()
  const light = await canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL())
  await tab.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  await expect
    .poll(() =>
      tab
        .locator('canvas')
        .first()
        .evaluate((element: HTMLCanvasElement) => element.toDataURL()),
    )
    .not.toBe(light)
  await tab.getByText('Show as table').click()
  expect(await tab.getByRole('table', { name: 'Completion for Cutover by week' }).getByText('79%').isVisible()).toBe(
    true,
  )
  await tab.close()
})

test('the theme that was chosen wins over that of the device', async () => {
  const tab = await shown('', { width: 1600, dark: true })
  const page = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(await page()).toBe('rgb(16, 24, 31)')
  await tab.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'))
  expect(await page()).toBe('rgb(255, 255, 255)')
  await tab.close()
})
