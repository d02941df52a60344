import type { AddressObject } from 'mailparser'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { open, PHONE, scrollsSideways } from '../browser.ts'
import { aMailbox } from '../mailbox.ts'
import { expectClean } from './clean.ts'
import { pressByKeyboard } from './keyboard.ts'
import { openDemo } from './stage.ts'

const mailbox = await aMailbox()
afterAll(() => mailbox.close())
const demo = await openDemo({ SMTP_URL: mailbox.url })

const names = (page: Page) =>
  page
    .getByRole('table', { name: 'Members' })
    .getByRole('checkbox')
    .evaluateAll((all) => all.map((box) => (box.getAttribute('aria-label') ?? '').replace('Choose ', '')))

test('a trainer makes a cohort by keyboard, pastes who is in it, moves one on and closes it; nothing typed is lost', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/cohorts')
  await pressByKeyboard(page, page.getByRole('link', { name: 'Make a cohort' }))
  await page.getByRole('heading', { level: 1, name: 'Make a cohort' }).waitFor()
  await page.getByLabel('Name').fill('leeds, first wave')
  await page.getByLabel('Site').fill('Leeds, second floor')
  await page.getByLabel('Site').press('Enter')
  await page.getByText('Another cohort is called leeds, first wave already.').waitFor()
  demo.expectComplaint(/409/)
  expect(await page.getByLabel('Site').inputValue()).toBe('Leeds, second floor')
  await page.getByLabel('Name').fill('Late starters')
  await page.getByLabel('Name').press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Put people into the cohort' }).waitFor()

  const [first, second] = await twoOf('Hull, second wave')
  await page.getByLabel('Who').fill(`${first.name} <${first.email}>; ${second.email}\nnobody@x.example`)
  await page.getByRole('button', { name: 'See what this does' }).click()
  await page.getByRole('heading', { name: '2 people come in' }).waitFor()
  await page.getByText('nobody@x.example', { exact: true }).waitFor()
  await expectClean(page)
  await page.setViewportSize(PHONE)
  expect(await scrollsSideways(page)).toBe(false)
  await page.getByRole('button', { name: 'Put them in' }).click()
  await page.getByText('2 people are in it now. 1 left out.').waitFor()
  expect(await names(page)).toEqual([first.name, second.name].sort())

  await page.getByLabel(`Choose ${first.name}`).check()
  await page.getByRole('button', { name: 'Move those who are ticked' }).click()
  await page.getByRole('heading', { level: 1, name: `Move ${first.name}` }).waitFor()
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByText('Choose where they go.').waitFor()
  demo.expectComplaint(/400/)
  await open(page, `${new URL(page.url()).pathname}${new URL(page.url()).search}&words=nowhere`)
  await page.getByText('No other cohort has these words in its name or site.').waitFor()
  await page.getByLabel('Cohort or site').fill('hull second')
  await page.getByLabel('Cohort or site').press('Enter')
  await page.getByLabel('Hull, second wave').waitFor()
  expect(await page.getByRole('radio').count()).toBe(2)
  await expectClean(page)
  await page.getByLabel('Into no cohort').check()
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByText(`${first.name} is in no cohort now.`).waitFor()
  expect(await names(page)).toEqual([second.name])

  await page.getByRole('link', { name: 'Change the cohort' }).click()
  await page.getByRole('link', { name: 'Close the cohort' }).click()
  await page.getByRole('button', { name: 'Close the cohort' }).click()
  await page.getByText('Late starters is closed.').waitFor()
  await page.getByRole('link', { name: 'Late starters' }).click()
  await page.getByRole('button', { name: 'Open it again' }).click()
  await page.getByText('Late starters is open again.').waitFor()
  expect(await names(page)).toEqual([second.name])
})

test('a cohort fills from an audience as an administrator adds people, and invites them by itself', async () => {
  const [page, admin] = [await demo.signedIn('lead'), await demo.signedIn('admin')]
  await open(page, '/cohorts/new')
  await page.getByLabel('Name').fill('Newcomers')
  await page.getByLabel('Fills itself from').selectOption({ label: AUDIENCE })
  await page.getByRole('button', { name: 'Make the cohort' }).click()
  await page.getByText('Newcomers is made. Nobody fits its rule yet.').waitFor()
  await page.getByText(`Fills itself from ${AUDIENCE}`).waitFor()
  const cohort = new URL(page.url()).pathname

  await addPerson(admin, 'Ida Moe')
  await expect.poll(() => membersAt(page, cohort)).toEqual(['Ida Moe'])
  await page.getByRole('link', { name: 'Plan a session' }).first().click()
  await page.getByLabel('Title').fill('First steps together')
  await page.getByLabel('Day').fill(inDays(20))
  await page.getByLabel('Time', { exact: true }).fill('10:00')
  await page.getByRole('button', { name: 'Save the plan' }).click()
  await page.getByRole('link', { name: 'Send invitations' }).click()
  await page.getByRole('button', { name: 'Invite 1 person' }).click()
  await page.waitForURL(/\/sessions\/[^/]+$/)

  await addPerson(admin, 'Odd Lie')
  const invitation = () =>
    mailbox.mails.find(({ to, subject }) => isTo(to, 'odd.lie@') && subject?.includes('First steps'))
  await expect.poll(invitation, { timeout: 15_000 }).toBeDefined()
  expect(await membersAt(page, cohort)).toEqual(['Ida Moe', 'Odd Lie'])
})

