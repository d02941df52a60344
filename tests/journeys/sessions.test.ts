import ICAL from 'ical.js'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { open } from '../browser.ts'
import { aMailbox } from '../mailbox.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const mailbox = await aMailbox()
afterAll(() => mailbox.close())
const demo = await openDemo({ SMTP_URL: mailbox.url })

const COHORT = 'Leeds, first wave'
const TITLE = 'Credit notes together'
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** What a calendar makes of one text/calendar part. */
function eventIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') as ICAL.Component)
  const start = new Date(event.startDate.toUnixTime() * 1000)
  const method = calendar.getFirstPropertyValue('method')
  return { method, uid: event.uid, sequence: event.sequence, location: event.location, start }
}

/** The invitations that an address got about the session, first to last. */
function invitationsTo(address: string) {
  return mailbox.mails
    .filter((mail) => [mail.to].flat().some((to) => to?.text === address) && mail.subject?.endsWith(TITLE))
    .flatMap(({ attachments }) => attachments.slice(0, 1))
    .map(({ content }) => eventIn(content.toString()))
}

const arrived = (address: string, count: number) =>
  expect.poll(() => invitationsTo(address).length, { timeout: 20_000 }).toBe(count)

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value)
}

test('a session is planned, invited to, changed, replied to, subscribed to and cancelled', async () => {
  const address = await demo.aNewcomer('Owen Pryce', ['ap-daily'])
  const champion = await demo.signedIn('champion')
  await open(champion, '/cohorts')
  await champion.getByRole('link', { name: COHORT }).click()
  await expectClean(champion)
  await champion.getByRole('link', { name: 'Plan a session' }).click()
  await expectClean(champion)

  // A time that the clocks skip; what was typed stays.
  const plan = {
    Title: TITLE,
    Day: '2199-03-31',
    Time: '01:30',
    Minutes: '30',
    Place: 'Room 4',
    'How many fit in': '20',
  }
  await fill(champion, plan)
  await champion.getByLabel('Meeting link').fill('meet.example')
  await champion.getByRole('button', { name: 'Save the plan' }).click()
  await champion.getByText('Enter a whole address that begins with https://.').waitFor()
  await champion.getByLabel('Meeting link').fill('https://meet.example/4')
  await champion.getByRole('button', { name: 'Save the plan' }).click()
  await champion.getByText(/^Clocks in Europe\/London skip 01:30/).waitFor()
  await expectClean(champion)
  await champion.getByLabel('Day').fill('2199-10-27')
  await champion.getByRole('button', { name: 'Save the plan' }).click()
  await champion.getByText(/so 01:30 happens twice\. Choose which one/).waitFor()
  await champion.getByLabel(/^The earlier one/).waitFor()
  await expectClean(champion)
  await fill(champion, { Day: inDays(30), Time: '10:00' })
  expect(await champion.getByLabel('Title').inputValue()).toBe(TITLE)
  await champion.getByRole('button', { name: 'Save the plan' }).click()
  await champion.getByText('The session is planned. Nobody is invited yet.').waitFor()
  await expectClean(champion)
  expect(invitationsTo(address)).toEqual([])
  const page = champion.url()

  await champion.getByRole('link', { name: 'Send invitations' }).click()
  await champion.getByText(/Owen Pryce/).waitFor()
  await expectClean(champion)
  await champion.getByRole('button', { name: /^Invite \d+ people$/ }).click()
  await champion.getByText(/^\d+ people are invited\.$/).waitFor()
  await expectClean(champion)
  await arrived(address, 1)

  // Two forms of the same session: the second sees the conflict, and nothing is overwritten.
  const other = await demo.signedIn('champion')
  await open(other, `${new URL(page).pathname}/edit`)
  await champion.getByRole('link', { name: 'Change', exact: true }).click()
  await expectClean(champion)
  await champion.getByLabel('Place', { exact: true }).fill('Room 7')
  await champion.getByRole('button', { name: 'Save the changes' }).click()
  await champion.getByText(/^The session is changed\. \d+ people are told\.$/).waitFor()
  await other.getByLabel('Place', { exact: true }).fill('Room 9')
  await other.getByRole('button', { name: 'Save the changes' }).click()
  await other.getByText('Somebody else has changed this session while you wrote.').waitFor()
  await other.getByText('Room 7, https://meet.example/4').waitFor()
  expect(await other.getByLabel('Place', { exact: true }).inputValue()).toBe('Room 9')
  await expectClean(other)
  demo.mayComplain(/409|400/)
  await other.getByRole('button', { name: 'Save the changes' }).click()
  await other.getByText(/^The session is changed\. \d+ people are told\.$/).waitFor()
  await arrived(address, 3)

  const owen = await signIn(await demo.aVisitor(), address)
  await owen.getByRole('link', { name: 'Say whether you come' }).last().waitFor()
  await owen.getByRole('link', { name: TITLE, exact: true }).click()
  await owen.getByLabel('Yes, I come').check()
  await owen.getByLabel('A word to your champion (optional)').fill('Ten minutes late')
  await expectClean(owen)
  await owen.getByRole('button', { name: 'Send the reply' }).click()
  await owen.getByText('You are expected. Thank you.').waitFor()
  await expectClean(owen)
  await champion.reload()
  await champion.getByText('“Ten minutes late”').waitFor()

  const feed = await subscribed(owen)
  const got = await fetch(feed)
  expect(got.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(eventIn(eventOnly(await got.text(), TITLE)).location).toBe('Room 9')
  await open(owen, '/me/calendar')
  await expectClean(owen)
  await owen.getByRole('button', { name: 'End the address' }).click()
  await owen.getByText('The address does not work any more.').waitFor()
  const ended = await fetch(feed)
  expect([ended.status, await ended.text()]).toEqual([410, ''])
  expect((await fetch(`${demo.url}/calendar/${'A'.repeat(43)}.ics`)).status).toBe(404)

  await champion.getByRole('link', { name: 'Cancel the session' }).click()
  await champion.getByLabel('Why, and what to do instead').fill('The room is flooded. Come on Friday.')
  await expectClean(champion)
  await champion.getByRole('button', { name: 'Cancel the session' }).click()
  await champion.getByText('This session is cancelled.').waitFor()
  await expectClean(champion)
  await arrived(address, 4)

  const told = invitationsTo(address)
  expect(told.map(({ method, sequence, location }) => [method, sequence, location])).toEqual([
    ['REQUEST', 0, 'Room 4'],
    ['REQUEST', 1, 'Room 7'],
    ['REQUEST', 2, 'Room 9'],
    ['CANCEL', 3, 'Room 9'],
  ])
  expect(new Set(told.map(({ uid }) => uid)).size).toBe(1)
  expect(new Set(told.map(({ start }) => start.getTime())).size).toBe(1)
  await owen.goto(`${demo.url}/notices`)
  await owen.getByText(`Cancelled: ${TITLE}`).first().waitFor()
})

/** Makes an address for their calendar; it is shown once. */
async function subscribed(page: Page): Promise<string> {
  await open(page, '/me')
  await page.getByRole('link', { name: 'See your sessions and due days in your own calendar' }).click()
  await page.getByRole('button', { name: 'Make an address' }).click()
  const shown = page.getByText(/\/calendar\/[\w-]{43}\.ics$/)
  await shown.waitFor()
  await expectClean(page)
  return shown.innerText()
}

/** A calendar of one event alone. */
function eventOnly(text: string, title: string): string {
  const events = text.split(/(?=BEGIN:VEVENT)/)
  const event = events.find((part) => part.includes(`SUMMARY:${title}`)) ?? ''
  return `${events[0]}${event.replace(/END:VCALENDAR\s*$/, '')}END:VCALENDAR\r\n`
}
