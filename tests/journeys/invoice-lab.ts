import type { Locator, Page } from 'playwright-core'

/** The lab of the module `first-invoice`, as a person at the page works on it. */
export const INVOICE_LAB = '/modules/first-invoice#practise-invoice-4711'

/** The whole lab with its frame, and within it the screen of the new product. */
export const labOn = (page: Page): Locator => page.getByRole('region', { name: 'Enter invoice 4711' })
export const screenOn = (page: Page): Locator => page.getByRole('group', { name: 'Practice screen of Meridian' })

/** The header as it stands on the paper. */
export const HEADER = {
  Supplier: 'Halden Papier, Hull',
  'Invoice number': '4711',
  'Invoice date': '3.3.2026',
  'Due date': '2.4.2026',
  'Net amount': '1,200.00',
  Tax: '240',
}

const LINES = {
  'Line 1, printer paper: account': '4630',
  'Line 1: cost centre': '120',
  'Line 1: amount': '900',
  'Line 2, shelf labels: account': '4630',
  'Line 2: cost centre': '110',
  'Line 2: amount': '300',
}

/** Types into the fields with these labels. */
export async function enter(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await screenOn(page).getByLabel(label, { exact: true }).fill(value)
  }
}

/** The second screen to its end: both lines, and *Submit*. */
export async function enterLinesAndSubmit(page: Page): Promise<void> {
  await enter(page, LINES)
  for (const line of ['Line 1', 'Line 2']) await screenOn(page).getByLabel(`${line}: tax code`).selectOption('S20')
  await screenOn(page).getByRole('button', { name: 'Submit' }).click()
}
