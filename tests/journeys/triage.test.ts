import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'

const demo = await openDemo()

test('two leads on the board see each other’s moves; questions are joined, taken apart and acted on by the keyboard', async () => {
  const jonas = await demo.signedIn('lead')
  const ines = await demo.signedIn('lead')
  await open(jonas, '/confusion')
  await open(ines, '/confusion')
  await expectClean(jonas)

  // Down two rows and up one, by either key; Enter opens.
  const links = jonas.locator('.trouble-what a')
  await jonas.keyboard.press('j')
  await jonas.keyboard.press('ArrowDown')
  await jonas.keyboard.press('k')
  await expect.poll(() => isFocused(jonas, 0)).toBe(true)
  const question = (await links.first().innerText()).trim()
  await jonas.keyboard.press('Enter')
  await jonas.getByRole('heading', { level: 2, name: question }).waitFor()

  // The focus of the other stays in its row while that moves to another lane.
  await ines.keyboard.press('j')
  await expect.poll(() => isFocused(ines, 0)).toBe(true)
  await jonas.keyboard.press('a')
  await jonas.getByLabel('What do you say to them?').fill('Yes, always.')
  await jonas.getByRole('button', { name: 'Send answer' }).press('Enter')
  await ines.getByRole('region', { name: 'Answered' }).getByRole('link', { name: question }).waitFor()

  // What one did oneself stays said for its time, whatever others do meanwhile.
  const row = jonas.locator('.trouble').first()
  const id = await row.getAttribute('data-id')
  await open(ines, `/confusion/${id}/owner`)
  await ines.locator('input[name="severity"]:not(:checked)').first().check()
  await open(jonas, '/confusion')
  const severity = jonas.locator(`.trouble[data-id="${id}"] .trouble-severity`)
  const severityBefore = await severity.innerText()
  await jonas.getByText('Save this view').press('Enter')
  await jonas.getByLabel('Name, for you alone').fill('All of it')
  await jonas.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await jonas.getByRole('button', { name: 'Remove “All of it”' }).press('Enter')
  await jonas.getByText('The view is removed.').waitFor()
  await ines.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await expect.poll(() => severity.innerText()).not.toBe(severityBefore)
  expect(await jonas.getByText('The view is removed.').isVisible()).toBe(true)
  await open(ines, '/confusion')

  // What is ticked is joined, and the other sees it at once.
  const rows = ines.locator('.trouble')
  const before = await rows.count()
  const open1 = ines.getByRole('region', { name: 'To answer' }).locator('.trouble')
  await open1.nth(0).getByRole('link').focus()
  await ines.keyboard.press('x')
  await open1.nth(1).getByRole('link').focus()
  await ines.keyboard.press('x')
  const goesOn = (await open1.nth(0).getByRole('link').innerText()).trim()
  const joined = (await open1.nth(1).getByRole('link').innerText()).trim()
  await ines.getByRole('button', { name: 'Act on the ticked' }).press('Enter')
  await ines.getByRole('radio', { name: 'Join them into one' }).check()
  await ines.getByRole('button', { name: 'Do it for all' }).press('Enter')
  await ines.getByText('Choose the question that goes on.').waitFor()
  demo.expectComplaint(/400/)
  await expectClean(ines)
  await ines.getByLabel('The question that goes on').selectOption({ index: 1 })
  await ines.getByRole('button', { name: 'Do it for all' }).press('Enter')
  await ines.waitForURL(/\/confusion$/)
  await expect.poll(() => ines.locator('.trouble-tick input:checked').count()).toBe(0)
  await expect.poll(() => jonas.locator('.trouble').count()).toBe(before - 1)

  // It is taken out again.
  await ines.getByRole('link', { name: goesOn }).press('Enter')
  await expectClean(ines)
  await ines.getByRole('link', { name: `Take out: ${joined}` }).press('Enter')
  await ines.getByRole('button', { name: 'Take it out' }).press('Enter')
  await expect.poll(() => jonas.locator('.trouble').count()).toBe(before)
  await ines.getByRole('link', { name: 'Join similar' }).waitFor()
  await ines.keyboard.press('m')
  await ines
    .getByRole('heading', { level: 3, name: /^(Join what is about the same|Nothing else sounds like this)$/ })
    .waitFor()
  await expectClean(ines)

  // The question that another repeats is found by its words; what was chosen and typed stays.
  await open(ines, `/confusion/${id}/resolution`)
  await ines.getByRole('radio', { name: 'Repeats another question' }).check()
  await ines.getByLabel('In your words').fill('It is asked there.')
  const found = ines.getByLabel('The question that it repeats').locator('option')
  const offered = await found.count()
  await ines.getByLabel('Find a question by its words').fill(joined.split(' ').slice(0, 3).join(' '))
  await ines.getByLabel('Find a question by its words').press('Enter')
  await expect.poll(() => found.count()).toBeLessThan(offered)
  expect((await found.allInnerTexts()).join()).toContain(joined)
  expect(await ines.getByLabel('In your words').inputValue()).toBe('It is asked there.')
  await expectClean(ines)
  await ines.getByRole('link', { name: 'Cancel' }).press('Enter')

  // A ticket of the product is linked with it, and filters are kept under a name.
  await ines.getByRole('link', { name: 'Links', exact: true }).press('Enter')
  await ines.getByLabel('Or a ticket of the product, by its address').fill('https://tracker.example/4711')
  await ines.getByRole('button', { name: 'Link', exact: true }).press('Enter')
  await ines.getByRole('link', { name: 'https://tracker.example/4711' }).waitFor()
  await ines.getByLabel('Severity').selectOption({ label: 'Blocking' })
  await ines.waitForURL(/severity=blocking/)
  await ines.getByText('Save this view').press('Enter')
  await ines.getByLabel('Name, for you alone').fill('The worst')
  await ines.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  const worst = ines.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name: 'The worst' })
  await expect.poll(() => worst.getAttribute('aria-current')).toBe('page')
  await expect.poll(() => ines.title()).toBe('The worst · Confusion · Gangway')
  await ines.getByLabel('Severity').selectOption({ index: 0 })
  await expect.poll(() => ines.title()).toBe('Confusion · Gangway')
  await expectClean(ines)

  // How soon is answered is the organisation's own.
  await ines.getByRole('link', { name: 'How soon we answer' }).press('Enter')
  await ines.getByLabel('Work ends').fill('09:10')
  await ines.getByRole('button', { name: 'Save' }).press('Enter')
  await ines.getByText('Work ends at least an hour after it begins.').waitFor()
  demo.expectComplaint(/400/)
  await expectClean(ines)
  await ines.getByLabel('Work ends').fill('16:00')
  await ines.getByRole('button', { name: 'Save' }).press('Enter')
  await ines.waitForURL(/\/confusion$/)

  // A message also stands on a page that could not be shown.
  const toast = Buffer.from(JSON.stringify({ words: 'It is done.', tone: 'good' })).toString('base64url')
  await ines.context().addCookies([{ name: 'toast', value: toast, url: ines.url() }])
  await open(ines, '/nowhere')
  await ines.getByText('It is done.').waitFor()
  demo.expectComplaint(/404/)
})

async function isFocused(page: Page, place: number): Promise<boolean> {
  return page
    .locator('.trouble-what a')
    .nth(place)
    .evaluate((link) => link === document.activeElement)
}
