import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { barriersOn, DESK, scrollsSideways, showTheme } from '../browser.ts'

/** What holds of every page in every size: a name, one heading over all, one part that it is about. */
export async function expectStructure(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    mains: document.querySelectorAll('main').length,
    title: document.title,
  }))
  expect(found).toEqual({ headings: 1, mains: 1, title: expect.stringMatching(/\S · Gangway$/) })
}

/**
 * In this size no barrier and nothing wider than the window: the whole of axe in one theme, and of the other, where most is
 * shown, only what colours can break. The gallery has every part in both themes and sizes.
 */
export async function expectFit(page: Page, size: typeof DESK, theme: 'light' | 'dark'): Promise<void> {
  await page.setViewportSize(size)
  await showTheme(page, theme)
  expect(await barriersOn(page)).toEqual([])
  // Charts follow the window a moment later.
  await expect.poll(() => scrollsSideways(page)).toBe(false)
  if (size !== DESK) return
  await showTheme(page, theme === 'dark' ? 'light' : 'dark')
  expect(await barriersOn(page, 'colours')).toEqual([])
}

/** The first stop of the Tab key is a link that brings the focus to what the page is about. */
export async function expectSkipLink(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
}
