import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { LONGEST_TEXT } from '#app/domain/practice/limits.ts'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { INVOICE_LAB, labOn, screenOn } from './invoice-lab.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()

test('a task outside can be paused over a reload, and tells how it went', async () => {
  const { page, email } = await aNewcomer('Ola Brandt')
  await open(page, '/modules/going-back#drill')
  const task = page.getByRole('region', { name: 'Walk the way back' })
  await task.getByRole('button', { name: 'Start' }).click()
  await task.getByText('The clock runs until you say how it went.').waitFor()
  await task.getByRole('button', { name: 'Pause' }).click()
  await task.getByText('Paused').waitFor()
  await expectClean(page)
  await page.reload()
  await task.getByText('Paused').waitFor()
  await task.getByRole('button', { name: 'Go on' }).click()
  await task.getByText('The clock runs until you say how it went.').waitFor()
  await task.getByRole('button', { name: 'It worked' }).click()
  await task.getByText(/^Attempt 1 worked/).waitFor()
  await task.getByRole('button', { name: 'Do it again' }).click()
  await task.getByText('Attempt 2').waitFor()
  await task.getByRole('button', { name: 'Give up' }).click()
  await task.getByText('Attempt 2 was given up').waitFor()
  expect(await attemptsOf(email)).toEqual([
    { ordinal: 1, outcome: 'success', paused: true },
    { ordinal: 2, outcome: 'gave up', paused: false },
  ])
})

test('a lab can be started again and given up', async () => {
  const { page, email } = await aNewcomer('Ines Falk')
  await open(page, INVOICE_LAB)
  await labOn(page).getByRole('button', { name: 'Start' }).click()
  await screenOn(page).getByRole('button', { name: 'New invoice' }).click()
  await labOn(page).getByText('Attempt 1. Step 2 of 3').waitFor()
  await labOn(page).getByRole('button', { name: 'Start again' }).click()
  await labOn(page).getByText('Attempt 2. Step 1 of 3').waitFor()
  await screenOn(page).getByRole('button', { name: 'New invoice' }).click()
  expect(await screenOn(page).getByLabel('Net amount').getAttribute('maxlength')).toBe(`${LONGEST_TEXT}`)
  await labOn(page).getByRole('button', { name: 'Give up' }).click()
  await labOn(page).getByText('Attempt 2 was given up at step 2 of 3').waitFor()
  expect(await attemptsOf(email)).toEqual([
    { ordinal: 1, outcome: 'gave up', paused: false },
    { ordinal: 2, outcome: 'gave up', paused: false },
  ])
})

test('where the clock is wrong, the page says that nothing counts, and an answer can be sent again', async () => {
  const { page } = await aNewcomer('Timo Wick')
  await page.clock.setSystemTime(new Date(Date.now() + 12.5 * 60_000))
  await open(page, '/modules/first-invoice#check-yourself')
  const check = page.getByRole('form', { name: 'Three situations from a Monday morning' })
  const chosen = ['500.00', 'Save a draft', 'Recall it, correct the line, submit again']
  for (const choice of chosen) await check.getByRole('radio', { name: choice }).check()
  await check.getByRole('button', { name: 'Answer' }).click()
  await check.getByText(/Your answer does not count\. This device's clock is 12 min fast/).waitFor()
  await page.getByText(/^\d steps? do(es)? not count\. This device's clock is 12 min fast/).waitFor()

  await page.clock.setSystemTime(new Date())
  await page.reload()
  for (const choice of chosen) {
    await expect.poll(() => check.getByRole('radio', { name: choice }).isChecked()).toBe(true)
  }
  await check.getByRole('button', { name: 'Answer' }).click()
  await check.getByText('3 of 3 right, 100%').waitFor()
})

test('signing out asks before anything is lost, sends it first where it can, and leaves nothing behind', async () => {
  const { page, email } = await aNewcomer('Rosa Lind')
  await startLabUnreachable(page)
  await signOut(page, 'Rosa Lind')
  await page.getByRole('dialog', { name: /^Sign out and lose \d steps?\?$/ }).waitFor()
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  expect(await attemptsOf(email)).toEqual([])

  await page.unroute('**/events')
  await signOut(page, 'Rosa Lind')
  await page.waitForURL('**/sign-in')
  expect(await attemptsOf(email)).toEqual([{ ordinal: 1, outcome: null, paused: false }])
  await expect.poll(() => keptDatabases(page)).toEqual([])
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  demo.expectComplaint(UNREACHABLE)
})

test('what is done on another page after signing out is kept, said so, and sent after the next sign-in', async () => {
  const { page, email } = await aNewcomer('Per Storm')
  const other = await page.context().newPage()
  await open(other, INVOICE_LAB)
  await labOn(other).getByRole('button', { name: 'Start' }).click()
  await expect.poll(() => attemptsOf(email)).toHaveLength(1)
  await signOut(page, 'Per Storm')
  await page.waitForURL('**/sign-in')
  await screenOn(other).getByRole('button', { name: 'New invoice' }).click()
  await other.getByText(/^You are signed out\. \d steps? (is|are) kept in this browser\./).waitFor()
  await other.close()
  await signIn(page, email)
  const presses = () =>
    demo.rows(
      `SELECT FROM log.event e JOIN person p ON p.id = e.person_id WHERE p.email = $1 AND e.type = 'lab-step'`,
      [email],
    )
  await expect.poll(presses).toHaveLength(1)
  demo.expectComplaint(/401/)
})

test('a browser that keeps nothing says so, and what was done is sent all the same', async () => {
  const { page, email } = await aNewcomer('Lars Moor')
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'UnknownError')
    }
  })
  await open(page, INVOICE_LAB)
  await labOn(page).getByRole('button', { name: 'Start' }).click()
  await page.getByText('This browser keeps nothing: stay on this page until what you did is sent.').waitFor()
  await expect.poll(() => attemptsOf(email)).toHaveLength(1)
  await expectClean(page)
})

