import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { ask } from '../portal.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()
const MINUTE = 60_000

test('a program is let in, reports what somebody did in the product, and is let out again', async () => {
  const email = await demo.aNewcomer('Mara Holt', ['readers'])
  const admin = await demo.signedIn('admin')
  const token = await issueToken(admin)

  const mara = await signIn(await demo.aVisitor(), email)
  await open(mara, '/modules/find-your-way')
  await mara.getByText('Not tried yet').first().waitFor()
  expect(await mara.getByText(/^Complete since/).count()).toBe(0)

  const people = await asProgram('/people?limit=500', token)
  const { id: person } = people.json.data.find((one: { email: string }) => one.email === email)
  const attempt = anAttemptOf(person)
  const report = await asProgram('/attempts', token, { attempts: [attempt] })
  expect(report).toMatchObject({ status: 200, json: { results: [{ id: attempt.id, status: 'created' }] } })

  await mara.reload()
  await mara.getByText('Attempt 1, reported from outside, worked in 2:30, no errors').first().waitFor()
  await mara.getByText(/^Complete since .*, release 2026\.1$/).waitFor()
  await expectClean(mara)
  await open(mara, '/transcript')
  await mara.getByRole('heading', { level: 1, name: 'One completion on your record' }).waitFor()

  await admin.getByRole('link', { name: 'Done' }).click()
  await admin.getByRole('button', { name: 'Revoke Meridian production' }).click()
  await admin.getByText('Meridian production lets nobody in any more.').waitFor()
  await expectClean(admin)
  const later = await asProgram('/attempts', token, { attempts: [anAttemptOf(person)] })
  expect(later).toMatchObject({ status: 401, json: { title: 'No valid token', status: 401 } })
})

/** Issues a token through the pages, as the admin sees it this once. */
async function issueToken(admin: Page): Promise<string> {
  await open(admin, '/admin/tokens')
  await admin.getByRole('link', { name: 'Issue a token' }).first().click()
  await admin.getByRole('textbox', { name: 'Name' }).fill('Meridian production')
  await admin.getByRole('checkbox', { name: /attempts:write/ }).check()
  await admin.getByRole('checkbox', { name: /people:read/ }).check()
  await expectClean(admin)
  await admin.getByRole('button', { name: 'Issue the token' }).click()
  await admin.getByRole('heading', { level: 1, name: 'The token for Meridian production' }).waitFor()
  const token = await admin.getByText(/^gangway_/).innerText()
  await expectClean(admin)
  const others = await admin.context().newPage()
  await open(others, '/admin/tokens')
  await others.getByRole('row', { name: /Meridian production/ }).waitFor()
  expect(await others.content()).not.toContain(token)
  await others.close()
  return token
}

/** Two and a half minutes of work that ended ten minutes ago. */
const anAttemptOf = (person: string) => ({
  ...{ id: randomUUID(), person, task: 'find-your-way/find-invoice', outcome: 'success', activeMs: 2.5 * MINUTE },
  startedAt: new Date(Date.now() - 13 * MINUTE).toISOString(),
  finishedAt: new Date(Date.now() - 10 * MINUTE).toISOString(),
})

/** One request of the program: a POST if it sends something. */
async function asProgram(path: string, token: string, sent?: object) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = sent && { method: 'POST', body: JSON.stringify(sent) }
  const { status, text } = await ask(`${demo.url}/api/v1${path}`, { headers, ...body })
  return { status, json: JSON.parse(text) }
}
