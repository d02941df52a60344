import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { counted } from '#app/components/format.ts'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { enter, HEADER, INVOICE_LAB, labOn, screenOn } from './invoice-lab.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()
const peopleOf = (people: number) => counted(people, 'person', 'people')
const goTo = (page: Page, place: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).press('Enter')

test('a champion sees who asks for help and what is still missing, helps, and the request leaves the list', async () => {
  const owen = await signIn(await demo.aVisitor(), await demo.aNewcomer('Owen Pryce', ['ap-daily', 'readers']))
  await stopInTheLab(owen)
  await labOn(owen).getByRole('button', { name: 'I am stuck' }).click()
  await labOn(owen).getByRole('button', { name: 'Ask your champion' }).click()
  await owen.getByText('Tomasz Nowak will see that you ask for help.').waitFor()

  const asking = await waitingForHelp()
  const page = await demo.signedIn('champion')
  await goTo(page, 'Cohorts')
  const cohort = page.getByRole('row', { name: /Leeds, first wave/ })
  await cohort.getByText(peopleOf(asking), { exact: true }).waitFor()
  await expectClean(page)
  await cohort.getByRole('link').press('Enter')
  await page.getByRole('heading', { level: 1, name: /asks? for help/ }).waitFor()
  const row = page.getByRole('row', { name: /Owen Pryce/ })
  await row.getByText('The task succeeds once. Attempt 1 is running, at step 2 of 3.').waitFor()
  await expectClean(page)

  await row.getByRole('link', { name: /^Practise: invoice 4711|^Enter invoice 4711/ }).press('Enter')
  await labOn(page).waitFor()
  await page.goBack()
  await row.getByRole('button', { name: 'I have helped' }).press('Enter')
  await page.getByText('Noted. Thank you for helping.').waitFor()
  await expect.poll(() => row.getByText('Asks for help').count()).toBe(0)
  expect(await waitingForHelp()).toBe(asking - 1)
  await goTo(page, 'Cohorts')
  await cohort.getByText(asking > 1 ? peopleOf(asking - 1) : 'Nobody', { exact: true }).waitFor()
})

test('who seems stuck is said with the reason, by step and state, never by time', async () => {
  const page = await demo.signedIn('champion')
  await goTo(page, 'Cohorts')
  await page.getByRole('link', { name: 'Leeds, first wave' }).press('Enter')
  const members = page.getByRole('table', { name: 'Members' })
  await members.waitFor()
  const shown = await members.innerText()
  expect(shown).toMatch(/tried and stopped|below the mark|not touched for a week/)
  expect(shown).toMatch(/The task succeeds once\. (Not started yet|Tried twice, stopped at step \d of \d)\./)
  // The hour at which somebody asked for help is not a time that a task took.
  expect(shown.replaceAll(/(Today|Yesterday), \d+:\d+/g, '')).not.toMatch(/\d+:\d\d|\d (min|s)\b/)
})

test('another cohort is not there for them, and adoption is not theirs to see', async () => {
  const page = await demo.signedIn('champion')
  const [other] = await demo.rows<{ id: string }>(`SELECT id FROM cohort WHERE name = 'Porto, second wave'`)
  expect((await open(page, `/cohorts/${other?.id}`))?.status()).toBe(404)
  expect(await page.getByRole('main').innerText()).not.toContain('Porto')
  await expectClean(page)
  demo.expectComplaint(/404/)
  expect((await open(page, '/adoption'))?.status()).toBe(403)
  await expectClean(page)
  demo.expectComplaint(/403/)
})

test('a playbook is read and ticked, and a template is copied in the champion’s name', async () => {
  const page = await demo.signedIn('champion')
  await goTo(page, 'Playbooks')
  await page.getByRole('heading', { level: 1, name: 'Playbooks' }).waitFor()
  await expectClean(page)
  await page.getByRole('link', { name: 'Your first cohort session' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Your first cohort session' }).waitFor()
  await page.getByText('You need no notes today.').waitFor()
  const lab = page.getByRole('checkbox', { name: 'Do the lab yourself, with every mistake that it knows' })
  await lab.press('Space')
  await page.getByText('1 of 12 ticked').waitFor()
  await expectClean(page)
  await page.reload()
  await expect.poll(() => lab.isChecked()).toBe(true)
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1)

  await goTo(page, 'Playbooks')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.locator('summary', { hasText: 'I cannot find my invoice' }).press('Enter')
  await page.getByRole('button', { name: 'Copy “I cannot find my invoice”' }).press('Enter')
  await page.getByText('Copied', { exact: true }).waitFor()
  await expectClean(page)
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('press the slash key anywhere in Meridian')
  expect(copied.trimEnd().endsWith('Tomasz')).toBe(true)
})

/** How many of the champion's cohort ask for help and have not had it. */
async function waitingForHelp(): Promise<number> {
  const [waiting] = await demo.rows<{ people: number }>(
    `SELECT count(DISTINCT q.person_id)::int AS people FROM help_request q
     JOIN cohort_member m ON m.person_id = q.person_id AND m."to" IS NULL
     JOIN cohort c ON c.id = m.cohort_id AND c.name = 'Leeds, first wave' WHERE q.answered_at IS NULL`,
  )
  return waiting?.people ?? 0
}

/** Starts the lab of a supplier's invoice and mistakes the gross total for the net amount. */
async function stopInTheLab(page: Page): Promise<void> {
  await open(page, INVOICE_LAB)
  await labOn(page).getByRole('button', { name: 'Start' }).click()
  await screenOn(page).getByRole('button', { name: 'New invoice' }).click()
  await enter(page, { ...HEADER, 'Net amount': '1,440.00' })
  await screenOn(page).getByLabel('Tax', { exact: true }).press('Enter')
  await screenOn(page).getByText('1,440.00 is the gross total.').waitFor()
}
