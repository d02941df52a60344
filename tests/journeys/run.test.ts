import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { newId } from '#app/platform/ids.ts'
import { DESK, open, PHONE } from '../browser.ts'
import { aBuiltPortal } from '../built-portal.ts'
import { databaseUrl } from '../database.ts'
import { expectClean } from './clean.ts'
import { enter, enterLinesAndSubmit, HEADER, labOn, screenOn } from './invoice-lab.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'
import { expectFit, expectSkipLink, expectStructure } from './whole-page.ts'

const demo = await openDemo()
const [database] = await demo.rows<{ name: string }>('SELECT current_database() AS name')
/** The same deployment on a second machine. */
const other = await aBuiltPortal({ LOG_LEVEL: 'warn', DATABASE_URL: databaseUrl(database?.name ?? '') })
afterAll(other.stop)

/** A phone of somebody who is new in the champion's cohort. */
async function aPhone(name: string): Promise<Page> {
  const phone = await demo.aVisitor({ viewport: PHONE, hasTouch: true, isMobile: true })
  return signIn(phone, await demo.aNewcomer(name, ['ap-daily']))
}

/** A session of the champion's cohort that begins now, with the guide for a first one; its addresses. */
async function aSessionNow(title: string): Promise<{ run: string; room: string }> {
  const [cohort] = await demo.rows<{ id: string; champion: string }>(
    `SELECT c.cohort_id AS id, p.id AS champion FROM cohort_champion c JOIN person p ON p.id = c.person_id
     WHERE p.email = 'champion@demo.test'`,
  )
  await demo.rows(
    `INSERT INTO playbook_copy (id, playbook_id, cohort_id, base_id, created_at)
     SELECT $1, r.playbook_id, $2, r.id, now() FROM playbook_revision r JOIN playbook p ON p.id = r.playbook_id
     WHERE p.slug = 'first-cohort-session' ORDER BY r.number DESC LIMIT 1 ON CONFLICT DO NOTHING`,
    [newId(), cohort?.id],
  )
  const id = newId()
  await demo.rows(
    `INSERT INTO cohort_session (id, cohort_id, milestone_id, champion_id, title, starts_at, minutes, time_zone, copy_id)
     SELECT $1, $2, m.id, $3, $4, now() - interval '1 minute', 45, 'Europe/London', c.id
     FROM milestone m, playbook_copy c JOIN playbook p ON p.id = c.playbook_id
     WHERE m.slug = 'cutover' AND c.cohort_id = $2 AND p.slug = 'first-cohort-session'`,
    [id, cohort?.id, cohort?.champion, title],
  )
  const address = `/cohorts/${cohort?.id}/sessions/${id}`
  return { run: `${address}/run`, room: `${address}/room` }
}

/** What a browser and the router say of a network that is not there. */
const CUT_OFF = /ERR_INTERNET_DISCONNECTED|Failed to fetch manifest patches/

const start = async (page: Page, address: string): Promise<string> => {
  await open(page, address)
  await page.getByRole('button', { name: 'Start the session' }).press('Enter')
  await page.getByRole('heading', { name: /^Check in at / }).waitFor()
  const spelled = await page.locator('.run-code-n .sr').innerText()
  return spelled.replaceAll(' ', '')
}

const goOn = async (page: Page, to: string) => {
  await page.getByRole('button', { name: `Next: ${to}` }).press('Enter')
  await page.getByRole('heading', { level: 2, name: to }).waitFor()
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ hasText: name }).filter({ visible: true })