test('a film that plays while its owner signs out counts as far as it was watched', async () => {
  const { page, email } = await aNewcomer('Mette Rask')
  const alive = page.waitForResponse('**/events')
  await open(page, '/modules/sign-in')
  await alive
  await page.locator('video').evaluate(async (film: HTMLVideoElement) => {
    film.muted = true
    await film.play()
    await new Promise((played) => film.addEventListener('timeupdate', () => film.currentTime > 1 && played(null)))
  })
  await signOut(page, 'Mette Rask')
  await page.waitForURL(({ pathname }) => pathname === '/sign-in')
  const [watch] = await demo.rows<{ position: number }>(
    'SELECT w.position FROM video_watch w JOIN person p ON p.id = w.person_id WHERE p.email = $1',
    [email],
  )
  expect(watch?.position).toBeGreaterThanOrEqual(1)
  await expect.poll(() => keptDatabases(page)).toEqual([])
})

test('whoever comes to the same browser leaves alone what waits there for somebody else', async () => {
  const { page, email } = await aNewcomer('Jon Abel')
  const other = await demo.aNewcomer('Eva Holt', ['ap-daily'])
  await startLabUnreachable(page)
  await page.context().clearCookies()
  await page.unroute('**/events')

  await signIn(page, other)
  await open(page, INVOICE_LAB)
  await labOn(page).getByRole('button', { name: 'Start' }).click()
  await expect.poll(() => attemptsOf(other)).toHaveLength(1)
  await signOut(page, 'Eva Holt')
  await page.waitForURL('**/sign-in')
  expect(await attemptsOf(email)).toEqual([])

  await signIn(page, email)
  await expect.poll(() => attemptsOf(email)).toHaveLength(1)
  demo.expectComplaint(UNREACHABLE)
})

async function aNewcomer(name: string): Promise<{ page: Page; email: string }> {
  const email = await demo.aNewcomer(name, ['ap-daily'])
  return { page: await signIn(await demo.aVisitor(), email), email }
}

/** Starts the lab while its events cannot reach the server, which the page says. */
async function startLabUnreachable(page: Page): Promise<void> {
  await page.route('**/events', (route) => route.abort('connectionrefused'))
  await open(page, INVOICE_LAB)
  await labOn(page).getByRole('button', { name: 'Start' }).click()
  await page.getByText(/^No connection\. \d steps? (is|are) kept in this browser/).waitFor()
}

const UNREACHABLE = /ERR_CONNECTION_REFUSED/

async function signOut(page: Page, name: string): Promise<void> {
  await page.locator('summary', { hasText: name }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
}

const keptDatabases = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))

function attemptsOf(email: string) {
  return demo.rows(
    `SELECT a.ordinal, a.outcome, a.paused_ms > 0 AS paused FROM attempt a JOIN person p ON p.id = a.person_id
     WHERE p.email = $1 ORDER BY a.id`,
    [email],
  )
}
