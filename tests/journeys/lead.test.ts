import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
/** The lead at home, in one browser for all their windows. */
async function theLead(): Promise<Page> {
  const page = await demo.backAgain('lead')
  await open(page, '/')
  return page
}
const WAIVED_BECAUSE = 'Champions sit beside them in the first two weeks.'

test('a lead waives what need not be met, withdraws it, and goes live with the evidence of the day', async () => {
  const page = await theLead()
  await page.getByRole('link', { name: 'Milestones' }).press('Enter')
  await page.getByRole('heading', { name: 'All milestones' }).waitFor()
  await expectClean(page)
  await page
    .getByRole('row', { name: /^Cutover/ })
    .getByRole('link')
    .press('Enter')
  await page.getByText('Cutover is not ready: two of seven gates are unmet').waitFor()
  await expectLive(page, 'impossible')
  await expectClean(page)

  const gates = page.getByRole('table', { name: 'Gates' })
  await gates.getByRole('link', { name: 'Waive Completion, everyone assigned' }).press('Enter')
  await waiveAfterMistakes(page)
  await page.getByText('Cutover is not ready: one of seven gates is unmet').waitFor()
  await gates.getByRole('link', { name: /^Waive / }).press('Enter')
  await waive(page)
  await page.getByText('Cutover is ready').first().waitFor()
  await expectLive(page, 'possible')
  await expectClean(page)

  const waiver = gates.getByRole('row', { name: WAIVED_BECAUSE })
  await waiver.first().getByRole('button', { name: 'Withdraw' }).press('Enter')
  await page.getByText('The waiver is withdrawn.').waitFor()
  await page.getByText('Cutover is not ready: one of seven gates is unmet').waitFor()
  await expectLive(page, 'impossible')
  await gates.getByRole('link', { name: /^Waive / }).press('Enter')
  await waive(page)

  const colleague = await theLead()
  await open(colleague, '/milestones/cutover')
  await page.getByRole('radio', { name: /^Go live/ }).check()
  await page.getByLabel('Note, kept with the change').fill('The bank confirmed its window.')
  await page.getByRole('button', { name: 'Record the change' }).press('Enter')
  const history = page.getByRole('region', { name: 'So far' })
  await history.getByText('From training to live. The bank confirmed its window.').waitFor()
  await history.getByText(/^Today, .*Jonas Weidner. 7 of 7 gates held\.$/).waitFor()
  await expectClean(page)

  await colleague.getByRole('radio', { name: /^Back to planned/ }).check()
  await colleague.getByLabel('Note, kept with the change').fill('Treasury asks for another week.')
  await colleague.getByRole('button', { name: 'Record the change' }).press('Enter')
  await colleague.getByText(/A colleague has changed this milestone meanwhile: it is live now/).waitFor()
  demo.expectComplaint(/409/)
  expect(await colleague.getByLabel('Note, kept with the change').inputValue()).toBe('Treasury asks for another week.')
  await colleague.getByRole('radio', { name: /^Roll back/ }).waitFor()
  expect(await colleague.getByRole('radio', { checked: true }).count()).toBe(0)
  await expectClean(colleague)
})

test('when a date moves, what is due before it moves for those who learn', async () => {
  const learner = await signIn(await demo.aVisitor(), await demo.aNewcomer('Morag Ellis', ['approvers', 'readers']))
  const step = learner.getByRole('region', { name: 'Due before First release' }).getByRole('row', { name: /^Build/ })
  const due = step.getByRole('cell').last()
  const before = await due.innerText()
  expect(before).toMatch(/^\w{3} \d+ \w{3}( \d{4})?$/)

  const page = await theLead()
  await open(page, '/milestones/release-2026-3')
  await page.getByRole('link', { name: 'Move the date' }).press('Enter')
  const date = page.getByLabel('New date')
  const reason = page.getByLabel('Reason, kept with the decision')
  const move = page.getByRole('button', { name: 'Move the date' })
  await reason.fill('Meridian ships a month later.')
  await date.fill(inDays(-3))
  await move.press('Enter')
  await expectWrong(date, 'The new date lies in the past.')
  demo.expectComplaint(/400/)
  expect(await reason.inputValue()).toBe('Meridian ships a month later.')
  await expectClean(page)
  await date.fill(inDays(90))
  await move.press('Enter')
  await page.getByText('The date is moved. What is due moves with it.').waitFor()
  await page.getByRole('region', { name: 'So far' }).getByText('Meridian ships a month later.').waitFor()

  await open(learner, '/')
  expect(await due.innerText()).toMatch(/^\w{3} \d+ \w{3}( \d{4})?$/)
  expect(await due.innerText()).not.toBe(before)
})

