import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, PHONE } from '../browser.ts'
import { expectClean } from './clean.ts'
import { enter, enterLinesAndSubmit, HEADER, INVOICE_LAB, labOn, screenOn } from './invoice-lab.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'
import { expectFit } from './whole-page.ts'

const demo = await openDemo()
const NO_NETWORK = /ERR_INTERNET_DISCONNECTED|Failed to fetch|503/

test('a lab goes on without a network and over a reload, and at last everything arrives once', async () => {
  const { page, email } = await aNewcomer('Signe Holm')
  await open(page, INVOICE_LAB)
  await keeps(page, '/modules/first-invoice')
  await startLab(page)
  await expect.poll(() => attemptsOf(email)).toHaveLength(1)

  await page.context().setOffline(true)
  await page
    .getByText('No connection. Go on: what you do is kept in this browser and sent when you are back.')
    .waitFor()
  await screenOn(page).getByRole('button', { name: 'New invoice' }).click()
  await enter(page, HEADER)
  await page
    .getByText(/^No connection\. \d+ steps? (is|are) kept in this browser and sent when you are back\./)
    .waitFor()
  await expectClean(page)

  await page.reload()
  await labOn(page).getByText('Attempt 1. Step 2 of 3').waitFor()
  expect(await screenOn(page).getByLabel('Net amount').inputValue()).toBe(HEADER['Net amount'])
  await screenOn(page).getByRole('button', { name: 'Continue to lines' }).click()
  await enterLinesAndSubmit(page)
  await labOn(page)
    .getByText(/It took you \d+:\d\d/)
    .waitFor()
  await page.reload()
  await labOn(page).getByText('Attempt 1 has ended. It counts once it is sent.').waitFor()
  expect(await attemptsOf(email)).toEqual([{ outcome: null, suspect: false, presses: 0 }])

  await page.context().setOffline(false)
  await expect.poll(() => attemptsOf(email)).toEqual([{ outcome: 'success', suspect: false, presses: 3 }])
  await labOn(page)
    .getByText(/^Attempt 1 worked/)
    .waitFor()
  expect(await numberOf(email, 'attempt-started')).toBe(1)
  expect(await numberOf(email, 'attempt-finished')).toBe(1)
  demo.expectComplaint(NO_NETWORK)
})

