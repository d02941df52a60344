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
  'Account, Printer paper': '4630',
  'Cost centre, Printer paper': '120',
  'Amount, Printer paper': '900',
  'Account, Shelf labels': '4630',
  'Cost centre, Shelf labels': '110',
  'Amount, Shelf labels': '300',
}

/** Types into the fields with these labels. */
export async function enter(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await screenOn(page).getByLabel(label, { exact: true }).fill(value)
  }
}

/** Both lines of the second screen. */
export async function enterLines(page: Page): Promise<void> {
  await enter(page, LINES)
  for (const line of ['Printer paper', 'Shelf labels']) {
    await screenOn(page).getByLabel(`Tax code, ${line}`).selectOption('S20')
  }
}

/** The second screen to its end: both lines, and *Submit*. */
export async function enterLinesAndSubmit(page: Page): Promise<void> {
  await enterLines(page)
  await screenOn(page).getByRole('button', { name: 'Submit' }).click()
}
