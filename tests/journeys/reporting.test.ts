import { randomBytes } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { open, PHONE } from '../browser.ts'
import { expectClean } from './clean.ts'
import { INVOICE_LAB, labOn, screenOn } from './invoice-lab.ts'
import { tabTo } from './keyboard.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'
import { expectFit } from './whole-page.ts'

const demo = await openDemo()
const NO_NETWORK = /ERR_INTERNET_DISCONNECTED|Failed to fetch|503/
const email = await demo.aNewcomer('Runa Falk', ['ap-daily'])
const asRuna = async (like = {}) => signIn(await demo.aVisitor(like), email)

const formOn = (on: Page): Locator => on.locator('section.report')
const png = await sharp({ create: { width: 640, height: 400, channels: 3, background: 'teal' } })
  .png()
  .toBuffer()

test('words are marked by pointer, a screenshot is pasted and one is chosen, and the thread and the lead see them', async () => {
  const page = await asRuna()
  await open(page, '/modules/first-invoice')
  await page.locator('#the-lines p').first().selectText()
  await page.getByRole('link', { name: 'Something unclear? The lines' }).click()
  const form = formOn(page)
  expect((await form.locator('blockquote').textContent())?.length).toBeGreaterThan(10)
  await form.getByLabel('In your words').fill('Which half is the account?')
  await paste(form.getByLabel('In your words'), png)
  await form.getByLabel('What does screenshot 1 show?').fill('The account field, empty')
  await form.getByLabel('Screenshots', { exact: true }).setInputFiles({
    name: 'shot.png',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  })
  await form.getByText('This is no picture that can be shown here.').waitFor()
  await form
    .getByLabel('Screenshots', { exact: true })
    .setInputFiles({ name: 'large.png', mimeType: 'image/png', buffer: await noise() })
  await form.getByLabel('What does screenshot 2 show?').waitFor()
  await expectClean(page)
  await form.getByRole('button', { name: 'Send report' }).click()
  await page.getByRole('link', { name: 'See your report' }).click()
  await shown(page.getByRole('img', { name: 'The account field, empty' }))
  await shown(page.getByRole('img', { name: 'Screenshot 2, not described' }))
  await expectClean(page)
  for (const theme of ['light', 'dark'] as const) await expectFit(page, PHONE, theme)

  const lead = await signIn(await demo.aVisitor(), 'lead@demo.test')
  await open(lead, `/confusion/${await troubleOf('Which half is the account?')}`)
  await shown(lead.getByRole('img', { name: 'The account field, empty' }))
  await expectClean(lead)
})

