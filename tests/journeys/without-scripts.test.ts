import { expect, test } from 'vitest'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()
/** A browser whose scripts are off says of each script that it was not loaded. */
const expectNoScripts = () => demo.expectComplaint(/: csp: \/assets\/[^ ]*\.js$/)

test('without scripts a module is read, confirmed and reported on, and the theme and the way out work', async () => {
  const nadia = await demo.aNewcomer('Nadia Osei', ['ap-daily', 'readers'])
  const page = await demo.aVisitor({ javaScriptEnabled: false })
  await page.goto('/modules/cutover-day')
  await signIn(page, nadia)
  await page.goto('/modules/cutover-day')
  await page.getByRole('heading', { level: 1, name: 'What happens on cutover day' }).waitFor()
  await page.getByText('Not confirmed yet').first().waitFor()

  await page.getByRole('link', { name: /Something unclear\? Which system, when/ }).click()
  await page.getByRole('heading', { level: 1, name: 'What is unclear here?' }).waitFor()
  const offered = page.getByRole('listitem').filter({ hasText: 'at four on Friday afternoon' })
  await offered.getByRole('button', { name: 'Me too' }).click()
  await page.getByText('Noted. You are told what becomes of it.').waitFor()

  await page.getByRole('link', { name: /Something unclear\? Which system, when/ }).click()
  await page.getByRole('button', { name: 'Send report' }).click()
  await page.getByText(/^Say /).first().waitFor()
  demo.expectComplaint(/400/)
  await page.getByLabel('In your words').fill('Who tells me that Meridian is open again?')
  await page.getByRole('button', { name: 'Send report' }).click()
  await page.getByText('Sent. You will hear back here.').waitFor()
  await page.goto('/reports')
  await page.getByRole('heading', { name: /Who tells me that Meridian is open again/ }).waitFor()
  await page.getByRole('heading', { name: /at four on Friday afternoon/ }).waitFor()

  await page.goto('/modules/cutover-day')
  await page.getByRole('button', { name: 'Done, next' }).click()
  await page.getByText('Complete. It is on your transcript.').waitFor()
  expect(new URL(page.url()).pathname).not.toBe('/modules/cutover-day')
  await page.goto('/transcript')
  await page.getByRole('row', { name: /What happens on cutover day/ }).waitFor()

  await page.locator('summary', { hasText: 'Light or dark' }).click()
  await page.getByRole('button', { name: 'Dark' }).click()
  expect(new URL(page.url()).pathname).toBe('/transcript')
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  await page.locator('summary', { hasText: 'Nadia Osei' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.goto('/transcript')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  expectNoScripts()
})

test('a lab says without scripts that it needs them, and its text is there', async () => {
  const page = await demo.aVisitor({ javaScriptEnabled: false })
  await page.goto('/modules/first-invoice')
  await signIn(page, await demo.aNewcomer('Otis Brandt', ['ap-daily']))
  await page.goto('/modules/first-invoice')
  await page.getByText('What changes for you').first().waitFor()
  await page.locator('noscript').first().waitFor({ state: 'attached' })
  expect(await page.locator('noscript').first().innerText()).toMatch(/script/i)
  expectNoScripts()
})
