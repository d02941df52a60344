import { expect, test } from 'vitest'
import { open, PHONE } from '../browser.ts'
import { expectClean } from './clean.ts'
import { INVOICE_LAB, labOn, screenOn } from './invoice-lab.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()

test('a block is found by mistyped words, from anywhere by one key, and opened', async () => {
  const page = await demo.backAgain('power')
  await open(page, '/transcript')
  await page.keyboard.press('/')
  const field = page.getByRole('searchbox', { name: 'Search' })
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.type('reversng vouchr')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing has “reversng vouchr”.').waitFor()
  await page.getByRole('link', { name: 'reversing voucher' }).waitFor()
  await expectClean(page)
  const block = page.locator('.library-blocks a').first()
  expect(await page.locator('.library-blocks mark').count()).toBeGreaterThan(0)
  const address = (await block.getAttribute('href')) ?? ''
  expect(address).toMatch(/^\/modules\/[a-z-]+#/)
  await block.click()
  await page.waitForURL(`**${address}`)
  await expect.poll(() => page.locator(`[id="${address.split('#')[1]}"]`).isVisible()).toBe(true)
})

test('filters narrow the library at once, stay in its address, and are taken off together', async () => {
  const page = await demo.backAgain('power')
  await open(page, '/library')
  await page.getByLabel('Asked of').selectOption({ label: 'Me' })
  await page.waitForURL(/for=me/)
  await page.getByLabel('Kind').selectOption({ label: 'Lab' })
  await page.waitForURL(/kind=lab/)
  const listed = page.locator('.library > li')
  await expect.poll(() => listed.filter({ hasNotText: 'Lab, about' }).count()).toBe(0)
  const found = await listed.count()
  expect(found).toBeGreaterThan(0)
  await page.reload()
  expect(await page.getByLabel('Kind').inputValue()).toBe('lab')
  expect(await listed.count()).toBe(found)
  await page.getByRole('link', { name: 'Clear the filters' }).click()
  await expect.poll(() => page.getByLabel('Kind').inputValue()).toBe('')
  await expect.poll(() => listed.count()).toBeGreaterThan(found)
})

test('a quick reference is read by one key in the middle of a lab, which stays as it is', async () => {
  const page = await signIn(await demo.aVisitor(), await demo.aNewcomer('Nadia Osei', ['ap-daily']))
  await open(page, INVOICE_LAB)
  await labOn(page).getByRole('button', { name: 'Start' }).click()
  const begin = screenOn(page).getByRole('button', { name: 'New invoice' })
  await begin.click()
  const supplier = screenOn(page).getByLabel('Supplier', { exact: true })
  await supplier.fill('')
  await supplier.press('q')
  expect(await supplier.inputValue()).toBe('q')

  const save = screenOn(page).getByRole('button').first()
  await save.focus()
  await page.keyboard.press('q')
  const dialog = page.getByRole('dialog', { name: 'Quick references' })
  await dialog.waitFor()
  expect(await dialog.getByLabel('Find').evaluate((element) => element === document.activeElement)).toBe(true)
  await expectClean(page)
  await page.keyboard.type('codes')
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('table').first().waitFor()
  await expectClean(page)
  await page.setViewportSize(PHONE)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)

  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  expect(await save.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await supplier.inputValue()).toBe('q')
})

test('a code that stands inside a quick reference is found where they are listed', async () => {
  const page = await demo.backAgain('power')
  await open(page, '/modules/cutover-day')
  await page.keyboard.press('q')
  const dialog = page.getByRole('dialog', { name: 'Quick references' })
  await dialog.getByLabel('Find').fill('4711 pack')
  await expect
    .poll(() => dialog.locator('.look-up-found a').allTextContents())
    .toEqual(['Cost centres and tax codes at a glance'])
  await dialog.getByLabel('Find').fill('4711 nowhere')
  await dialog.getByText('No quick reference has “4711 nowhere”.', { exact: true }).waitFor()
  await dialog.getByLabel('Find').fill('4711')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('cell', { name: 'Packaging material' }).waitFor()
})

test('the button under the title opens them too, and a list of links stands at the foot', async () => {
  const page = await demo.backAgain('power')
  await open(page, '/modules/cutover-day')
  await page.getByRole('button', { name: 'Quick references' }).click()
  await page.getByRole('dialog').getByRole('link').first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'All quick references' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  expect(await page.getByRole('navigation', { name: 'Look it up' }).getByRole('link').count()).toBeGreaterThan(1)
})

test('whoever needs the keys for something else turns them off in Help', async () => {
  const page = await demo.signedIn('power')
  await open(page, '/help')
  await page.getByRole('button', { name: 'Turn the keys off' }).click()
  await page.getByText('They are off in this browser.').waitFor()
  await page.keyboard.press('/')
  await open(page, '/modules/cutover-day')
  await page.keyboard.press('q')
  await page.getByRole('button', { name: 'Quick references' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(1)
  expect(new URL(page.url()).pathname).toBe('/modules/cutover-day')
})
