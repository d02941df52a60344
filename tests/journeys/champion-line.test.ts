import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { DESK, open, PHONE } from '../browser.ts'
import { aBuiltPortal } from '../built-portal.ts'
import { databaseUrl } from '../database.ts'
import { aMailbox } from '../mailbox.ts'
import { expectClean } from './clean.ts'
import { enter, enterLinesAndSubmit, HEADER, labOn, screenOn } from './invoice-lab.ts'
import { aPhone, fill, goOn, inDays, invitationsTo, inviteAll, planningForm, savePlan, start } from './session-steps.ts'
import { openDemo } from './stage.ts'
import { expectFit } from './whole-page.ts'

const mailbox = await aMailbox()
afterAll(() => mailbox.close())
const demo = await openDemo({ SMTP_URL: mailbox.url })
const [database] = await demo.rows<{ name: string }>('SELECT current_database() AS name')
/** The same deployment on a second machine. */
const other = await aBuiltPortal({
  ...{ LOG_LEVEL: 'warn', SMTP_URL: mailbox.url },
  DATABASE_URL: databaseUrl(database?.name ?? ''),
})
afterAll(other.stop)

const TITLE = 'Invoices together'
const CANCELLED = 'Invoices once more'

test('a champion plans a session, invites, changes, runs and closes it, follows up, and cancels another', async () => {
  const [page, ada, bo, cy] = await Promise.all([
    demo.signedIn('champion'),
    aPhone(demo, 'Ada Lund'),
    aPhone(demo, 'Bo Lund'),
    aPhone(demo, 'Cy Lund'),
  ])
  const phones = { ada: ada.phone, bo: bo.phone, cy: cy.phone }
  const address = await plansAndInvites(page, TITLE)
  await movesToRoom7(page)
  await plansAndInvites(page, CANCELLED)
  await cancels(page)
  await expectInvitations(bo.email)

  // The day has come.
  await demo.rows(`UPDATE cohort_session SET starts_at = now() - interval '1 minute' WHERE title = $1`, [TITLE])
  const code = await start(page, `${address}/run`)
  await checkIn(phones, code)
  await page.getByText(/^3 of \d+$/).waitFor()
  const wall = await page.context().newPage()
  await open(wall, `${address}/room`)
  await wall.getByText('3 here').waitFor()
  expect(await wall.getByRole('main').innerText()).not.toMatch(/Lund|Tomasz/)
  await expectFit(wall, DESK, 'dark')

  const second = await page.context().newPage()
  await open(second, `${other.url}${address}/run`)
  for (const part of ['Why, and when', 'Find something', 'Watch it once', 'Do it yourself']) await goOn(page, part)
  await second.getByRole('heading', { level: 2, name: 'Do it yourself' }).waitFor()
  await wall.getByRole('heading', { level: 1, name: 'Do it yourself' }).waitFor()
  await practise(phones)
  await expectOnBoth(page, second)
  await writesDown(page, wall)

  await closes(page)
  await second.getByText('Check-in is closed').waitFor()
  await open(phones.cy, `/in/${code}`)
  demo.expectComplaint(/409/)
  expect(await phones.cy.getByRole('main').innerText()).toContain('This session is over. Tell Tomasz Nowak')
  await followsUp(page, 'Cy Lund')
  await expect.poll(() => mailTo(cy.email, 'A reminder from Tomasz Nowak'), { timeout: 20_000 }).toHaveLength(1)
})

const mailTo = (address: string, subject: string) =>
  mailbox.mails.filter((mail) => [mail.to].flat().some((to) => to?.text === address) && mail.subject === subject)

async function plansAndInvites(page: Page, title: string): Promise<string> {
  await planningForm(page)
  const when = title === TITLE ? { Day: inDays(2), Time: '10:00' } : { Day: inDays(9), Time: '11:00' }
  await fill(page, { Title: title, ...when, Minutes: '45', Place: 'Room 4' })
  await page.getByLabel('Playbook').selectOption({ label: 'Your first cohort session' })
  const address = await savePlan(page)
  await inviteAll(page)
  await expectClean(page)
  return address
}

async function movesToRoom7(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Change', exact: true }).click()
  await page.getByLabel('Place', { exact: true }).fill('Room 7')
  await page.getByRole('button', { name: 'Save the changes' }).click()
  await page.getByText(/^The session is changed\. \d+ people are told\.$/).waitFor()
}

async function cancels(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Cancel the session' }).click()
  await page.getByLabel('Why, and what to do instead').fill('Once was enough. Come to me.')
  await page.getByRole('button', { name: 'Cancel the session' }).click()
  await page.getByText('This session is cancelled.').waitFor()
  await expectClean(page)
}

/** What their calendar got: one event that moves, and another that is taken out again. */
async function expectInvitations(address: string): Promise<void> {
  const told = await invitationsTo(mailbox, address, { title: TITLE, count: 2 })
  expect(told.map(({ method, sequence, location }) => [method, sequence, location])).toEqual([
    ['REQUEST', 0, 'Room 4'],
    ['REQUEST', 1, 'Room 7'],
  ])
  const cancelled = await invitationsTo(mailbox, address, { title: CANCELLED, count: 2 })
  expect(cancelled.map(({ method, sequence }) => [method, sequence])).toEqual([
    ['REQUEST', 0],
    ['CANCEL', 1],
  ])
  const uids = [...told, ...cancelled].map(({ uid }) => uid)
  expect([new Set(uids).size, uids[0] === uids[1], uids[2] === uids[3]]).toEqual([2, true, true])
  expect(new Set(told.map(({ start: at }) => at.getTime())).size).toBe(1)
}

