import type { Locator, Page } from 'playwright-core'

/** Presses Tab until the focus is there, or Shift and Tab where it lies behind, as often as a patient person would. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  const way = await wanted.evaluate((element) => {
    const at = document.activeElement
    const lies = at ? element.compareDocumentPosition(at) : 0
    return at !== document.body && lies & Node.DOCUMENT_POSITION_FOLLOWING ? 'Shift+Tab' : 'Tab'
  })
  for (let press = 0; press < 120; press++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(way)
  }
  throw new Error(`The Tab key does not reach ${wanted}.`)
}

/** Presses a control by keyboard alone. */
export async function pressByKeyboard(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted)
  await page.keyboard.press('Enter')
}

/** Enters a value into the control that has the focus, whatever kind it is: a field, a list, a box. */
export async function enterByKeyboard(page: Page, value: string): Promise<void> {
  const tag = await page.evaluate(() => document.activeElement?.tagName)
  if (tag !== 'SELECT') await page.keyboard.press('Control+A')
  await page.keyboard.type(value)
}
