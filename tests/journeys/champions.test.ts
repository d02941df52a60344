import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { open } from '../browser.ts'
import { aMailbox } from '../mailbox.ts'
import { expectClean } from './clean.ts'
import { enter, enterLinesAndSubmit, HEADER, INVOICE_LAB, labOn, screenOn } from './invoice-lab.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const mailbox = await aMailbox()
afterAll(mailbox.close)
const demo = await openDemo({ SMTP_URL: mailbox.url })

test('a new champion goes through the five steps, and a lead signs them off', async () => {
  const page = await signIn(await demo.aVisitor(), await aNewChampion('Hanne Voss'))
  await stepsDone(page, 0)
  await expectClean(page)

  await page.getByRole('link', { name: 'Learn what a champion does' }).click()
  await page.getByRole('button', { name: 'Done, next' }).click()
  await page.waitForURL((url) => url.pathname !== '/modules/for-champions')
  await stepsDone(page, 1)

  await doTheLab(page)
  await stepsDone(page, 2)
  await page.getByText('Enter invoice 4711: done.').waitFor()

  await page.getByRole('link', { name: 'Look at your cohort' }).click()
  await page.getByRole('heading', { name: 'Members' }).waitFor()
  await stepsDone(page, 3)

  await page.getByRole('link', { name: 'Read or adapt a playbook' }).click()
  await page.getByRole('link', { name: 'Your first cohort session' }).click()
  await page.getByRole('heading', { level: 1, name: 'Your first cohort session' }).waitFor()
  await stepsDone(page, 4)

  const lead = await demo.signedIn('lead')
  await planASession(page)
  await stepsDone(page, 5)
  await open(lead, '/cohorts')
  await lead.getByRole('link', { name: 'Champions' }).click()
  await lead.getByRole('row', { name: /Hanne Voss.*All five done.*Not yet/ }).waitFor()
  await expectClean(lead)
  await lead.getByRole('link', { name: 'Hanne Voss' }).press('Enter')
  await lead.getByRole('heading', { level: 1, name: 'Hanne Voss is ready to be signed off' }).waitFor()
  await lead.getByLabel('A word about it').fill('Knows what to do.')
  await lead.getByRole('button', { name: 'Sign off' }).press('Enter')
  await lead.getByRole('heading', { level: 1, name: 'Hanne Voss is signed off' }).waitFor()
  await lead.getByText('Knows what to do.').waitFor()
  await expectClean(lead)

  await open(page, '/cohorts')
  await page.getByText(/^Signed off by /).waitFor()
  await expect.poll(() => page.getByText('Enter invoice 4711: done.').isVisible()).toBe(false)
  await expectClean(page)
})

test('a trainer’s template goes to who asks for help, by mail too, and becomes the answer to a report', async () => {
  const email = await demo.aNewcomer('Rhys Lowe', ['ap-daily'])
  const used = await usesOf('cannot-find-my-invoice')
  await askForHelp(await signIn(await demo.aVisitor(), email))

  const trainer = await demo.signedIn('trainer')
  await editTheTemplate(trainer)

  const champion = await demo.signedIn('champion')
  await open(champion, '/cohorts')
  await champion.getByRole('link', { name: 'Leeds, first wave' }).press('Enter')
  const row = champion.getByRole('row', { name: /Rhys Lowe/ })
  await row.getByRole('link', { name: 'Send “I cannot find my invoice”' }).press('Enter')
  const words = champion.getByLabel('I cannot find my invoice')
  await expect.poll(() => words.inputValue()).toBe('Hello Rhys,\n\npress the slash key in Meridian.\n\nTomasz')
  await words.fill('Hello [first name],\n\npress the slash key.')
  await champion.getByRole('button', { name: 'Send' }).press('Enter')
  await champion.getByText('Fill in [first name] before you send it.').waitFor()
  await expectClean(champion)
  demo.expectComplaint(/400/)
  await words.fill('Hello Rhys,\n\npress the slash key.')
  await champion.getByRole('button', { name: 'Send' }).press('Enter')
  await champion.getByText('Sent to Rhys Lowe.').waitFor()
  await expect.poll(() => row.getByText('Asks for help').count()).toBe(0)
  const mailed = () => mailbox.mails.filter(({ to }) => JSON.stringify(to).includes(email))
  await expect.poll(() => mailed().length).toBe(1)
  expect(mailed()[0]?.subject).toBe('Tomasz Nowak writes: I cannot find my invoice')
  expect(mailed()[0]?.text).toContain('press the slash key.')

  const lead = await demo.signedIn('lead')
  await open(lead, `/confusion/${await anOpenQuestion()}`)
  await lead.getByRole('link', { name: 'I cannot find my invoice' }).press('Enter')
  const reply = lead.getByLabel('What do you say to them?')
  await expect.poll(() => reply.inputValue()).toContain('Hello everyone,\n\npress the slash key in Meridian.')
  await expectClean(lead)
  await lead.getByRole('button', { name: 'Send answer' }).press('Enter')
  await lead.getByText(/^Answered\./).waitFor()

  await open(trainer, '/playbooks')
  const template = trainer.getByRole('listitem').filter({ hasText: 'I cannot find my invoice' })
  await template.locator('summary').press('Enter')
  await template.getByText(`Used ${used + 2} times`).waitFor()
})

