import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, PHONE } from '../browser.ts'
import { expectClean } from './clean.ts'
import { INVOICE_LAB, labOn, screenOn } from './invoice-lab.ts'
import { enterByKeyboard, pressByKeyboard, tabTo } from './keyboard.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'
import { expectFit } from './whole-page.ts'

const demo = await openDemo()

test('a lab is done with guidance by keyboard alone, through a reload, and then asks to be done without', async () => {
  const { page, email } = await aNewcomer('Edda Roos')
  await open(page, INVOICE_LAB)
  await pressByKeyboard(page, labOn(page).getByRole('button', { name: 'Show me how' }))
  await labOn(page).getByText('Attempt 1, with guidance. Step 1 of 3').waitFor()
  await followGuide(page, { until: '“Due date”: enter 2 April 2026.' })
  await expectClean(page)

  await page.reload()
  await labOn(page).getByText('Attempt 1, with guidance. Step 2 of 3').waitFor()
  await expect.poll(() => guideOf(page)).toBe('“Due date”: enter 2 April 2026.')
  await expect.poll(() => screenOn(page).getByLabel('Invoice number').inputValue()).toBe('4711')
  await followGuide(page)
  await labOn(page).getByText('Now without guidance, so that it counts.').waitFor()
  await labOn(page).getByText('Attempt 1, with guidance, worked').waitFor()
  await page.getByText('You did it with guidance. Now once without it.').first().waitFor()
  expect(await attemptsOf(email)).toEqual([{ mode: 'guided', outcome: 'success', errors: 0 }])
})

test('a lab is done on one’s own by keyboard alone, with what is wrong told where the focus is', async () => {
  const { page, email } = await aNewcomer('Ivo Stern')
  await open(page, INVOICE_LAB)
  await pressByKeyboard(page, labOn(page).getByRole('button', { name: 'Start' }))
  expect(await labOn(page).getByText('Go there').count()).toBe(0)
  await pressByKeyboard(page, screenOn(page).getByRole('button', { name: 'New invoice' }))
  await expect.poll(() => focused(page)).toBe('New invoice: header')
  await type(page, { Supplier: 'Halden Papier, Hull', 'Invoice number': '4690', 'Invoice date': '3.3.2026' })
  await type(page, { 'Due date': '2.4.2026', 'Net amount': 'much', Tax: '240' })
  await page.keyboard.press('Enter')
  const number = screenOn(page).getByLabel('Invoice number')
  await expect.poll(() => number.evaluate((field) => field === document.activeElement)).toBe(true)
  await expect.poll(() => described(page)).toContain('4690 is another invoice of Halden Papier')
  await enterByKeyboard(page, '4711')
  await type(page, { 'Net amount': '1200' })
  await page.keyboard.press('Enter')
  await labOn(page).getByText('Step 3 of 3').waitFor()

  await type(page, { 'Account, Printer paper': '4630', 'Cost centre, Printer paper': '120' })
  await type(page, { 'Tax code, Printer paper': 'S20', 'Amount, Printer paper': '800' })
  await type(page, { 'Account, Shelf labels': '4630', 'Cost centre, Shelf labels': '110' })
  await type(page, { 'Tax code, Shelf labels': 'S20', 'Amount, Shelf labels': '300' })
  await page.keyboard.press('Enter')
  await labOn(page).getByRole('status').getByText('Together this is 1,100.00; it has to be 1,200.00.').waitFor()
  await expect.poll(() => described(page)).toContain('Together this is 1,100.00; it has to be 1,200.00.')
  await expectClean(page)
  await enterByKeyboard(page, '900')
  await page.keyboard.press('Enter')
  await labOn(page)
    .getByText(/It took you \d+:\d\d/)
    .waitFor()
  await expect.poll(() => focused(page)).toBe('Enter invoice 4711')
  await expect.poll(() => attemptsOf(email)).toEqual([{ mode: 'assessed', outcome: 'success', errors: 3 }])
})

