import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { open, PHONE, scrollsSideways } from '../browser.ts'
import { aMailbox } from '../mailbox.ts'
import { expectClean } from './clean.ts'
import { pressByKeyboard, tabTo } from './keyboard.ts'
import { openDemo } from './stage.ts'

const mailbox = await aMailbox()
afterAll(() => mailbox.close())
const demo = await openDemo({ SMTP_URL: mailbox.url })

const COHORT = 'Leeds, first wave'
const SIGNS = /Asks for help|tried and stopped|below the mark|not touched for a week/

test('a champion finds who is stuck, and reminds them by keyboard: each once, by their own name, by mail if they want it', async () => {
  const page = await demo.signedIn('champion')
  await open(page, '/cohorts')
  await page.getByRole('link', { name: COHORT }).press('Enter')
  await page.getByLabel('Show', { exact: true }).selectOption('stuck')
  await page.waitForURL(/show=stuck/)
  const rows = page
    .getByRole('table', { name: 'Members' })
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox') })
  await expect.poll(() => rows.filter({ hasNotText: SIGNS }).count()).toBe(0)
  const names = await rows
    .getByRole('checkbox')
    .evaluateAll((all) => all.map((box) => (box.getAttribute('aria-label') ?? '').replace('Choose ', '')))
  expect(names.length).toBeGreaterThanOrEqual(3)
  await expectClean(page)
  const [first = '', second = '', third = ''] = names
  await wantsNoMail(first)
  await remindedToday(second)
  const sent = mailbox.mails.length

  for (const name of [first, second, third]) {
    await tabTo(page, page.getByRole('checkbox', { name: `Choose ${name}` }))
    await page.keyboard.press('Space')
  }
  await pressByKeyboard(page, page.getByRole('button', { name: 'Remind those who are ticked' }))
  await page.getByRole('heading', { level: 1, name: 'Remind 3 people' }).waitFor()
  await page.getByText('2 people get this. Nobody is reminded twice in a day.').waitFor()
  await page.getByText('here; they chose to get no mail of this').waitFor()
  await page.getByText('left out: Tomasz Nowak reminded them today').waitFor()
  await expectClean(page)
  await page.setViewportSize(PHONE)
  expect(await scrollsSideways(page)).toBe(false)

  const words = page.getByLabel('What they read')
  await words.fill('Hello {{learner.firstNam}}')
  await pressByKeyboard(page, page.getByRole('button', { name: 'Send the reminder' }))
  await page.getByText(/Unknown variable \{\{learner\.firstNam\}\}/).waitFor()
  expect(await words.inputValue()).toBe('Hello {{learner.firstNam}}')
  await words.fill('Hello {{learner.firstName}}, may I help?')
  await pressByKeyboard(page, page.locator('summary', { hasText: third }))
  await page
    .locator('details[open]')
    .getByText(`Hello ${third.split(' ')[0]}, may I help?`)
    .waitFor()
  await pressByKeyboard(page, page.getByRole('button', { name: 'Send the reminder' }))
  await page.getByText(`Reminded ${[first, third].join(' and ')}.`).waitFor()

  await expect.poll(() => remindersSince(sent), { timeout: 20_000 }).toHaveLength(1)
  expect(remindersSince(sent)[0]?.text).toContain(`Hello ${third.split(' ')[0]}, may I help?`)
  await page
    .getByRole('row', { name: new RegExp(`^Choose ${third}`) })
    .getByText('Reminded today by Tomasz Nowak')
    .waitFor()
  expect(await noticesOf(first)).toEqual(['A reminder from Tomasz Nowak.'])
  expect(await noticesOf(second)).toEqual([])
  demo.expectComplaint(/400/)
})

test('who ticks nobody is told what to do, and a filter that finds nobody says so', async () => {
  const page: Page = await demo.signedIn('trainer')
  await open(page, '/cohorts')
  await page.getByRole('link', { name: COHORT }).press('Enter')
  await page.getByRole('button', { name: 'Remind those who are ticked' }).click()
  await page.getByText('Tick the people whom you want to remind in the list of the cohort.').waitFor()
  await page.goBack()
  await page.waitForURL(/\/cohorts\/[0-9a-f-]+$/)
  await open(page, `${new URL(page.url()).pathname}?show=overdue&milestone=nothing`)
  await page.getByText('Nobody is like this').waitFor()
})

const remindersSince = (sent: number) =>
  mailbox.mails.slice(sent).filter(({ subject }) => subject === 'A reminder from Tomasz Nowak')

const noticesOf = async (name: string) => {
  const rows = await demo.rows<{ title: string }>(
    `SELECT n.title FROM notice n JOIN person p ON p.id = n.person_id WHERE p.name = $1 AND n.kind = 'nudge'`,
    [name],
  )
  return rows.map(({ title }) => title)
}

const wantsNoMail = (name: string) =>
  demo.rows(
    `INSERT INTO notice_preference (person_id, kind, mail) SELECT id, 'nudge', false FROM person WHERE name = $1`,
    [name],
  )

const remindedToday = (name: string) =>
  demo.rows(
    `INSERT INTO nudge (id, person_id, cohort_id, by_id, at, local_day, words)
     SELECT gen_random_uuid(), p.id, c.id, b.id, now(), (now() AT TIME ZONE g.time_zone)::date, 'Hello.'
     FROM person p JOIN person b ON b.name = 'Tomasz Nowak' JOIN cohort c ON c.name = $2 JOIN migration g ON g.id = c.migration_id
     WHERE p.name = $1`,
    [name, COHORT],
  )