test('without a network quick references open, and every other page says what is there', async () => {
  const { page } = await aNewcomer('Mads Rove')
  await open(page, '/modules/first-invoice')
  await keeps(page, '/modules/first-invoice')
  await keeps(page, '/modules/codes')
  await page.context().setOffline(true)

  await page
    .getByRole('navigation', { name: 'Look it up' })
    .getByRole('link', { name: /^Cost centres/ })
    .click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(new URL(page.url()).pathname).not.toBe('/modules/first-invoice')
  await page.getByText(/^No connection\./).waitFor()

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click()
  await page.getByRole('heading', { level: 1, name: 'No connection' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/')
  await expectClean(page)
  for (const width of ['light', 'dark'] as const) await expectFit(page, PHONE, width)
  await page.getByRole('link', { name: 'Enter a supplier invoice' }).click()
  await labOn(page).getByRole('button', { name: 'Start' }).waitFor()

  await page.goto('/reports')
  await page.getByRole('heading', { level: 1, name: 'No connection' }).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('link', { name: 'Try again' }).click()
  await page.getByRole('heading', { level: 1, name: /report/i }).waitFor()
  demo.expectComplaint(NO_NETWORK)
})

test('a quick reference is read in the middle of a lab without a network, and the lab goes on', async () => {
  const { page, email } = await aNewcomer('Solveig Dam')
  await open(page, INVOICE_LAB)
  await keeps(page, '/modules/first-invoice')
  await keeps(page, '/modules/codes')
  await startLab(page)
  await page.context().setOffline(true)
  await screenOn(page).getByRole('button', { name: 'New invoice' }).click()
  await enter(page, HEADER)

  await screenOn(page).getByRole('button', { name: 'Continue to lines' }).focus()
  await page.keyboard.press('q')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Find').fill('4711')
  await expect.poll(() => dialog.locator('.look-up-found a').count()).toBe(1)
  await page.keyboard.press('Enter')
  await dialog.getByRole('cell', { name: 'Packaging material' }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  expect(await screenOn(page).getByLabel('Net amount').inputValue()).toBe(HEADER['Net amount'])
  await screenOn(page).getByRole('button', { name: 'Continue to lines' }).click()
  await enterLinesAndSubmit(page)
  await page.context().setOffline(false)
  await expect.poll(() => attemptsOf(email)).toEqual([{ outcome: 'success', suspect: false, presses: 3 }])
  demo.expectComplaint(NO_NETWORK)
})

test('“Done, next” without a network is noted here, and counts once it is back', async () => {
  const { page, email } = await aNewcomer('Tiril Foss')
  await open(page, '/modules/cutover-day')
  await keeps(page, '/modules/cutover-day')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: /^Done/ }).click()
  await page.getByText('Noted here. It counts once you are connected again.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/modules/cutover-day')
  expect(await numberOf(email, 'module-confirmed')).toBe(0)

  await page.context().setOffline(false)
  await expect.poll(() => numberOf(email, 'module-confirmed')).toBe(1)
  const completed = `SELECT c.source FROM completion c JOIN person p ON p.id = c.person_id WHERE p.email = $1`
  expect(await demo.rows(completed, [email])).toEqual([{ source: 'confirmed' }])
  await page.getByRole('navigation', { name: 'Onward' }).getByText('Complete', { exact: true }).waitFor()
  demo.mayComplain(NO_NETWORK)
})

test('the film of a module that was opened plays without a network, and what was watched counts', async () => {
  const { page, email } = await aNewcomer('Ragna Vik')
  await open(page, '/modules/sign-in')
  await keeps(page, '/modules/sign-in')
  await expect.poll(() => filmsKept(page)).toHaveLength(1)
  await forgetHttpCache(page)
  await page.context().setOffline(true)
  await page.reload()
  const film = page.getByRole('figure').filter({ has: page.locator('video') })
  await film.getByRole('button', { name: 'Play', exact: true }).waitFor()
  await page.locator('video').evaluate((one: HTMLVideoElement) => {
    one.muted = true
    one.playbackRate = 2
    one.currentTime = one.duration - 3
  })
  await film.getByRole('button', { name: 'Play', exact: true }).click()
  await page.waitForFunction(() => document.querySelector('video')?.ended)
  expect(await numberOf(email, 'video-watched')).toBe(0)
  await page.context().setOffline(false)
  await expect.poll(() => numberOf(email, 'video-watched')).toBeGreaterThan(0)
  demo.mayComplain(NO_NETWORK)
})

test('without a network a film that is not kept says so, and its words stand open', async () => {
  const { page } = await aNewcomer('Ylva Rein')
  await open(page, '/modules/sign-in')
  await keeps(page, '/modules/sign-in')
  await expect.poll(() => filmsKept(page)).toHaveLength(1)
  await page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const { url } of await cache.keys()) if (url.endsWith('.mp4')) await cache.delete(url)
    }
  })
  await forgetHttpCache(page)
  await page.context().setOffline(true)
  await page.reload()
  const film = page.getByRole('figure').filter({ has: page.locator('video') })
  await film.getByText('There is no connection, so the film cannot be loaded. Its words stand below.').waitFor()
  await film.getByText('There is nothing to install.').waitFor()
  await page.context().setOffline(false)
  await film.getByRole('button', { name: 'Try again' }).click()
  await film.getByRole('button', { name: 'Play', exact: true }).waitFor()
  demo.expectComplaint(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/)
})