test('a gate is added with what it measures, and removed again; what was measured stays', async () => {
  const page = await theLead()
  await open(page, '/milestones/wave-1')
  await page.getByRole('link', { name: 'Add a gate' }).press('Enter')
  const target = page.getByLabel('Target')
  await page.getByLabel('What is measured').selectOption({ label: 'Coverage by sessions, per cent of people' })
  await page.getByLabel('Audience').selectOption({ label: 'Approvers' })
  await target.fill('140')
  await page.getByRole('button', { name: 'Add the gate' }).press('Enter')
  await expectWrong(target, 'A share is at most 100%.')
  demo.expectComplaint(/400/)
  expect(await page.getByLabel('Audience').inputValue()).toBe('approvers')
  await expectClean(page)
  await target.fill('70')
  await page.getByRole('button', { name: 'Add the gate' }).press('Enter')
  await page.getByText('The gate is added.').waitFor()

  const gate = page.getByRole('row', { name: /^Coverage by sessions, Approvers/ })
  await gate.getByText('at least 70%').waitFor()
  await gate.getByRole('link', { name: /^Remove/ }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Remove “Coverage by sessions, Approvers”?' }).waitFor()
  await expectClean(page)
  await page.getByRole('button', { name: 'Remove the gate' }).press('Enter')
  await page.getByText('The gate is removed.').waitFor()
  await expect.poll(() => gate.count()).toBe(0)
})

test('two leads answer at once: the second reads what was answered meanwhile, and keeps what was typed', async () => {
  const first = await theLead()
  await open(first, '/confusion')
  await first.getByRole('link', { name: /What does the supplier see when I reject/ }).press('Enter')
  await first.waitForURL(/\/confusion\/[^/]+/)
  const address = `${new URL(first.url()).pathname}/answer`
  const second = await theLead()
  const field = (page: Page) => page.getByLabel('What do you say to them?')
  for (const page of [first, second]) await open(page, address)
  await field(first).fill('They read exactly your words.')
  await first.getByRole('button', { name: 'Send answer' }).press('Enter')
  await first.getByText(/^Answered\./).waitFor()
  await field(second).fill('They read a fixed sentence.')
  await second.getByRole('button', { name: 'Send answer' }).press('Enter')
  await second
    .getByRole('alert')
    .getByText(/answered this meanwhile/)
    .waitFor()
  await second.getByText('They read exactly your words.').first().waitFor()
  demo.expectComplaint(/409/)
  expect(await field(second).inputValue()).toBe('They read a fixed sentence.')
  await expectClean(second)
})

test('the publish page says that nothing is waiting, and where to see what is published', async () => {
  const page = await theLead()
  await open(page, '/milestones/cutover')
  await page.getByRole('link', { name: 'Publish content' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Nothing is waiting to be published' }).waitFor()
  expect(await page.getByRole('button', { name: /^Publish/ }).count()).toBe(0)
  await expectClean(page)
})

/** Whether the milestone may go live; while it may not, the reason stands at the choice. */
async function expectLive(page: Page, state: 'possible' | 'impossible'): Promise<void> {
  const live = page.getByRole('radio', { name: /^Go live/ })
  expect(await live.isDisabled()).toBe(state === 'impossible')
  const reason = page.getByText('Possible when each gate is met or waived')
  expect(await reason.count()).toBe(state === 'impossible' ? 1 : 0)
}

/** The field is marked as wrong, and described by these words. */
async function expectWrong(field: Locator, words: string): Promise<void> {
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
  const described = await field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.innerText),
  )
  expect(described).toContain(words)
}

async function waive(page: Page): Promise<void> {
  await page.getByLabel('Why it need not be met').fill(WAIVED_BECAUSE)
  await page.getByLabel('Last day of the waiver').fill(inDays(14))
  await page.getByRole('button', { name: 'Waive the gate' }).press('Enter')
  await page.getByRole('table', { name: 'Gates' }).waitFor()
}

/** First without a reason, then to a day that is over: each is said at its field, and what was typed stays. */
async function waiveAfterMistakes(page: Page): Promise<void> {
  const reason = page.getByLabel('Why it need not be met')
  const day = page.getByLabel('Last day of the waiver')
  const submit = page.getByRole('button', { name: 'Waive the gate' })
  await day.fill(inDays(7))
  await submit.press('Enter')
  await expectWrong(reason, 'Say why the gate need not be met.')
  expect(await day.inputValue()).toBe(inDays(7))
  await expectClean(page)
  await reason.fill(WAIVED_BECAUSE)
  await day.fill(inDays(-2))
  await submit.press('Enter')
  await expectWrong(day, 'The last day of a waiver is today or later.')
  expect(await reason.inputValue()).toBe(WAIVED_BECAUSE)
  demo.expectComplaint(/400/)
  await waive(page)
}