test('a practice file is dropped or chosen, and nothing else is taken', async () => {
  const { page } = await aNewcomer('Mio Falk')
  await open(page, '/modules/invoice-by-mail')
  const lab = page.getByRole('region', { name: 'Capture and correct two invoices' })
  await lab.getByRole('button', { name: 'Start' }).click()
  await screenOn(page)
    .getByRole('button', { name: /^Open, 10 Mar, 08:41/ })
    .click()
  const files = screenOn(page).getByRole('group', { name: 'In the e-mail' })
  const field = screenOn(page).getByLabel('Document to read')
  await files.getByText('scan-0841.pdf').dragTo(field)
  expect(await field.inputValue()).toBe('scan-0841.pdf')
  await screenOn(page).getByRole('button', { name: 'Read it' }).click()
  await screenOn(page).getByText('That is the delivery note.').waitFor()
  await screenOn(page)
    .getByText('Drop a practice file here')
    .evaluate((place) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['x'], 'HP_4718.pdf'))
      place.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    })
  await screenOn(page).getByText('Nothing is uploaded.').waitFor()
  expect(await field.inputValue()).toBe('scan-0841.pdf')
  await page.setViewportSize(PHONE)
  await expectFit(page, PHONE, 'light')
  await tabTo(page, field)
  await enterByKeyboard(page, 'HP_4718.pdf')
  await pressByKeyboard(page, screenOn(page).getByRole('button', { name: 'Read it' }))
  await lab.getByText('Step 3 of 6').waitFor()
})

test('what comes too early stays, says what is first, and is right afterwards', async () => {
  const { page } = await aNewcomer('Sol Brandt', 'treasury')
  await open(page, '/modules/payment-run')
  const lab = page.getByRole('region', { name: 'Release as the second person' })
  await lab.getByRole('button', { name: 'Start' }).click()
  await screenOn(page)
    .getByRole('button', { name: /^Open, 2026-11, Ines/ })
    .click()
  await screenOn(page).getByRole('button', { name: 'Continue to the code' }).click()
  await lab.getByText('Open the control sheet first.').waitFor()
  await screenOn(page).getByRole('button', { name: 'Open the control sheet' }).click()
  await screenOn(page).getByRole('button', { name: 'Back to the run' }).click()
  await screenOn(page).getByLabel('Payments on the control sheet').fill('8')
  await screenOn(page).getByLabel('Total on the control sheet').fill('17,903.60')
  await screenOn(page).getByLabel('I have looked at new and changed accounts').check()
  await screenOn(page).getByRole('button', { name: 'Continue to the code' }).click()
  await screenOn(page).getByLabel('Code from your device').waitFor()
})

async function aNewcomer(name: string, audience = 'ap-daily'): Promise<{ page: Page; email: string }> {
  const email = await demo.aNewcomer(name, [audience, 'readers'])
  return { page: await signIn(await demo.aVisitor(), email), email }
}

function attemptsOf(email: string) {
  return demo.rows(
    `SELECT a.mode, a.outcome, a.errors FROM attempt a JOIN person p ON p.id = a.person_id WHERE p.email = $1 ORDER BY a.ordinal`,
    [email],
  )
}

/** What guided mode says is next, without its first word. */
async function guideOf(page: Page): Promise<string> {
  const words = await labOn(page)
    .getByRole('status')
    .filter({ hasText: /^Next\./ })
    .textContent()
  return (words ?? '').replace(/^Next\. /, '')
}

/** Does what guided mode says, by keyboard alone, until it says this, or to the end. */
async function followGuide(page: Page, { until }: { until?: string } = {}): Promise<void> {
  const there = labOn(page).getByRole('button', { name: 'Go there' })
  while ((await there.count()) > 0) {
    const words = await guideOf(page)
    if (words === until) return
    await pressByKeyboard(page, there)
    const value = /(?:enter|choose) “?(.+?)”?\.$/.exec(words)?.[1]
    if (value === undefined) await page.keyboard.press('Enter')
    else await enterByKeyboard(page, value)
    await page.waitForFunction(
      (before) => document.querySelector('.lab-guide [role=status]')?.textContent !== before,
      `Next. ${words}`,
    )
  }
}

/** Goes to each of these fields by Tab and types. */
async function type(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await tabTo(page, screenOn(page).getByLabel(label, { exact: true }))
    await enterByKeyboard(page, value)
  }
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
}

/** What a screen reader says of the control that has the focus. */
function described(page: Page): Promise<string> {
  return page.evaluate(() =>
    (document.activeElement?.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )
}