test('a champion runs a session with three phones, and a second instance shows the same', async () => {
  const { run, room } = await aSessionNow('Three phones')
  const page = await demo.signedIn('champion')
  const code = await start(page, run)
  await expectClean(page)

  const [ada, bo, cy] = [await aPhone('Ada Lund'), await aPhone('Bo Lund'), await aPhone('Cy Lund')]
  for (const phone of [ada, bo]) {
    await open(phone, '/in')
    await phone.getByLabel('Code').fill(`${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`)
    await phone.getByRole('button', { name: 'Check in' }).tap()
    await phone.getByText(/^You are checked in since /).waitFor()
  }
  await open(cy, `/in/${code}`)
  await expectClean(cy)
  await cy.getByRole('button', { name: 'Check in' }).tap()
  await cy.getByText(/^You are checked in since /).waitFor()
  await expectFit(cy, PHONE, 'dark')
  await page.getByText(/^3 of \d+$/).waitFor()

  const wall = await page.context().newPage()
  await open(wall, room)
  await wall.getByText('3 here').waitFor()
  expect(await wall.getByRole('main').innerText()).not.toMatch(/Lund|Tomasz/)
  await expectFit(wall, DESK, 'dark')

  const second = await page.context().newPage()
  await open(second, `${other.url}${run}`)
  for (const part of ['Why, and when', 'Find something', 'Watch it once', 'Do it yourself']) await goOn(page, part)
  await second.getByRole('heading', { level: 2, name: 'Do it yourself' }).waitFor()
  await wall.getByRole('heading', { level: 1, name: 'Do it yourself' }).waitFor()

  for (const phone of [ada, bo]) {
    await phone.getByText('Now, part 5 of 7').waitFor()
    await phone
      .getByRole('main')
      .getByRole('link', { name: /invoice/i })
      .first()
      .tap()
    await labOn(phone).getByRole('button', { name: 'Start' }).tap()
    await screenOn(phone).getByRole('button', { name: 'New invoice' }).tap()
  }
  await enter(ada, HEADER)
  await screenOn(ada).getByRole('button', { name: 'Continue to lines' }).tap()
  await enterLinesAndSubmit(ada)
  await labOn(bo).getByRole('button', { name: 'I am stuck' }).tap()
  await labOn(bo).getByRole('button', { name: 'Ask your champion' }).tap()

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

  await page.getByRole('link', { name: 'End session' }).press('Enter')
  await page.getByRole('button', { name: 'End the session' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: /^3 of \d+ were there$/ }).waitFor()
  await expectClean(page)
  await page.getByRole('button', { name: 'Cy Lund was not there' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: /^2 of \d+ were there$/ }).waitFor()
  await second.getByText('Check-in is closed').waitFor()
  await open(cy, `/in/${code}`)
  demo.expectComplaint(/409/)
  expect(await cy.getByRole('main').innerText()).toContain('This session is over. Tell Tomasz Nowak')
})

test('every page of a running session is whole: both themes, phone and wide, by keyboard', async () => {
  const { run, room } = await aSessionNow('Looked at closely')
  const page = await demo.signedIn('champion')
  await open(page, run)
  await lookClosely(page)
  const code = await start(page, run)
  const phone = await aPhone('Eve Lund')
  await open(phone, `/in/${code}`)
  await lookClosely(phone)
  await phone.getByRole('button', { name: 'Check in' }).click()
  await phone.getByText(/^You are checked in since /).waitFor()
  await phone.getByLabel('Your question').fill('Who approves over 5,000?')
  await phone.getByRole('button', { name: 'Ask later' }).click()
  await phone.getByText('It is in the parking lot.').waitFor()
  await lookClosely(phone)
  const tips = `/sessions/${run.split('/').at(-2)}/tips`
  for (const address of [run, room, `${run}/end`, run.replace(/run$/, 'summary'), tips]) {
    await open(page, address)
    await lookClosely(page)
  }
})

async function lookClosely(page: Page): Promise<void> {
  await expectStructure(page)
  await expectFit(page, DESK, 'light')
  await expectFit(page, PHONE, 'dark')
  await expectSkipLink(page)
}

