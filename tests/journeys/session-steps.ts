import ICAL from 'ical.js'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { newId } from '#app/platform/ids.ts'
import { open, PHONE } from '../browser.ts'
import type { Mailbox } from '../mailbox.ts'
import type { Stage } from './stage.ts'
import { signIn } from './visitors.ts'

/** The cohort that champion@demo.test leads. */
export const COHORT = 'Leeds, first wave'

/** The day so many days from now, as a form takes it. */
export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Fills in the fields with these labels. */
export async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value)
}

/** The form for a session of the champion's cohort, reached from their cohorts. */
export async function planningForm(page: Page): Promise<void> {
  await open(page, '/cohorts')
  await page.getByRole('link', { name: COHORT }).click()
  await page.getByRole('link', { name: 'Plan a session' }).click()
  await page.getByRole('heading', { level: 1, name: 'Plan a session' }).waitFor()
}

/** Saves a plan that is filled in; answers with the address of its page. */
export async function savePlan(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Save the plan' }).click()
  await page.getByText('The session is planned. Nobody is invited yet.').waitFor()
  return new URL(page.url()).pathname
}

/** Invites everybody of the cohort to the session whose page is shown. */
export async function inviteAll(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Send invitations' }).click()
  await page.getByRole('button', { name: /^Invite \d+ people$/ }).click()
  await page.getByText(/^\d+ people are invited\.$/).waitFor()
}

/** What a calendar makes of one text/calendar part. */
export function eventIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') as ICAL.Component)
  const start = new Date(event.startDate.toUnixTime() * 1000)
  const method = calendar.getFirstPropertyValue('method')
  return { method, uid: event.uid, sequence: event.sequence, location: event.location, start }
}

/** The invitations that an address got to the session of this title, first to last, once there are so many. */
export async function invitationsTo(
  mailbox: Mailbox,
  address: string,
  { title, count }: { title: string; count: number },
) {
  const got = () =>
    mailbox.mails
      .filter((mail) => [mail.to].flat().some((to) => to?.text === address) && mail.subject?.endsWith(title))
      .flatMap(({ attachments }) => attachments.slice(0, 1))
      .map(({ content }) => eventIn(content.toString()))
  await expect.poll(() => got().length, { timeout: 20_000 }).toBe(count)
  return got()
}

/** A phone of somebody who is new in the champion's cohort. */
export async function aPhone(demo: Stage, name: string): Promise<{ phone: Page; email: string }> {
  const phone = await demo.aVisitor({ viewport: PHONE, hasTouch: true, isMobile: true })
  const email = await demo.aNewcomer(name, ['ap-daily'])
  return { phone: await signIn(phone, email), email }
}

/** A session of the champion's cohort that begins now, with the guide for a first one; its addresses. */
export async function aSessionNow(demo: Stage, title: string): Promise<{ run: string; room: string }> {
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

/** Starts the session at this address; answers with its code. */
export async function start(page: Page, address: string): Promise<string> {
  await open(page, address)
  await page.getByRole('button', { name: 'Start the session' }).press('Enter')
  await page.getByRole('heading', { name: /^Check in at / }).waitFor()
  const spelled = await page.locator('.run-code-n .sr').innerText()
  return spelled.replaceAll(' ', '')
}

/** Moves the running session to its next part. */
export async function goOn(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: `Next: ${to}` }).press('Enter')
  await page.getByRole('heading', { level: 2, name: to }).waitFor()
}
