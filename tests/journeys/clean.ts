import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { barriersOn, showTheme } from '../browser.ts'

/** The page as it is shown now keeps nobody out, in light and in dark. */
export async function expectClean(page: Page): Promise<void> {
  await showTheme(page, 'light')
  expect(await barriersOn(page)).toEqual([])
  await showTheme(page, 'dark')
  expect(await barriersOn(page, 'colours')).toEqual([])
  await showTheme(page, 'light')
}
