import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { aBrowser, DESK, open } from '../browser.ts'
import { enter, enterLinesAndSubmit, HEADER, INVOICE_LAB, labOn, screenOn } from '../journeys/invoice-lab.ts'
import { signIn } from '../journeys/visitors.ts'
import { aDeployment, type Deployment } from './deployment.ts'
import { postmasterPid } from './postgres-holder.ts'

const LIMIT = 180_000

let deployment: Deployment
let browser: Browser
beforeAll(async () => {
  ;[deployment, browser] = await Promise.all([aDeployment(), aBrowser()])
}, LIMIT)
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))
afterAll(async () => {
  await browser?.close()
  await deployment?.end()
}, LIMIT)

test('killed, the server takes up a lab where it was', { timeout: LIMIT }, async () => {
  const { page, receipts, personId } = await inTheMiddleOfTheLab('Lena Berg')
  await deployment.killServer()
  await screenOn(page).getByRole('button', { name: 'Continue to lines' }).click()
  await page.getByText(/^No connection\. \d steps? (is|are) kept in this browser/).waitFor()
  await enter(page, { 'Cost centre, Printer paper': '120' })

  await deployment.startServer()
  await page.reload()
  await labOn(page).getByText('Attempt 1. Step 3 of 3').waitFor()
  await expect.poll(() => screenOn(page).getByLabel('Cost centre, Printer paper').inputValue()).toBe('120')
  await finishOnce(page, personId, receipts)
})

test('killed, PostgreSQL comes back and a lab goes on', { timeout: LIMIT }, async () => {
  const { page, receipts, personId } = await inTheMiddleOfTheLab('Tom Reed')
  process.kill(postmasterPid(deployment.data) ?? 0, 'SIGKILL')
  await screenOn(page).getByRole('button', { name: 'Continue to lines' }).click()
  await enter(page, { 'Cost centre, Printer paper': '120' })
  const meanwhile = await page.request.get('/library', { headers: { accept: 'text/html' } })
  expect(await meanwhile.text()).not.toMatch(/postgres|ECONN|terminat|\bat .*\.js:/i)

  await deployment.ready()
  await open(page, INVOICE_LAB)
  await labOn(page).getByText('Attempt 1. Step 3 of 3').waitFor()
  await expect.poll(() => screenOn(page).getByLabel('Cost centre, Printer paper').inputValue()).toBe('120')
  await finishOnce(page, personId, receipts)
})

test('without a network a lab goes on, says what it keeps, and sends it once', { timeout: LIMIT }, async () => {
  const { page, receipts, personId } = await inTheMiddleOfTheLab('Ida Moe')
  await page.context().setOffline(true)
  await screenOn(page).getByRole('button', { name: 'Continue to lines' }).click()
  await page
    .getByText(/^No connection\. \d+ steps? (is|are) kept in this browser and sent when you are back\./)
    .waitFor()
  await enterLinesAndSubmit(page)
  await labOn(page)
    .getByText(/It took you \d+:\d\d/)
    .waitFor()
  await page.getByText(/^No connection\. ([3-9]|\d\d) steps are kept in this browser/).waitFor()
  expect(await eventsOf(personId, 'attempt-finished')).toHaveLength(0)

  await page.context().setOffline(false)
  await finishedOnce(page, personId, receipts)

  const before = await standingOf(personId)
  const resent = await page.evaluate(async (body) => {
    const answer = await fetch('/events', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    return { status: answer.status, receipt: await answer.json() }
  }, receipts.batches.at(-1) ?? '')
  const ids = JSON.parse(receipts.batches.at(-1) ?? '').events.map(({ id }: { id: string }) => id)
  expect(resent).toEqual({ status: 202, receipt: { accepted: ids, refused: [] } })
  expect(await standingOf(personId)).toEqual(before)
})

/** What the server said that it has, as the browser heard it. */
type Receipts = { accepted: Set<string>; batches: string[] }

/** Somebody on the lab's second screen, with its fields filled in and the first press acknowledged. */
async function inTheMiddleOfTheLab(name: string) {
  const { id: personId, email, password } = await deployment.aLearner(name)
  const context = await browser.newContext({ baseURL: deployment.url, viewport: DESK, reducedMotion: 'reduce' })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const receipts = await receiptsOf(page)
  await signIn(page, email, password)
  await open(page, INVOICE_LAB)
  await labOn(page).getByRole('button', { name: 'Start' }).click()
  await screenOn(page).getByRole('button', { name: 'New invoice' }).click()
  await enter(page, HEADER)
  await expect.poll(() => eventsOf(personId, 'lab-step')).toHaveLength(1)
  return { page, receipts, personId }
}

async function receiptsOf(page: Page): Promise<Receipts> {
  const receipts: Receipts = { accepted: new Set(), batches: [] }
  await page.exposeFunction('noteReceipt', (accepted: string[], batch: string) => {
    for (const id of accepted) receipts.accepted.add(id)
    receipts.batches.push(batch)
  })
  await page.addInitScript(() => {
    const send = globalThis.fetch
    const { noteReceipt } = globalThis as unknown as { noteReceipt: (accepted: string[], batch: string) => void }
    globalThis.fetch = async (to, options) => {
      const answer = await send(to, options)
      if (to === '/events' && answer.status === 202) {
        noteReceipt((await answer.clone().json()).accepted, String(options?.body))
      }
      return answer
    }
  })
  return receipts
}

async function finishOnce(page: Page, personId: string, receipts: Receipts): Promise<void> {
  await enterLinesAndSubmit(page)
  await labOn(page)
    .getByText(/It took you \d+:\d\d/)
    .waitFor()
  await finishedOnce(page, personId, receipts)
}

/** One attempt, finished once with every press; and all that the browser was told is stored is in the log, nothing else. */
async function finishedOnce(page: Page, personId: string, receipts: Receipts): Promise<void> {
  await expect.poll(() => eventsOf(personId, 'attempt-finished'), { timeout: 60_000 }).toHaveLength(1)
  await expect.poll(() => page.getByText(/kept in this browser/).count()).toBe(0)
  const steps = await eventsOf(personId, 'lab-step')
  expect(steps.map(({ data }) => data.nth)).toEqual([0, 1, 2])
  expect(await eventsOf(personId, 'attempt-started')).toHaveLength(1)
  const acknowledged = () => [...receipts.accepted].sort()
  const logged = async () => (await eventsOf(personId)).map(({ id }) => id)
  await vi.waitFor(async () => expect(acknowledged()).toEqual(await logged()), { timeout: 10_000 })
  expect((await standingOf(personId)).attempts).toEqual([{ outcome: 'success', errors: 0, ordinal: 1 }])
}

type Logged = { id: string; type: string; data: { nth?: number } }

/** What the log holds of a person, of one type or of all, in the order of what happened. */
function eventsOf(personId: string, type: string | null = null): Promise<Logged[]> {
  return deployment.rows<Logged>(
    'SELECT id, type, data FROM log.event WHERE person_id = $1 AND ($2::text IS NULL OR type = $2) ORDER BY id',
    [personId, type],
  )
}

/** What follows from a person's events, and how many they are; a page that grows may show a further block meanwhile. */
async function standingOf(personId: string) {
  const attempts = await deployment.rows(
    'SELECT outcome, errors, ordinal FROM attempt WHERE person_id = $1 ORDER BY id',
    [personId],
  )
  const events = await eventsOf(personId)
  return { attempts, events: events.filter(({ type }) => type !== 'block-reached').length }
}
