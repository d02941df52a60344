import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DESK, open, PHONE } from '../browser.ts'
import { expectClean } from './clean.ts'
import { aPhone, aSessionNow, goOn, start } from './session-steps.ts'
import { openDemo } from './stage.ts'
import { expectFit, expectSkipLink, expectStructure } from './whole-page.ts'

const demo = await openDemo()
/** What a browser and the router say of a network that is not there. */
const CUT_OFF = /ERR_INTERNET_DISCONNECTED|Failed to fetch manifest patches/

test('every page of a running session is whole: both themes, phone and wide, by keyboard', async () => {
  const { run, room } = await aSessionNow(demo, 'Looked at closely')
  const page = await demo.signedIn('champion')
  await open(page, run)
  await lookClosely(page)
  const code = await start(page, run)
  const { phone } = await aPhone(demo, 'Eve Lund')
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
  const { run } = await aSessionNow(demo, 'A tip')
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
  const { run } = await aSessionNow(demo, 'Few came')
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
  const { run } = await aSessionNow(demo, 'By forms')
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
  const { run } = await aSessionNow(demo, 'Cut off')
  const page = await demo.signedIn('champion')
  await start(page, run)
  const second = await page
    .context()
    .browser()
    ?.newContext({ baseURL: demo.url, storageState: await page.context().storageState() })
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
  // A page shows what is pressed at once: theirs is first when it is answered.
  await Promise.all([elsewhere.waitForResponse(/\/run\/acts$/), goOn(elsewhere, 'Watch it once')])
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

test('a champion who is removed in the middle is told so, keeps their words, and a trainer goes on', async () => {
  const { run } = await aSessionNow(demo, 'Handed over')
  const [page, trainer] = await Promise.all([demo.signedIn('champion'), demo.signedIn('trainer')])
  await start(page, run)
  await page.getByLabel('Add to the parking lot').fill('Half a question')
  await leadsTheCohort(false)
  await page.getByRole('button', { name: 'Two more minutes' }).press('Enter')
  const alert = page.getByRole('alert')
  await alert.getByText('Not done. There is no such cohort among yours.').waitFor()
  await page.getByLabel('Write a note').fill('A whole thought')
  await page.getByLabel('Write a note').press('Enter')
  await alert.getByText('What you wrote is kept in this browser.').waitFor()
  await expectClean(page)

  await open(trainer, run)
  expect(await trainer.getByText('A whole thought').count()).toBe(0)
  await goOn(trainer, 'Why, and when')
  await alert.getByText('You do not run this session any more.').waitFor()
  expect(await page.getByLabel('Add to the parking lot').inputValue()).toBe('Half a question')
  await page.reload()
  await page.getByText('There is no such cohort among yours.').waitFor()
  demo.expectComplaint(/404/)

  await leadsTheCohort(true)
  await open(page, run)
  await page.getByRole('heading', { level: 2, name: 'Why, and when' }).waitFor()
  await trainer.getByText('A whole thought').waitFor()
  expect(await page.getByLabel('Add to the parking lot').inputValue()).toBe('Half a question')
  const notes = await demo.rows(`SELECT FROM session_note WHERE words = 'A whole thought'`)
  expect(notes).toHaveLength(1)
})

const leadsTheCohort = (leads: boolean) =>
  demo.rows(
    `UPDATE cohort_champion SET "to" = CASE WHEN $1 THEN NULL ELSE current_date END
     WHERE person_id = (SELECT id FROM person WHERE email = 'champion@demo.test')`,
    [leads],
  )

test('whoever checks in twice is told since when, and whoever guesses has to wait', async () => {
  const { run } = await aSessionNow(demo, 'At the door')
  const page = await demo.signedIn('champion')
  const [code, { phone }, { phone: stranger }] = await Promise.all([
    start(page, run),
    aPhone(demo, 'Fay Lund'),
    aPhone(demo, 'Gus Lund'),
  ])
  for (const _ of ['once', 'twice']) {
    await enterCode(phone, code)
    await phone.getByText(/^You are checked in since /).waitFor()
  }
  await page.getByText(/^1 of \d+$/).waitFor()

  await enterCode(stranger, '347679')
  await stranger.getByText(/^This is not the code of a session that runs now/).waitFor()
  expect(await stranger.getByLabel('Code').inputValue()).toBe('347679')
  await expectClean(stranger)
  for (let guess = 0; guess < 8; guess++) await stranger.request.get(`/in/ACDEF${guess}`)
  await enterCode(stranger, code)
  await stranger.getByText(/^Too many codes that were none\. Wait \d+ min, or let your champion tick you off/).waitFor()
  expect(
    (
      await demo.rows(
        'SELECT FROM attendance a JOIN cohort_session s ON s.id = a.session_id WHERE s.check_in_code = $1',
        [code],
      )
    ).length,
  ).toBe(1)
  demo.expectComplaint(/400|429/)
  await page.getByText('Tick by hand').press('Enter')
  await page.getByRole('button', { name: 'Gus Lund: is here' }).press('Enter')
  await page.getByText(/^2 of \d+$/).waitFor()
})

async function enterCode(page: Page, code: string): Promise<void> {
  await open(page, '/in')
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Check in' }).tap()
}