test('by keyboard alone: words from a list, a report, and a screenshot that is taken back', async () => {
  const page = await asRuna()
  await open(page, '/modules/cutover-day')
  const link = page.getByRole('link', { name: /^Something unclear\?/ }).first()
  await tabTo(page, link)
  await page.keyboard.press('Enter')
  const form = formOn(page)
  await form.getByLabel('In your words').waitFor()
  await page.keyboard.type('What is a cutover?')
  await tabTo(page, form.getByLabel('About which words?'))
  await page.keyboard.press('ArrowDown')
  const quoted = String(await form.locator('blockquote').textContent())
  expect(await page.locator('section.lesson-block .prose').first().textContent()).toContain(quoted)
  await expectClean(page)
  await tabTo(page, form.getByRole('button', { name: 'Send report' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'See your report' }))
  await page.keyboard.press('Enter')
  expect(await page.locator('blockquote').textContent()).toBe(quoted)
  await tabTo(page, page.getByRole('link', { name: 'Add a screenshot' }))
  await page.keyboard.press('Enter')
  await page
    .getByLabel('Screenshot', { exact: true })
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<html>') })
  await tabTo(page, page.getByRole('button', { name: 'Add it' }))
  await page.keyboard.press('Enter')
  await page.getByText('This is no picture that can be shown here.').waitFor()
  await expectClean(page)
  await page
    .getByLabel('Screenshot', { exact: true })
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png })
  await tabTo(page, page.getByRole('button', { name: 'Add it' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Remove screenshot 1' }))
  await page.keyboard.press('Enter')
  await page.getByText('The screenshot is removed.').waitFor()
  expect(await page.locator('.report-pictures img').count()).toBe(0)
})

test('an editor comes when it is asked for, and what it set apart is drawn', async () => {
  const page = await asRuna()
  await open(page, '/modules/cutover-day')
  await page
    .getByRole('link', { name: /^Something unclear\?/ })
    .first()
    .click()
  const form = formOn(page)
  await form.getByLabel('In your words').fill('Which amount: ')
  await form.getByRole('button', { name: 'Format your words' }).click()
  const words = form.getByRole('textbox', { name: 'In your words' })
  await words.and(page.locator('[contenteditable]')).waitFor()
  await goOnBold(form)
  await page.keyboard.type('net')
  await expectClean(page)
  await form.getByRole('button', { name: 'Send report' }).click()
  await page.getByRole('link', { name: 'See your report' }).click()
  await page.locator('.said-rich strong').getByText('net').waitFor()
})

test('by touch, words that were marked on a phone go along', async () => {
  const phone = await signIn(await demo.aVisitor({ viewport: PHONE, hasTouch: true, isMobile: true }), email)
  await open(phone, '/modules/first-invoice')
  await phone.locator('#the-lines p').first().selectText()
  await phone.getByRole('link', { name: 'Something unclear? The lines' }).tap()
  await formOn(phone).locator('blockquote').waitFor()
  const words = formOn(phone).getByLabel('About which words?')
  expect(await words.locator('option:checked').textContent()).not.toBe('The whole block')
  await words.selectOption({ label: 'The whole block' })
  expect(await formOn(phone).locator('blockquote').count()).toBe(0)
  await words.selectOption({ index: 1 })
  await formOn(phone).locator('blockquote').waitFor()
  await formOn(phone).getByLabel('In your words').fill('Is this by touch?')
  await formOn(phone).getByRole('button', { name: 'Send report' }).tap()
  await phone.getByRole('link', { name: 'See your report' }).waitFor()
})

test('in a lab the screen goes along, and without a network report and screenshot wait and are sent by themselves', async () => {
  const page = await asRuna({ serviceWorkers: 'allow' })
  await open(page, INVOICE_LAB)
  await expect.poll(() => kept(page)).toContain('/modules/first-invoice')
  await labOn(page).getByRole('button', { name: 'Start' }).first().click()
  await screenOn(page).getByRole('button', { name: 'New invoice' }).click()
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Something unclear? Enter invoice 4711' }).click()
  const form = formOn(page)
  await form.getByLabel('In your words').fill('The tax stays empty.')
  await paste(form.getByLabel('In your words'), png)
  await form.getByLabel('What does screenshot 1 show?').waitFor()
  await form.getByRole('button', { name: 'Send report' }).click()
  await form.getByText('Your report is kept in this browser and sent by itself.').waitFor()
  await expectClean(page)
  await page.reload()
  await page
    .getByRole('link', { name: /^Your report is not sent yet/ })
    .first()
    .waitFor()
  await page.context().setOffline(false)
  await expect.poll(() => sentAs('The tax stays empty.')).toEqual([{ place: expect.any(String), pictures: 1 }])
  await page.getByRole('link', { name: 'Something unclear? Enter invoice 4711' }).waitFor()
  demo.expectComplaint(NO_NETWORK)
})

test('set-apart words and a screenshot that were written without a network leave from any page, which says that they wait', async () => {
  const page = await asRuna({ serviceWorkers: 'allow' })
  await open(page, '/modules/cutover-day')
  await expect.poll(() => kept(page)).toContain('/modules/cutover-day')
  const link = page.getByRole('link', { name: /^Something unclear\?/ }).first()
  await link.click()
  const form = formOn(page)
  await form.getByLabel('In your words').fill('Which hour is ')
  await form.getByRole('button', { name: 'Format your words' }).click()
  await form.locator('[contenteditable]').waitFor()
  await goOnBold(form)
  await page.keyboard.type('meant')
  await page.context().setOffline(true)
  await paste(form.locator('[contenteditable]'), png)
  await form.getByLabel('What does screenshot 1 show?').waitFor()
  await form.getByRole('button', { name: 'Send report' }).click()
  await form.getByText('Your report is kept in this browser and sent by itself.').waitFor()

  // Where the editor cannot come, what was written in it is there all the same.
  await page.context().route('**/assets/rich-words-editor*', (route) => route.abort())
  await page.reload()
  await page
    .getByRole('link', { name: /^Your report is not sent yet/ })
    .first()
    .click()
  await form.getByText('Which hour is meant').waitFor()
  await form.getByText('To go on writing, the editor needs a connection.').waitFor()

  await page.getByRole('link', { name: 'Something unclear? Which system, when' }).click()
  await form.getByLabel('In your words').fill('And on Saturday?')
  await form.getByRole('button', { name: 'Me too' }).first().click()
  await form.getByText('Not sent: “me too” needs a connection. What you typed stays here.').waitFor()
  expect(await form.getByLabel('In your words').inputValue()).toBe('And on Saturday?')

  await page.context().route('**/reports.json', (route) => route.abort())
  await page.context().setOffline(false)
  for (const place of ['/', '/reports']) {
    await open(page, place)
    // A page that is left in the moment of sending may get the report through without ever hearing of it.
    const waiting = page
      .getByRole('status')
      .filter({ hasText: 'This report is kept in this browser and sent by itself.' })
    await waiting.getByRole('link', { name: 'Which hour is meant' }).waitFor()
    await expectClean(page)
  }
  await page.context().unroute('**/reports.json')
  await open(page, '/transcript')
  const marked = { body: expect.stringContaining('bold'), pictures: 1 }
  await expect.poll(() => sentWhole('Which hour is meant')).toEqual([marked])
  await open(page, '/reports')
  await page.getByRole('link', { name: 'Which hour is meant' }).waitFor()
  expect(await page.getByText('kept in this browser').count()).toBe(0)
  demo.expectComplaint(/ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to fetch|503/)
})

/** What is typed next is bold: the editor has the focus again a moment after the button was pressed. */
async function goOnBold(form: Locator): Promise<void> {
  await form.getByRole('button', { name: 'Bold' }).click()
  await expect.poll(() => form.evaluate(() => document.activeElement?.hasAttribute('contenteditable'))).toBe(true)
}

/** The addresses of the pages that this browser keeps. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const list = await caches.match('/offline/kept.json')
    return list ? ((await list.json()) as { path: string }[]).map(({ path }) => path) : []
  })
}

/** Waits until the worker has kept a page. */
const sentAs = (words: string) =>
  demo.rows(
    `SELECT r.place, (SELECT count(*)::int FROM attachment a WHERE a.report_id = r.id) AS pictures FROM confusion_report r WHERE r.words = '${words}'`,
  )

const sentWhole = (words: string) =>
  demo.rows(
    `SELECT r.body::text AS body, (SELECT count(*)::int FROM attachment a WHERE a.report_id = r.id) AS pictures FROM confusion_report r WHERE r.words = '${words}'`,
  )

async function troubleOf(words: string): Promise<string> {
  const [row] = await demo.rows<{ id: string }>(
    `SELECT cluster_id AS id FROM confusion_report WHERE words = '${words}'`,
  )
  return String(row?.id)
}

/** A screenshot in the clipboard, pasted where somebody writes. */
async function paste(field: Locator, bytes: Buffer): Promise<void> {
  await field.evaluate((element, base64) => {
    const clipboardData = new DataTransfer()
    const file = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
    clipboardData.items.add(new File([file], 'image.png', { type: 'image/png' }))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, bytes.toString('base64'))
}

/** A picture of more than 1 MB, as of a large screen: it is made smaller before it is sent. */
async function noise(): Promise<Buffer> {
  const [width, height] = [900, 700]
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

async function shown(picture: Locator): Promise<void> {
  await picture.scrollIntoViewIfNeeded()
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0)).toBe(true)
}