/** An audience whose people are all in cohorts. */
const AUDIENCE = 'Accounts payable, every day'

async function addPerson(admin: Page, name: string): Promise<void> {
  await open(admin, '/admin/people/new')
  await admin.getByLabel('Name').fill(name)
  await admin.getByLabel('E-mail').fill(`${name.toLowerCase().replace(' ', '.')}@brackwater.example`)
  await admin.getByLabel(AUDIENCE).check()
  await admin.getByRole('button', { name: /^Add/ }).click()
  await admin.getByText(`${name} is added`).first().waitFor()
}

async function membersAt(page: Page, cohort: string): Promise<string[]> {
  await open(page, cohort)
  return names(page)
}

const isTo = (to: AddressObject | AddressObject[] | undefined, start: string) =>
  [to ?? []].flat().some(({ text }) => text.startsWith(start))

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

type Named = { name: string; email: string }

async function twoOf(cohort: string): Promise<[Named, Named]> {
  const rows = await demo.rows<Named>(
    `SELECT p.name, p.email FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id JOIN person p ON p.id = n.person_id
     WHERE c.name = $1 AND n."to" IS NULL ORDER BY p.name LIMIT 2`,
    [cohort],
  )
  return rows as [Named, Named]
}

test('two who change a cohort at once: the second reads what the first made of it, and keeps their own words', async () => {
  const [one, two] = [await demo.signedIn('lead'), await demo.signedIn('trainer')]
  await open(one, '/cohorts')
  await one.getByRole('table', { name: 'Cohorts' }).getByRole('link').last().click()
  await one.getByRole('link', { name: 'Change the cohort' }).click()
  await one.getByRole('heading', { name: 'Change the cohort' }).waitFor()
  await open(two, new URL(one.url()).pathname)
  await one.getByLabel('Site').fill('Ground floor')
  await two.getByLabel('Site').fill('Roof')
  await one.getByRole('button', { name: 'Save the changes' }).click()
  await one.getByText(/ is changed\./).waitFor()
  await two.getByRole('button', { name: 'Save the changes' }).click()
  const note = two.getByRole('alert')
  await note.getByText('Ground floor').waitFor()
  demo.expectComplaint(/409/)
  expect(await two.getByLabel('Site').inputValue()).toBe('Roof')
  await expectClean(two)
  await two.getByRole('button', { name: 'Save the changes' }).click()
  await two.getByText(/ is changed\./).waitFor()
})

test('a champion is named, sees the cohort at once, and is taken off while their session is planned', async () => {
  const page = await demo.signedIn('lead')
  await open(page, '/cohorts')
  await page.getByRole('table', { name: 'Cohorts' }).getByRole('link').last().click()
  await page.getByRole('link', { name: 'Change the cohort' }).click()
  await page.getByRole('link', { name: 'Name a champion' }).click()
  await page.getByLabel('Address').fill('nobody@x.example')
  await page.getByLabel('Address').press('Enter')
  await page.getByText('Nobody in this migration has “nobody@x.example”.').waitFor()
  demo.expectComplaint(/400/)
  await page.getByLabel('Address').fill('learner@demo.test')
  await page.getByLabel('Address').press('Enter')
  await page.getByText(/ is a champion of it now\./).waitFor()
  await expectClean(page)
  const learner = await demo.signedIn('learner')
  await open(learner, '/cohorts')
  expect(await learner.getByRole('table', { name: 'Cohorts' }).getByRole('link').count()).toBe(1)
  const [named] = await demo.rows<Named>(`SELECT name FROM person WHERE email = 'learner@demo.test'`)
  const name = named?.name ?? ''
  await page.getByRole('link', { name: `Take off ${name}` }).click()
  await page.getByRole('button', { name: 'Take them off' }).click()
  await page.getByText(new RegExp(`^${name} no longer leads `)).waitFor()
  await open(learner, '/cohorts')
  await learner.getByText('You lead no cohort yet').waitFor()
})