test('a tip from a session is at its block for the cohort, for everybody after a review, and for nobody once its author withdraws it', async () => {
  const { run } = await aSessionNow('A tip')
  const page = await demo.signedIn('champion')
  await start(page, run)
  await open(page, `/sessions/${run.split('/').at(-2)}/tips`)
  await page.getByLabel('Where it belongs').selectOption({ index: 6 })
  await page.getByLabel('The tip').fill('The stamp says where it goes.')
  await page.getByRole('button', { name: 'Share' }).press('Enter')
  const tip = page.getByRole('listitem').filter({ hasText: 'The stamp says where it goes.' })
  await tip.getByText('Yours').waitFor()
  await tip.getByRole('button', { name: 'Useful' }).press('Enter')
  await tip.getByText('useful to one').waitFor()
  await expectFit(page, PHONE, 'light')
  const lead = await demo.signedIn('lead')
  await open(lead, '/playbooks/tips')
  await lookClosely(lead)
  await lead.getByRole('button', { name: 'Approve: The stamp says where it goes.' }).press('Enter')
  await lead.getByText('Everybody sees it now.').waitFor()
  await open(lead, new URL(page.url()).pathname)
  const reviewed = lead.getByRole('listitem').filter({ hasText: 'The stamp says where it goes.' })
  await reviewed.getByText('From a colleague').waitFor()
  expect(await reviewed.getByRole('link').count()).toBe(0)

  await tip.getByRole('link', { name: 'Withdraw your tip: The stamp says where it goes.' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Withdraw your tip?' }).waitFor()
  await lookClosely(page)
  await page.getByRole('button', { name: 'Withdraw it' }).press('Enter')
  await page.getByText('Nobody sees your tip any more.').waitFor()
  await expect.poll(() => tip.count()).toBe(0)
})

test('who was absent is asked to the next session by one press; where none is planned, one is planned for them', async () => {
  const { run } = await aSessionNow('Few came')
  const page = await demo.signedIn('champion')
  await start(page, run)
  for (const part of ['Why, and when', 'Find something']) await goOn(page, part)
  await page.getByRole('link', { name: 'End session' }).press('Enter')
  await page.getByRole('button', { name: 'End the session' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: /^0 of \d+ were there$/ }).waitFor()
  const invite = page.getByRole('button', { name: /^Invite all \d+ to the next session$/ })
  await invite.press('Enter')
  await page.getByText(/^\d+ people are invited to “/).waitFor()
  await invite.press('Enter')
  await page.getByText('Everybody has been asked already.').waitFor()
  await lookClosely(page)

  await demo.rows('UPDATE cohort_session SET cancelled_at = now() WHERE starts_at > now() AND cohort_id = $1', [
    run.split('/')[2],
  ])
  await page.reload()
  await page.getByRole('button', { name: 'Plan a session for them' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Plan a session' }).waitFor()
  const people = page.getByRole('group', { name: 'For whom' }).getByRole('checkbox')
  await expect.poll(() => people.count()).toBeGreaterThan(10)
  for (const one of await people.all()) {
    expect(await one.isChecked()).toBe(true)
    await one.uncheck()
  }
  await page.getByLabel('Title').fill('For those who could not come')
  await page.getByLabel('Day', { exact: true }).fill('2199-04-02')
  await page.getByLabel('Time', { exact: true }).fill('10:00')
  await page.getByLabel('Place', { exact: true }).fill('Room 4')
  await page.getByRole('button', { name: 'Save the plan' }).press('Enter')
  await page.getByText('Tick at least one person.').waitFor()
  await lookClosely(page)
  demo.mayComplain(/400/)
  await page.getByLabel('Lena Brandt').check()
  await page.getByRole('button', { name: 'Save the plan' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'For those who could not come' }).waitFor()
  await page.getByRole('link', { name: 'Send invitations' }).press('Enter')
  await page.getByRole('button', { name: 'Invite 1 person' }).press('Enter')
  await page.getByRole('button', { name: 'Invite the rest of the cohort' }).waitFor()
  await lookClosely(page)
})

test('without scripts a session is run by forms', async () => {
  const { run } = await aSessionNow('By forms')
  const signed = await demo.signedIn('champion')
  const storageState = await signed.context().storageState()
  const page = await demo.aVisitor({ javaScriptEnabled: false, storageState })
  await page.goto(run)
  await page.getByRole('button', { name: 'Start the session' }).click()
  await page.getByRole('button', { name: 'Next: Why, and when' }).click()
  await page.getByRole('heading', { level: 2, name: 'Why, and when' }).waitFor()
  await page.getByLabel('Add to the parking lot').fill('Asked by a form')
  await page.getByRole('button', { name: 'Park' }).click()
  await page.getByText('Asked by a form').waitFor()
  demo.mayComplain(/csp: \/assets\//)
})

test('without a connection the clock goes on, and what is done is kept and done once on return', async () => {
  const { run } = await aSessionNow('Cut off')
  const page = await demo.signedIn('champion')
  await start(page, run)
  const second = await page
    .context()
    .browser()
    ?.newContext({ baseURL: other.url, storageState: await page.context().storageState() })
  if (!second) throw new Error('There is no browser.')
  const elsewhere = await second.newPage()
  await open(elsewhere, run)

  await page.context().setOffline(true)
  await page.getByText('No connection.').waitFor()
  await goOn(page, 'Why, and when')
  await goOn(page, 'Find something')
  await page.getByLabel('Add to the parking lot').fill('Asked while we were cut off')
  await page.keyboard.press('Enter')
  await page.getByText('3 things you did will be sent when it is back.').waitFor()
  await expectClean(page)
  await elsewhere.getByRole('heading', { level: 2, name: 'Arrive and check in' }).waitFor()

  await page.context().setOffline(false)
  await elsewhere.getByRole('heading', { level: 2, name: 'Find something' }).waitFor()
  await elsewhere.getByText('Asked while we were cut off').waitFor()
  await expect.poll(() => page.getByText('No connection.').count()).toBe(0)
  const notes = await demo.rows(`SELECT FROM session_note WHERE words = 'Asked while we were cut off'`)
  expect(notes).toHaveLength(1)
  demo.mayComplain(CUT_OFF)

  // Somebody else moves on while this page is cut off: what was pressed here is refused, and said.
  await page.context().setOffline(true)
  await goOn(page, 'Watch it once')
  await goOn(elsewhere, 'Watch it once')
  await page.context().setOffline(false)
  await page
    .getByRole('alert')
    .getByText(/another window meanwhile/)
    .waitFor()
  await page.getByRole('heading', { level: 2, name: 'Watch it once' }).waitFor()
  demo.expectComplaint(/409/)
  demo.mayComplain(CUT_OFF)
  await second.close()
})

test('whoever does not lead the cohort any more is told so, and the session stays', async () => {
  const { run } = await aSessionNow('Handed over')
  const page = await demo.signedIn('champion')
  await start(page, run)
  await page.getByLabel('Write a note').fill('Half a thought')
  await demo.rows(
    `UPDATE cohort_champion SET "to" = current_date WHERE person_id = (SELECT id FROM person WHERE email = 'champion@demo.test') AND "to" IS NULL`,
  )
  await page.getByRole('button', { name: 'Two more minutes' }).press('Enter')
  await page
    .getByRole('alert')
    .getByText(/among yours|do not run/)
    .first()
    .waitFor()
  expect(await page.getByLabel('Write a note').inputValue()).toBe('Half a thought')
  demo.expectComplaint(/404/)
  await demo.rows(
    `UPDATE cohort_champion SET "to" = NULL WHERE person_id = (SELECT id FROM person WHERE email = 'champion@demo.test')`,
  )
  await open(page, run)
  await page.getByRole('heading', { level: 2, name: 'Arrive and check in' }).waitFor()
})
