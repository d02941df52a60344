import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { open } from '../browser.ts'
import { aMailbox } from '../mailbox.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const mailbox = await aMailbox()
afterAll(mailbox.close)
const demo = await openDemo({ SMTP_URL: mailbox.url })
const passphrase = 'violet harbour kettle'

test('an admin invites a person, who chooses a password by the mail and is where they belong', async () => {
  const admin = await demo.signedIn('admin')
  await admin.getByRole('link', { name: 'Admin' }).click()
  await admin.getByRole('link', { name: 'Add a person' }).click()
  await admin.getByLabel('Name').fill('Freya Lindholm')
  await admin.getByLabel('E-mail').fill('freya.lindholm@brackwater.example')
  await admin.getByRole('checkbox', { name: 'Approvers' }).check()
  await admin.getByRole('checkbox', { name: /Champion/ }).check()
  await expectClean(admin)
  await admin.getByRole('button', { name: 'Add the person' }).click()
  await admin.getByText('the invitation is on its way').waitFor()

  const freya = await demo.aVisitor()
  await open(freya, await linkIn(/freya\.lindholm/, /\/choose-password\//))
  await freya.getByLabel('New password').fill(passphrase)
  await freya.getByLabel('The same again').fill(passphrase)
  await expectClean(freya)
  await freya.getByRole('button', { name: 'Set password and sign in' }).click()
  await freya.getByText('Your password is set.').waitFor()
  await freya.getByText('Approvers').first().waitFor()
  await freya.getByRole('link', { name: 'Cohorts' }).waitFor()

  await admin.reload()
  await admin.getByText('Active').first().waitFor()
})

test('a file of people is refused whole, with its lines, and taken whole once it is right', async () => {
  const admin = await demo.signedIn('admin')
  await open(admin, '/admin/people/import')
  await readFile(admin, [
    'name,email,audiences,roles',
    'Ida Moe,ida.moe@brackwater.example,ap-dayly,',
    ',nobody@brackwater.example,,boss',
  ])
  await admin.getByRole('heading', { name: /problems in people\.csv/ }).waitFor()
  demo.expectComplaint(/400/)
  await admin.getByRole('row', { name: /^2 audiences/ }).waitFor()
  await admin.getByRole('row', { name: /^3 name/ }).waitFor()
  await admin.getByRole('row', { name: /^3 roles/ }).waitFor()
  await expectClean(admin)

  await readFile(admin, [
    'name,email,audiences,roles,externalId',
    'Ida Moe,ida.moe@brackwater.example,ap-daily;readers,,B9001',
    'Karl Brun,karl.brun@brackwater.example,treasury,trainer,B9002',
  ])
  await admin.getByRole('heading', { level: 1, name: 'This file adds 2 people' }).waitFor()
  await admin.getByRole('checkbox', { name: /Invite/ }).check()
  await expectClean(admin)
  await admin.getByRole('button', { name: 'Add 2 people' }).click()
  await admin.getByText('2 people added, 0 changed, 2 invited.').waitFor()
  await linkIn(/ida\.moe/, /\/choose-password\//)

  await open(admin, '/admin/people/import')
  await readFile(admin, ['name,email', 'Ida Moe,ida.moe@brackwater.example'])
  await admin.getByRole('heading', { level: 1, name: 'This file changes nothing' }).waitFor()
})

test('a file that is too large is told beside its field, and what was cut off before any page in its own words', async () => {
  const admin = await demo.signedIn('admin')
  await open(admin, '/admin/people/import')
  const large = ['name,email', 'x'.repeat(2_000_000)]
  await readFile(admin, large)
  await expect.poll(() => admin.getByLabel('File', { exact: true }).getAttribute('aria-invalid')).toBe('true')
  await admin.getByText('This file has 2.0 MB, and 1 MB is the most.').waitFor()
  await expectClean(admin)

  // A form that checks nothing itself, as a browser would send it that a person had for long.
  await admin.getByLabel('File', { exact: true }).evaluate((field) => {
    Object.defineProperty(File.prototype, 'size', { get: () => 1 })
    field.removeAttribute('aria-invalid')
  })
  await readFile(admin, large)
  await admin.getByRole('heading', { level: 1, name: 'Too large' }).waitFor()
  await admin.getByText('What was sent is larger than 1 MiB.').waitFor()
  demo.expectComplaint(/413/)
  await expectClean(admin)
})

test('an audience is added by form, and people join it by file', async () => {
  const admin = await demo.signedIn('admin')
  await open(admin, '/admin/audiences')
  await admin.getByRole('link', { name: 'Add an audience' }).click()
  await admin.getByLabel('Short name').fill('Interns 2026')
  await admin.getByLabel('Name', { exact: true }).fill('Interns')
  await admin.getByRole('radio', { name: /Now and then/ }).check()
  await admin.getByRole('button', { name: 'Add the audience' }).click()
  await expect.poll(() => admin.getByLabel('Short name').getAttribute('aria-invalid')).toBe('true')
  demo.expectComplaint(/400/)
  expect(await admin.getByLabel('Name', { exact: true }).inputValue()).toBe('Interns')
  await expectClean(admin)
  await admin.getByLabel('Short name').fill('interns')
  await admin.getByRole('button', { name: 'Add the audience' }).click()
  await admin.getByText('Interns is added.').waitFor()

  await open(admin, '/admin/people/import')
  await readFile(admin, ['name,email,audiences', 'Priya Raman,power@demo.test,interns;ap-daily;readers'])
  await admin.getByRole('heading', { level: 1, name: 'This file changes 1 person' }).waitFor()
  await admin.getByRole('button', { name: 'Change 1 person' }).click()
  await admin.getByText('0 people added, 1 changed.').waitFor()
  await findPerson(admin, 'Priya Raman')
  await admin.getByRole('table').getByText('Interns').first().waitFor()
})

test('a role opens its pages at once, and its end closes them', async () => {
  const power = await demo.signedIn('power')
  const admin = await demo.signedIn('admin')
  await findPerson(admin, 'Priya Raman')
  await admin.getByRole('button', { name: 'Give the role Trainer' }).click()
  await admin.getByRole('button', { name: 'End the role Trainer' }).waitFor()
  await open(power, '/adoption')
  await power.getByRole('heading', { level: 1, name: /Cutover/ }).waitFor()
  await admin.getByRole('button', { name: 'End the role Trainer' }).click()
  await admin.getByRole('button', { name: 'Give the role Trainer' }).waitFor()
  expect((await open(power, '/adoption'))?.status()).toBe(403)
  demo.expectComplaint(/403/)
})

test('whoever has left is signed out everywhere, cannot come in, and can be brought back', async () => {
  const email = await demo.aNewcomer('Viktor Sand', ['readers'])
  const viktor = await signIn(await demo.aVisitor(), email)
  const admin = await demo.signedIn('admin')
  await findPerson(admin, 'Viktor Sand')
  await admin.getByText('Record that they leave').click()
  await admin.getByRole('button', { name: 'Record leaving' }).click()
  await admin.getByText(/^Left/).first().waitFor()
  await open(viktor, '/')
  expect(new URL(viktor.url()).pathname).toBe('/sign-in')
  await viktor.getByLabel('E-mail').fill(email)
  await viktor.getByLabel('Password', { exact: true }).fill('gangway-demo')
  await viktor.getByRole('button', { name: 'Sign in' }).click()
  await viktor.getByText('Your access ended').waitFor()
  demo.expectComplaint(/400/)
  await admin.getByRole('button', { name: 'Bring them back' }).click()
  await admin.getByText('Active').first().waitFor()
  await signIn(viktor, email)
})

test('a forgotten password is replaced by mail, and every act stands in the audit log', async () => {
  const page = await demo.aVisitor()
  await open(page, '/sign-in')
  await page.getByRole('link', { name: 'Forgotten' }).click()
  await page.waitForURL('**/reset-password')
  await page.getByLabel('E-mail').fill('power@demo.test')
  await page.getByRole('button').filter({ hasText: /link/i }).click()
  await open(page, await linkIn(/power@demo/, /\/choose-password\//))
  await page.getByLabel('New password').fill(passphrase)
  await page.getByLabel('The same again').fill(passphrase)
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await page.getByText('Your password is set.').waitFor()

  const admin = await demo.signedIn('admin')
  await open(admin, '/admin/audit')
  for (const words of [/role given/i, /role ended/i, /person left|leaving/i, /imported|import/i]) {
    await admin.getByRole('row', { name: words }).first().waitFor()
  }
  await open(admin, '/admin/mail')
  await admin
    .getByRole('link')
    .filter({ hasText: /password/i })
    .first()
    .click()
  await admin.getByRole('heading', { level: 1 }).waitFor()
  expect(await admin.getByRole('main').innerText()).not.toMatch(/choose-password\/[\w-]{20,}/)
  await expectClean(admin)
})

async function readFile(page: Page, lines: string[]): Promise<void> {
  const buffer = Buffer.from(lines.join('\r\n'))
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Read the file' }).click()
}

async function findPerson(page: Page, name: string): Promise<void> {
  await open(page, '/admin/people')
  await page.getByRole('searchbox').fill(name)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** The path of the link in the newest mail to somebody; waits for the mail to arrive. */
async function linkIn(to: RegExp, link: RegExp): Promise<string> {
  const links = () =>
    mailbox.mails
      .filter((mail) => [mail.to].flat().some((one) => to.test(one?.text ?? '')))
      .flatMap((mail) => mail.text?.match(/https?:\/\/\S+/g) ?? [])
      .map((found) => new URL(found).pathname)
      .filter((found) => link.test(found))
  await expect.poll(() => links().length, { timeout: 15_000 }).toBeGreaterThan(0)
  return links().at(-1) ?? ''
}