test('after signing out on a shared computer nothing of the person is left, with or without a network', async () => {
  const { page } = await aNewcomer('Ebba Lund')
  await open(page, INVOICE_LAB)
  await keeps(page, '/modules/first-invoice')
  await startLab(page)
  await page.locator('summary', { hasText: 'Ebba Lund' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  await expect.poll(() => traces(page)).toEqual({ databases: [], drafts: [], pages: [] })

  await page.context().setOffline(true)
  await page.goto('/modules/first-invoice')
  await page.getByRole('heading', { level: 1, name: 'No connection' }).waitFor()
  expect(await page.getByRole('listitem').count()).toBe(0)
  demo.expectComplaint(NO_NETWORK)
})

test('whoever signs in next finds nothing of somebody whose session just ended', async () => {
  const { page } = await aNewcomer('Ture Berg')
  const other = await demo.aNewcomer('Alma Krog', ['ap-daily'])
  await open(page, '/modules/first-invoice')
  await keeps(page, '/modules/first-invoice')
  await page.context().clearCookies()
  await signIn(page, other)
  await open(page, '/modules/cutover-day')
  await keeps(page, '/modules/cutover-day')
  expect(await kept(page)).not.toContain('/modules/first-invoice')
})

test('an attempt runs in one tab; another says so, and can go on with it', async () => {
  const { page, email } = await aNewcomer('Vera Stig')
  await open(page, INVOICE_LAB)
  const other = await page.context().newPage()
  await open(other, INVOICE_LAB)
  await startLab(page)
  await screenOn(page).getByRole('button', { name: 'New invoice' }).click()

  await labOn(other).getByText('Attempt 1 runs in another tab').waitFor()
  expect(await screenOn(other).count()).toBe(0)
  await expectClean(other)
  await labOn(other).getByRole('button', { name: 'Go on here' }).click()
  await labOn(other).getByText('Attempt 1. Step 2 of 3').waitFor()
  await labOn(page).getByText('Attempt 1 runs in another tab').waitFor()

  await enter(other, HEADER)
  await screenOn(other).getByRole('button', { name: 'Continue to lines' }).click()
  await enterLinesAndSubmit(other)
  await labOn(other)
    .getByText(/^Attempt 1 worked/)
    .waitFor()
  expect(await attemptsOf(email)).toEqual([{ outcome: 'success', suspect: false, presses: 3 }])
  await labOn(page).getByRole('button', { name: 'Start' }).waitFor()
})

test('a trainer asks for a time in the old product, and it is done without a network, paused, and told to nobody', async () => {
  const { page, email } = await aNewcomer('Unni Aas')
  const trainer = await demo.signedIn('trainer')
  await open(trainer, '/adoption/old-times/new')
  await trainer
    .getByLabel('Task')
    .selectOption({ label: 'Prepare and release a payment run: Prepare the run of 12 March' })
  await trainer.getByLabel('Who does it').selectOption({ label: 'Accounts payable, every day' })
  await trainer.getByLabel('Last day').fill('2199-01-01')
  await trainer.getByRole('button', { name: 'Ask them' }).click()
  await trainer.waitForURL(/old-times\/[0-9a-f-]{36}$/)
  await expectClean(trainer)

  await open(page, '/')
  await page
    .getByRole('region', { name: /^How long does it take in Ledgerline/ })
    .getByRole('link')
    .click()
  const task = page.locator('section.task')
  await task.getByRole('button', { name: 'Start' }).waitFor()
  await keeps(page, new URL(page.url()).pathname)
  await expectClean(page)
  await page.context().setOffline(true)
  await task.getByRole('button', { name: 'Start' }).click()
  await task.getByRole('button', { name: 'Pause' }).click()
  await task.getByText('Paused').waitFor()
  await page.reload()
  await task.getByRole('button', { name: 'Go on' }).click()
  await task.getByRole('button', { name: 'It worked' }).click()
  await task.getByText('Attempt 1 has ended. It counts once it is sent.').waitFor()
  const tried = `SELECT o.outcome, o.suspect_reason IS NOT NULL AS suspect, o.paused_ms > 0 AS paused
    FROM old_attempt o JOIN person p ON p.id = o.person_id WHERE p.email = $1`
  expect(await demo.rows(tried, [email])).toEqual([])

  await page.context().setOffline(false)
  await expect.poll(() => demo.rows(tried, [email])).toEqual([{ outcome: 'success', suspect: false, paused: true }])
  expect(await attemptsOf(email)).toEqual([])
  await trainer.reload()
  await trainer
    .getByRole('row', { name: /^Unni Aas/ })
    .getByText('Did it')
    .waitFor()
  await trainer.getByText('Told from five people on').waitFor()
  demo.expectComplaint(NO_NETWORK)
})

async function aNewcomer(name: string): Promise<{ page: Page; email: string }> {
  const email = await demo.aNewcomer(name, ['ap-daily'])
  return { page: await signIn(await demo.aVisitor({ serviceWorkers: 'allow' }), email), email }
}

async function startLab(page: Page): Promise<void> {
  await labOn(page).getByRole('button', { name: 'Start' }).click()
  await screenOn(page).waitFor()
}

/** The addresses of the pages that this browser keeps. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const list = await caches.match('/offline/kept.json')
    return list ? ((await list.json()) as { path: string }[]).map(({ path }) => path) : []
  })
}

/** The addresses of films that this browser keeps. */
const filmsKept = (page: Page) =>
  page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
    const found = await Promise.all(caches_.map((cache) => cache.keys()))
    return found.flat().flatMap(({ url }) => (url.endsWith('.mp4') ? url : []))
  })

/** What the browser itself still holds of a short film would play. */
async function forgetHttpCache(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Network.clearBrowserCache')
  await browser.detach()
}

/** Waits until the worker has kept a page. */
const keeps = (page: Page, path: string) => expect.poll(() => kept(page)).toContain(path)

/** What a browser could tell of whoever was here. */
function traces(page: Page) {
  return page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    drafts: Object.keys(localStorage),
    pages: (await caches.keys()).filter((name) => name !== 'gangway-assets'),
  }))
}

function attemptsOf(email: string) {
  return demo.rows(
    `SELECT a.outcome, a.suspect,
       (SELECT count(*)::int FROM log.event e WHERE e.attempt_id = a.id AND e.type = 'lab-step') AS presses
     FROM attempt a JOIN person p ON p.id = a.person_id WHERE p.email = $1 ORDER BY a.id`,
    [email],
  )
}

async function numberOf(email: string, type: string): Promise<number> {
  const events = await demo.rows(
    'SELECT FROM log.event e JOIN person p ON p.id = e.person_id WHERE p.email = $1 AND e.type = $2',
    [email, type],
  )
  return events.length
}
