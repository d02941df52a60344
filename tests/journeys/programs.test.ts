import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { open } from '../browser.ts'
import { aTracker } from '../makers/webhooks.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'

const tracker = await aTracker()
afterAll(tracker.stop)
const demo = await openDemo({ WEBHOOKS_TO_LOOPBACK: 'yes' })

test('a tracker is told of an answer, once more on request, and nothing after it is ended', async () => {
  const admin = await demo.signedIn('admin')
  const secret = await addTheTracker(admin)

  const lead = await demo.signedIn('lead')
  await open(lead, '/confusion')
  await lead.locator('.lanes a[href^="/confusion/"]').first().click()
  await lead
    .getByRole('link', { name: /^Answer/ })
    .first()
    .click()
  await lead.getByLabel('What do you say to them?').fill('Always net.')
  await lead.getByRole('button', { name: 'Send answer' }).click()
  await expect.poll(() => tracker.heard.length).toBe(1)
  const [told] = tracker.heard
  expect(told?.body).toMatchObject({ event: 'confusion.answered', change: { words: 'Always net.' } })
  const [, seconds, sum] = /^t=(\d+),v1=(\w+)$/.exec(String(told?.headers['gangway-signature'])) ?? []
  expect(sum).toBe(createHmac('sha256', secret).update(`${seconds}.${told?.text}`).digest('hex'))

  await admin.getByRole('link', { name: 'Tally tracker' }).press('Enter')
  const deliveries = admin.getByRole('table', { name: 'Deliveries, newest first' })
  await deliveries.getByRole('link', { name: 'confusion.answered' }).press('Enter')
  await admin.getByText('It was taken.').waitFor()
  await admin.getByText('It holds what people reported').waitFor()
  await admin.getByRole('button', { name: 'Send it again' }).press('Enter')
  await admin.getByText('It is sent again.').waitFor()
  await expect.poll(() => tracker.heard.length).toBe(2)
  expect(tracker.heard[1]?.headers['idempotency-key']).toBe(told?.headers['idempotency-key'])
  await admin.reload()
  await expect.poll(() => admin.getByText('It was taken.').count()).toBe(2)
  await expectClean(admin)

  await admin.getByRole('link', { name: 'Tally tracker' }).press('Enter')
  await admin.getByRole('button', { name: 'End this webhook' }).press('Enter')
  await admin.getByText('Tally tracker is told nothing more.').waitFor()
  await admin.getByText('Ended', { exact: true }).first().waitFor()
})

test('a lead takes what the board shows as files, and chooses the digest', async () => {
  const lead = await demo.signedIn('lead')
  await open(lead, '/confusion?blocking=yes')
  const files = await Promise.all(
    ['Reports as CSV', 'Changes as CSV'].map(async (name) => {
      const address = await lead.getByRole('link', { name }).getAttribute('href')
      expect(address).toMatch(/\?blocking=yes$/)
      const answer = await lead.request.get(address ?? '')
      return { type: answer.headers()['content-type'], text: await answer.text() }
    }),
  )
  for (const { type, text } of files) {
    expect(type).toBe('text/csv; charset=utf-8')
    expect(text.split('\n').length).toBeGreaterThan(2)
  }
  await lead.getByRole('link', { name: 'A digest by mail' }).press('Enter')
  expect(await lead.getByRole('radio', { name: /^Once a week/ }).isChecked()).toBe(true)
  await lead.getByRole('radio', { name: /^Each working day/ }).check()
  await lead.getByRole('button', { name: 'Save' }).press('Enter')
  await lead.getByText('You get the digest each working day.').waitFor()
})

/** A private address is refused first; answers the secret, which is shown this once. */
async function addTheTracker(page: Page): Promise<string> {
  await open(page, '/admin/webhooks')
  await page.getByRole('link', { name: 'Add a webhook' }).press('Enter')
  await page.getByLabel('Name').fill('Tally tracker')
  await page.getByLabel('Address').fill('https://169.254.169.254/latest')
  await page.getByRole('button', { name: 'Add the webhook' }).press('Enter')
  await page.getByText('The address leads into a private network.').first().waitFor()
  demo.expectComplaint(/400/)
  await expectClean(page)
  await page.getByLabel('Address').fill(tracker.url)
  await page.getByRole('button', { name: 'Add the webhook' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'The secret for Tally tracker' }).waitFor()
  const secret = (await page.getByText(/^gangway_webhook_/).textContent()) ?? ''
  await expectClean(page)
  await page.getByRole('link', { name: 'Done' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '1 program is told' }).waitFor()
  return secret
}
