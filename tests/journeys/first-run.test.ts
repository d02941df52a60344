import type { Browser, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { aBrowser, barriersOn, complaintsOf, DESK, open } from '../browser.ts'
import { runCommand } from '../faults/run-command.ts'
import { freePort } from '../free-port.ts'
import { aMailbox } from '../mailbox.ts'
import { aForeignDatabase } from '../system-postgres.ts'
import { signIn } from './visitors.ts'

const [database, mailbox, browser] = await Promise.all([aForeignDatabase(), aMailbox(), aBrowser()])
afterAll(() => Promise.all([database.end(), mailbox.close(), browser.close()]))

const password = 'violet harbour kettle'
const complaints: string[] = []

test(`from an empty PostgreSQL ${database.version} to a learner who has completed a module`, async () => {
  expect(Number.parseInt(database.version, 10)).toBeGreaterThanOrEqual(15)
  const port = await freePort()
  const start = runCommand('start', {
    DATABASE_URL: database.url,
    PORT: String(port),
    SMTP_URL: mailbox.url,
    LOG_LEVEL: 'warn',
  })
  await start.says(`Gangway runs at http://127.0.0.1:${port}`)
  const url = `http://127.0.0.1:${port}`

  const admin = await aPage(browser, url)
  await becomeFirstAdmin(admin, tokenIn(start.output()))
  await findContent(admin)
  await seeWhatIsMissing(admin, 'Nobody is assigned to Cutover yet', 'See what is assigned to whom')
  await addPeople(admin)
  await seeWhatIsMissing(
    admin,
    'Nobody of 2 people has started',
    'See who has not started',
    '/adoption/completion?milestone=wave-1',
  )

  const lena = await aPage(browser, url)
  await choosePassword(lena, await invitationOf('lena.berg@brackwater.example'))
  await completeModule(lena)
  await seeWhoIsComplete(admin)

  expect(complaints).toEqual([])
  expect(start.output()).not.toMatch(/"level":/)
  start.signal('SIGTERM')
  expect(await start.ended).toBe(0)
})

async function aPage(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: DESK, reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  complaintsOf(page, complaints)
  return page
}

/** Forgets what the browser says of a form that was refused, which this journey does on purpose. */
function expectRefusal(): void {
  const refusals = complaints.filter((complaint) => /status of 400/.test(complaint))
  expect(complaints.splice(0)).toEqual(refusals)
  expect(refusals).toHaveLength(1)
}

/** The token stands in the log once, in words; see docs/operations.md. */
function tokenIn(log: string): string {
  const token = /token\W+([\w-]{20,})/i.exec(log)?.[1]
  if (!token) throw new Error(`No token in: ${log}`)
  return token
}

/** Every address leads to the form for the first admin; only whoever can read the log gets past it, and only once. */
async function becomeFirstAdmin(page: Page, token: string): Promise<void> {
  await open(page, '/library')
  await page.getByRole('heading', { level: 1, name: 'Create the first admin' }).waitFor()
  expect(await barriersOn(page)).toEqual([])
  const fillIn = async (given: string) => {
    await page.getByLabel('Token').fill(given)
    await page.getByLabel('Your name').fill('Ada Brook')
    await page.getByLabel('E-mail').fill('ada.brook@brackwater.example')
    await page.getByLabel('Password').fill(password)
    await page.getByLabel('The same again').fill(password)
    await page.getByRole('button', { name: 'Create the first admin' }).click()
  }
  await fillIn('a-token-that-was-guessed-by-someone')
  await page.getByText('This token is not the one in the log').first().waitFor()
  expectRefusal()
  await fillIn(token)
  await page.getByText('You are the first admin. Next, add people.').waitFor()
  await open(page, '/first-admin')
  expect(new URL(page.url()).pathname).not.toBe('/first-admin')
}

/** A start publishes the project's content into an empty database: milestones and audiences are there. */
async function findContent(page: Page): Promise<void> {
  await open(page, '/milestones')
  await page
    .getByRole('link', { name: /Cutover/ })
    .first()
    .waitFor()
  await open(page, '/admin/audiences')
  await page.getByText('Treasury').first().waitFor()
  expect(await barriersOn(page)).toEqual([])
}

/** A page of figures that has none says so in its title, and where to go on. */
async function seeWhatIsMissing(page: Page, title: string, act: string, address = '/adoption'): Promise<void> {
  const told = async () => {
    await open(page, address)
    return page.getByRole('heading', { level: 1 }).innerText()
  }
  await expect.poll(told, { timeout: 20_000 }).toBe(title)
  expect(await page.getByRole('link', { name: act }).getAttribute('href')).toMatch(/^\/(milestones|adoption)\//)
  expect(await page.getByRole('table').count()).toBe(0)
  expect(await barriersOn(page)).toEqual([])
}

/** First with an address that is none and an audience that nobody knows; then right, with an invitation. */
async function addPeople(page: Page): Promise<void> {
  await open(page, '/admin/people/import')
  await readFile(page, ['Lena Berg,lena.berg@,readers', 'Tom Reed,tom.reed@brackwater.example,aprovers'])
  await page.getByRole('row', { name: /^2 email/ }).waitFor()
  await page.getByRole('row', { name: /^3 audiences/ }).waitFor()
  expectRefusal()
  await readFile(page, [
    'Lena Berg,lena.berg@brackwater.example,ap-daily;readers',
    'Tom Reed,tom.reed@brackwater.example,approvers',
  ])
  await page.getByRole('checkbox', { name: /Invite/ }).check()
  await page.getByRole('button', { name: 'Add 2 people' }).click()
  await page.getByText('2 people added, 0 changed, 2 invited.').waitFor()
}

async function readFile(page: Page, people: string[]): Promise<void> {
  const buffer = Buffer.from(['name,email,audiences', ...people].join('\r\n'))
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Read the file' }).click()
}

/** The path of the link in the mail that invites somebody; waits for the mail to arrive. */
async function invitationOf(address: string): Promise<string> {
  const links = () =>
    mailbox.mails
      .filter(({ to }) => [to].flat().some((one) => one?.text.includes(address)))
      .flatMap(({ text }) => text?.match(/https?:\/\/\S+\/choose-password\/\S+/g) ?? [])
  await expect.poll(() => links().length, { timeout: 20_000 }).toBe(1)
  return new URL(links()[0] ?? '').pathname
}

async function choosePassword(page: Page, link: string): Promise<void> {
  await open(page, link)
  await page.getByLabel('New password').fill(password)
  await page.getByLabel('The same again').fill(password)
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await page.getByText('Your password is set.').waitFor()
}

/** By the form this time, and from Home, as on any later day. */
async function completeModule(page: Page): Promise<void> {
  await page.context().clearCookies()
  await signIn(page, 'lena.berg@brackwater.example', password)
  await page.getByRole('link', { name: 'What happens on cutover day' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'What happens on cutover day' }).waitFor()
  await page.getByRole('button', { name: /^Done/ }).click()
  await page.getByText('Complete. It is on your transcript.').waitFor()
  await open(page, '/transcript')
  await page.getByRole('row', { name: /What happens on cutover day/ }).waitFor()
}

/** What the learner did counts where the migration is led. */
async function seeWhoIsComplete(page: Page): Promise<void> {
  await open(page, '/milestones/cutover')
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await barriersOn(page)).toEqual([])
}
