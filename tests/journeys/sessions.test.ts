import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { eventIn, fill, inDays, inviteAll, planningForm, savePlan } from './session-steps.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()
const TITLE = 'Credit notes together'

test('a time that cannot be is asked for in words, and nothing that was typed is lost', async () => {
  const page = await demo.backAgain('champion')
  await planningForm(page)
  const save = page.getByRole('button', { name: 'Save the plan' })
  await fill(page, {
    Title: 'Odd hours',
    Day: '2199-03-31',
    Time: '01:30',
    Minutes: '30',
    'Meeting link': 'meet.example',
  })
  await save.click()
  await page.getByText('Enter a whole address that begins with https://.').waitFor()
  await page.getByLabel('Meeting link').fill('https://meet.example/4')
  await save.click()
  await page.getByText(/^Clocks in Europe\/London skip 01:30/).waitFor()
  await expectClean(page)
  await page.getByLabel('Day').fill('2199-10-27')
  await save.click()
  await page.getByText(/so 01:30 happens twice\. Choose which one/).waitFor()
  await page.getByLabel(/^The earlier one/).waitFor()
  await expectClean(page)
  await page.getByLabel('Day').fill(inDays(-2))
  await save.click()
  await page.getByText(/, 01:30 is over in Europe\/London\. Choose a time to come\.$/).waitFor()
  await page.getByLabel('Day').fill(inDays(40))
  expect(await page.getByLabel('Title').inputValue()).toBe('Odd hours')
  await savePlan(page)
  await page.getByText('https://meet.example/4').waitFor()
  demo.mayComplain(/400/)
})

test('a session is changed from two forms, replied to beyond its places, subscribed to and cancelled', async () => {
  const champion = await demo.backAgain('champion')
  await planningForm(champion)
  // Whoever leads it takes the first of the two places.
  await fill(champion, { Title: TITLE, Day: inDays(30), Time: '10:00', Place: 'Room 4', 'How many fit in': '2' })
  const address = await savePlan(champion)
  const [owen, nia] = await Promise.all(
    ['Owen Pryce', 'Nia Pryce'].map(async (name) =>
      signIn(await demo.aVisitor(), await demo.aNewcomer(name, ['ap-daily'])),
    ),
  )
  if (!owen || !nia) throw new Error('Nobody came.')
  await inviteAll(champion)

  // Two forms of the same session: the second sees the conflict, and nothing is overwritten.
  const other = await demo.backAgain('champion')
  await open(other, `${address}/edit`)
  await champion.getByRole('link', { name: 'Change', exact: true }).click()
  await champion.getByLabel('Place', { exact: true }).fill('Room 7')
  await champion.getByRole('button', { name: 'Save the changes' }).click()
  await champion.getByText(/^The session is changed\. \d+ people are told\.$/).waitFor()
  await other.getByLabel('Place', { exact: true }).fill('Room 9')
  await other.getByRole('button', { name: 'Save the changes' }).click()
  await other.getByText('Somebody else has changed this session while you wrote.').waitFor()
  await other.getByText('Room 7', { exact: true }).waitFor()
  expect(await other.getByLabel('Place', { exact: true }).inputValue()).toBe('Room 9')
  await expectClean(other)
  demo.expectComplaint(/409/)
  await other.getByRole('button', { name: 'Save the changes' }).click()
  await other.getByText(/^The session is changed\. \d+ people are told\.$/).waitFor()

  await replies(owen, 'Yes, I come')
  await owen.getByText('You are expected. Thank you.').waitFor()
  await expectClean(owen)
  await replies(nia, /^Yes, if a place becomes free/)
  await nia.getByText('You are number 1 in line, and are told when a place is free.').waitFor()
  await expectClean(nia)
  await champion.reload()
  await champion.getByText('“Ten minutes late”').first().waitFor()
  await expectClean(champion)

  const feed = await subscribed(owen)
  const got = await fetch(feed)
  expect(got.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(eventIn(eventOnly(await got.text(), TITLE)).location).toBe('Room 9')
  await open(owen, '/me/calendar')
  await owen.getByRole('button', { name: 'End the address' }).click()
  await owen.getByText('The address does not work any more.').waitFor()
  const ended = await fetch(feed)
  expect([ended.status, await ended.text()]).toEqual([410, ''])
  expect((await fetch(`${demo.url}/calendar/${'A'.repeat(43)}.ics`)).status).toBe(404)

  await champion.getByRole('link', { name: 'Cancel the session' }).click()
  await champion.getByLabel('Why, and what to do instead').fill('The room is flooded. Come on Friday.')
  await champion.getByRole('button', { name: 'Cancel the session' }).click()
  await champion.getByText('This session is cancelled.').waitFor()
  await open(owen, '/notices')
  await owen.getByText(`Cancelled: ${TITLE}`).first().waitFor()
})

/** From home to the invitation, and a reply with a word to the champion. */
async function replies(page: Page, choice: string | RegExp): Promise<void> {
  await open(page, '/')
  await page.getByRole('link', { name: TITLE, exact: true }).click()
  await page.getByLabel(choice).check()
  await page.getByLabel('A word to your champion (optional)').fill('Ten minutes late')
  await page.getByRole('button', { name: 'Send the reply' }).click()
}

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