type Phones = Record<'ada' | 'bo' | 'cy', Page>

/** Two by typing the code, one by the QR code's address. */
async function checkIn({ ada, bo, cy }: Phones, code: string): Promise<void> {
  const typed = [ada, bo].map(async (phone) => {
    await open(phone, '/in')
    await phone.getByLabel('Code').fill(`${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`)
  })
  await Promise.all([...typed, open(cy, `/in/${code}`)])
  await expectClean(cy)
  for (const phone of [ada, bo, cy]) {
    await phone.getByRole('button', { name: 'Check in' }).tap()
    await phone.getByText(/^You are checked in since /).waitFor()
  }
  await expectFit(cy, PHONE, 'dark')
}

/** One finishes the lab, one asks for help in it, one does not begin. */
async function practise({ ada, bo }: Phones): Promise<void> {
  const begun = [ada, bo].map(async (phone) => {
    await phone.getByText('Now, part 5 of 7').waitFor()
    const link = phone.getByRole('main').getByRole('link', { name: /invoice/i })
    await link.first().tap()
    await labOn(phone).getByRole('button', { name: 'Start' }).tap()
    await screenOn(phone).getByRole('button', { name: 'New invoice' }).tap()
  })
  await Promise.all(begun)
  await enter(ada, HEADER)
  await screenOn(ada).getByRole('button', { name: 'Continue to lines' }).tap()
  await enterLinesAndSubmit(ada)
  await labOn(bo).getByRole('button', { name: 'I am stuck' }).tap()
  await labOn(bo).getByRole('button', { name: 'Ask your champion' }).tap()
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ hasText: name }).filter({ visible: true })

/** Both instances show the same practice: by name, without a clock, and who goes and helps. */
async function expectOnBoth(page: Page, second: Page): Promise<void> {
  for (const shown of [page, second]) {
    await rowOf(shown, 'Ada Lund').getByText('Done').waitFor()
    await rowOf(shown, 'Bo Lund').getByText('Asks for help').waitFor()
    await rowOf(shown, 'Cy Lund').getByText('Not started').waitFor()
  }
  const board = await page.locator('.run-board').innerText()
  expect(board.indexOf('Ada Lund')).toBeLessThan(board.indexOf('Bo Lund'))
  expect(board).not.toMatch(/\d:\d\d|\d+ (s|min)\b/)
  await page.getByRole('button', { name: 'I am on it: Bo Lund' }).press('Enter')
  await rowOf(second, 'Bo Lund').getByText('You are on it').waitFor()
  await expectFit(page, DESK, 'light')
}

/** A question for later, which the room reads, and a note that becomes a report at its block. */
async function writesDown(page: Page, wall: Page): Promise<void> {
  await page.getByLabel('Add to the parking lot').fill('Does the tolerance count per line?')
  await page.keyboard.press('Enter')
  await wall.getByText('Does the tolerance count per line?').waitFor()
  await page.getByLabel('Write a note').fill('Net or gross is not said on the screen')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Report as unclear: Net or gross is not said on the screen' }).press('Enter')
  await page.getByRole('link', { name: 'Reported' }).waitFor()
  const reports = await demo.rows(
    `SELECT r.block_id AS block, n.report_id = r.id AS linked, p.email FROM confusion_report r
     JOIN session_note n ON n.id = r.id JOIN person p ON p.id = r.person_id WHERE r.words LIKE 'Net or gross is not said%'`,
  )
  expect(reports).toEqual([{ block: expect.any(String), linked: true, email: 'champion@demo.test' }])
}

/** Ends it, puts right who was there, and writes to the leads what came of it. */
async function closes(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'End session' }).press('Enter')
  await page.getByRole('button', { name: 'End the session' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: /^3 of \d+ were there$/ }).waitFor()
  await page.getByRole('button', { name: 'Cy Lund was not there' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: /^2 of \d+ were there$/ }).waitFor()
  await page.getByLabel('What should they know?').fill('Tolerance needs a page of its own.')
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await page.getByText('Saved.').waitFor()
  expect(await page.getByLabel('What should they know?').inputValue()).toBe('Tolerance needs a page of its own.')
  await expectClean(page)
}

/** From the summary to whoever was absent, and words to them. */
async function followsUp(page: Page, name: string): Promise<void> {
  const absent = page.getByRole('region', { name: /^Follow up with / })
  await absent.getByRole('link', { name }).press('Enter')
  await page.getByRole('link', { name: 'Remind them of what is on their list' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: `Remind ${name}` }).waitFor()
  await page.getByLabel('What they read').fill('Hello {{learner.firstName}}, we missed you.')
  await page.getByRole('button', { name: 'Send the reminder' }).press('Enter')
  await page.getByText(`Reminded ${name}.`).waitFor()
}
