import { parse } from 'csv-parse/sync'
import { afterAll, expect, test } from 'vitest'
import { open } from '../browser.ts'
import { aMailbox } from '../mailbox.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'

const mailbox = await aMailbox()
afterAll(() => mailbox.close())
const demo = await openDemo({ SMTP_URL: mailbox.url })

test('a trainer saves a view, sends it by mail, gets it with picture and file, and stops it for themselves', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption?milestone=cutover&audience=ap-daily&weeks=8')
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  await page.locator('summary', { hasText: 'Save this view' }).press('Enter')
  await page.getByLabel('Name, for you alone').fill('Eight weeks')
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await page.getByText('Saved as “Eight weeks”.').waitFor()
  const views = page.getByRole('navigation', { name: 'Saved views' })
  expect(await views.getByRole('link', { name: 'Eight weeks' }).getAttribute('aria-current')).toBe('page')
  await page.getByRole('link', { name: 'Send it by mail' }).press('Enter')

  await page.getByRole('heading', { level: 1, name: 'Send a report' }).waitFor()
  expect(await page.getByLabel('What is sent').locator('option:checked').innerText()).toBe('Eight weeks (Overview)')
  await page.getByLabel('How often').selectOption('monthly')
  await page.getByLabel('Day of the month').fill('31')
  await page.getByRole('button', { name: 'Send it from now on' }).press('Enter')
  await page.getByText('Enter a name.').waitFor()
  await page.getByLabel('Name').fill('Clerks')
  await page.getByRole('button', { name: 'Send it from now on' }).press('Enter')
  await page.getByText('“Clerks” is sent from now on.').waitFor()
  await expectClean(page)
  await page.getByRole('link', { name: 'Clerks' }).press('Enter')
  await page.getByText('Each month on day 31, or its last, at 07:00, Europe/London').waitFor()
  await page.getByRole('button', { name: 'Send me one now' }).press('Enter')
  await page.getByText('It is on its way to trainer@demo.test.').waitFor()

  await expect.poll(() => reports().length, { timeout: 20_000 }).toBe(1)
  const [mail] = reports()
  expect(mail?.subject).toBe(`Clerks: ${title}`)
  expect(mail?.text).toContain('/adoption?audience=ap-daily&milestone=cutover&weeks=8')
  expect(mail?.text).toMatch(/Completion rate, .*: \d+% \(n 46\)/)
  const pictures = mail?.attachments.filter(({ contentType }) => contentType === 'image/png') ?? []
  expect(pictures.length).toBeGreaterThan(0)
  for (const { content } of pictures) expect(content.subarray(1, 4).toString()).toBe('PNG')
  const file = mail?.attachments.find(({ filename }) => filename?.endsWith('.csv'))
  const answer = await page.request.get('/adoption.csv?milestone=cutover&audience=ap-daily&weeks=8')
  expect(rowsOf(file?.content ?? '')).toEqual(rowsOf(await answer.body()))

  await open(page, '/me')
  await page.getByRole('link', { name: 'Stop “Clerks”' }).press('Enter')
  await page.getByRole('button', { name: 'Stop it for me' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '“Clerks” comes to you no more' }).waitFor()
  await expectClean(page)
  demo.expectComplaint(/400/)
})

test('one task and two sides can be sent from their pages; a saved list of people says why it cannot', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption/tasks')
  await page.getByRole('link', { name: 'Reconcile forty lines' }).first().press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Reconcile forty lines/ }).waitFor()
  await page.getByRole('link', { name: 'Send it by mail' }).press('Enter')
  const chosen = page.getByLabel('What is sent').locator('option:checked')
  expect(await chosen.innerText()).toBe('One task, with the filters that were chosen')
  await open(page, '/adoption/compare')
  expect(await page.getByRole('link', { name: 'Send it by mail' }).count()).toBe(0)
  await open(page, '/adoption/compare?by=weeks&a=4&b=4+before')
  await page.getByRole('link', { name: 'Send it by mail' }).press('Enter')
  expect(await chosen.innerText()).toBe('Comparison, with the filters that were chosen')

  await open(page, '/adoption/people?need=overdue')
  expect(await page.getByRole('link', { name: 'Send it by mail' }).count()).toBe(0)
  await page.locator('summary', { hasText: 'Save this view' }).press('Enter')
  await page.getByLabel('Name, for you alone').fill('Late')
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await page.getByText('Saved as “Late”.').waitFor()
  await open(page, '/adoption/views')
  await page.getByText('It names people, and mail is kept and passed on.').waitFor()
  await expectClean(page)
})

test('a trainer watches a figure, is told at once when it is beyond the threshold, and ends the alert', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption/alerts')
  await page.getByRole('heading', { level: 1, name: 'One alert fires' }).waitFor()
  await page.getByRole('link', { name: 'Watch a figure' }).press('Enter')
  await page.getByLabel('What is watched').selectOption('coverage')
  await page.getByLabel('Milestone').selectOption('cutover')
  await page.getByLabel('Threshold').fill('101')
  await page.getByLabel('For so many days in a row').fill('1')
  await page.getByRole('button', { name: 'Watch it from now on' }).press('Enter')
  await page.getByText('A share is at most 100%.').waitFor()
  await page.getByLabel('Threshold').fill('100')
  await page.getByRole('button', { name: 'Watch it from now on' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Two alerts fire' }).waitFor()
  await expectClean(page)
  const told = () => mailbox.mails.filter(({ subject }) => subject?.startsWith('Coverage by sessions is '))
  await expect.poll(() => told().length, { timeout: 20_000 }).toBe(1)
  await page.getByRole('link', { name: 'Coverage by sessions' }).press('Enter')
  await page.getByRole('button', { name: 'End this alert' }).press('Enter')
  await page.getByText('The alert has ended.').waitFor()
  demo.expectComplaint(/400/)
})

const reports = () => mailbox.mails.filter(({ subject }) => subject?.startsWith('Clerks: '))

const rowsOf = (file: Buffer | string) => parse(file, { columns: true, bom: true }) as Record<string, string>[]
