import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'

const demo = await openDemo()

test('a lead takes up what was measured, dismisses what is nothing, and sees what fixes did', async () => {
  const page = await demo.signedIn('lead')
  await open(page, '/confusion')
  await page.getByRole('link', { name: 'Suspected confusion' }).press('Enter')
  const waiting = page.getByRole('table', { name: 'To look at' })
  await waiting.waitFor()
  await expectClean(page)

  await waiting
    .getByRole('link', { name: /^Dismiss\. / })
    .first()
    .press('Enter')
  const why = page.getByLabel('Why it is nothing')
  await why.fill('It is meant to be hard.')
  await expectClean(page)
  await page.getByRole('button', { name: 'Dismiss it' }).press('Enter')
  await page.getByText('Dismissed. It is raised anew if the block changes.').waitFor()
  const done = page.getByRole('table', { name: 'Taken up or dismissed' })
  await done.getByText('Dismissed: “It is meant to be hard.”').waitFor()
  await done.getByRole('button', { name: /^Show again\. / }).press('Enter')
  await page.getByText('It is shown again.').waitFor()
  expect(await done.count()).toBe(0)

  await waiting
    .getByRole('link', { name: /^Open a question\. / })
    .first()
    .press('Enter')
  const words = page.getByLabel('What may be unclear')
  expect(await words.inputValue()).toMatch(/\d+ of \d+ people/)
  await words.fill('')
  await page.getByRole('button', { name: 'Open the question' }).evaluate((button) => {
    ;(button as HTMLButtonElement).form?.setAttribute('novalidate', '')
  })
  await page.getByRole('button', { name: 'Open the question' }).press('Enter')
  await page.getByText('Say what may be unclear here.').waitFor()
  demo.mayComplain(/400/)
  await words.fill('Which of the two dates is meant?')
  await page.getByRole('button', { name: 'Open the question' }).press('Enter')
  await page.getByRole('heading', { name: 'Which of the two dates is meant?' }).waitFor()
  await page.getByText(/opened this from what was measured: \d+ of \d+ people/).waitFor()

  await page.goto(`${demo.url}/confusion?view=closed`)
  await page.getByRole('link', { name: 'What fixes did' }).press('Enter')
  const fixes = page.getByRole('table', { name: 'Fix by fix' })
  const first = fixes
    .getByRole('row')
    .filter({ hasText: /per 100.*per 100/s })
    .first()
  await first.waitFor()
  const [before = '', since = ''] = await first.getByRole('cell').allInnerTexts()
  await expectClean(page)
  await page.getByRole('link', { name: 'Since the start' }).press('Enter')
  await page.waitForURL(/weeks=all/)
  await expectClean(page)

  await page.goBack()
  await first.getByRole('link').press('Enter')
  const figures = page.getByRole('table', { name: 'Before the fix and since' })
  await figures.waitFor()
  // Counted anew for this page, and the same.
  const counted = await figures
    .getByRole('row', { name: /^Reports and me-toos/ })
    .getByRole('cell')
    .allInnerTexts()
  expect(counted).toEqual([before, since])
  await expectClean(page)
})