/** Opens the cohorts, where so many steps are done. */
async function stepsDone(page: Page, done: number): Promise<void> {
  await expect
    .poll(async () => {
      await open(page, '/cohorts')
      return page.getByText(/^\d of 5 steps done$/).innerText()
    })
    .toBe(`${done} of 5 steps done`)
}

async function doTheLab(page: Page): Promise<void> {
  await open(page, INVOICE_LAB)
  await labOn(page).getByRole('button', { name: 'Start' }).click()
  await screenOn(page).getByRole('button', { name: 'New invoice' }).click()
  await enter(page, HEADER)
  await screenOn(page).getByLabel('Tax', { exact: true }).press('Enter')
  await labOn(page).getByText('Step 3 of 3').waitFor()
  await enterLinesAndSubmit(page)
  await labOn(page)
    .getByText(/It took you \d+:\d\d/)
    .waitFor()
}

async function askForHelp(page: Page): Promise<void> {
  await open(page, INVOICE_LAB)
  await labOn(page).getByRole('button', { name: 'Start' }).click()
  await labOn(page).getByRole('button', { name: 'I am stuck' }).click()
  await labOn(page).getByRole('button', { name: 'Ask your champion' }).click()
  await page.getByText('Tomasz Nowak will see that you ask for help.').waitFor()
}

/** A trainer rewrites a template, after a variable that there is none of, and says what it is about. */
async function editTheTemplate(page: Page): Promise<void> {
  await open(page, '/playbooks')
  await page.getByText('I cannot find my invoice', { exact: true }).click()
  await page.getByRole('link', { name: 'Edit “I cannot find my invoice”' }).press('Enter')
  const words = page.getByLabel('The words')
  await words.fill('Hello {{learner.firstname}}.')
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await page.getByText(/Unknown variable {{learner.firstname}}\. Did you mean/).waitFor()
  await expectClean(page)
  demo.expectComplaint(/400/)
  await words.fill('Hello {{learner.firstName}},\n\npress the slash key in {{product.new}}.\n\n{{champion.firstName}}')
  await page.getByLabel('What it is about').selectOption('first-invoice')
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await page.getByText('Saved. Champions read it like this from now on.').waitFor()
}

/** Somebody who has just become the champion of a cohort of their own, whose one member is asked for the invoice lab. */
async function aNewChampion(name: string): Promise<string> {
  const [champion, member] = [await demo.aNewcomer(name, []), await demo.aNewcomer('Nils Berg', ['ap-daily'])]
  await demo.rows(
    `WITH made AS (
       INSERT INTO cohort (id, migration_id, name, time_zone)
       SELECT gen_random_uuid(), migration_id, 'A new cohort', time_zone FROM cohort LIMIT 1 RETURNING id, migration_id
     ), role AS (
       INSERT INTO role_grant (id, person_id, role, migration_id, granted_at)
       SELECT gen_random_uuid(), p.id, 'champion', made.migration_id, now() FROM person p, made WHERE p.email = $1
     ), leads AS (
       INSERT INTO cohort_champion (id, cohort_id, person_id, "from")
       SELECT gen_random_uuid(), made.id, p.id, current_date FROM person p, made WHERE p.email = $1
     )
     INSERT INTO cohort_member (id, cohort_id, person_id, "from")
     SELECT gen_random_uuid(), made.id, p.id, current_date FROM person p, made WHERE p.email = $2`,
    [champion, member],
  )
  return champion
}

/** The new champion's first session, a week from now, as they plan it; its playbook becomes the cohort's own. */
async function planASession(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Plan your first session' }).click()
  await page.getByRole('heading', { level: 1, name: 'Plan a session' }).waitFor()
  await page.getByLabel('Title').fill('Invoices together')
  await page.getByLabel('Day', { exact: true }).fill(inAWeek())
  await page.getByLabel('Time', { exact: true }).fill('10:00')
  await page.getByLabel('Place', { exact: true }).fill('Room 4')
  await page.getByLabel('Playbook').selectOption({ label: 'Your first cohort session' })
  await page.getByRole('button', { name: 'Save the plan' }).click()
  await page.getByRole('link', { name: 'Your first cohort session' }).click()
  await page.getByRole('heading', { level: 1, name: 'Your first cohort session' }).waitFor()
  await page.getByText('Your cohort’s copy, from revision').waitFor()
  await page.getByRole('link', { name: 'A new cohort' }).click()
  await page.getByText('Your cohort’s copies').getByRole('link', { name: 'Your first cohort session' }).click()
  await page.getByText('Your cohort’s copy, from revision').waitFor()
}

const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)

async function usesOf(template: string): Promise<number> {
  const [row] = await demo.rows<{ uses: number }>(
    'SELECT count(*)::int AS uses FROM template_use u JOIN support_template t ON t.id = u.template_id WHERE t.slug = $1',
    [template],
  )
  return row?.uses ?? 0
}

async function anOpenQuestion(): Promise<string | undefined> {
  const [row] = await demo.rows<{ id: string }>(`
    SELECT c.id FROM confusion_cluster c JOIN module m ON m.id = c.module_id
    WHERE m.slug = 'first-invoice' AND c.state <> 'resolved' AND c.merged_into_id IS NULL ORDER BY c.opened_at LIMIT 1`)
  return row?.id
}
