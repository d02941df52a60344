import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page, type Request, type Response } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The widths that every page has to fit: the narrowest phone, and a large screen. */
export const PHONE = { width: 360, height: 740 }
export const DESK = { width: 1600, height: 900 }

/** Every browser of this test file. */
const browsers: Browser[] = []

/** The Chromium that `npm test` found, without anything that would call out. As root it has no sandbox to offer. */
export async function aBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  browsers.push(browser)
  return browser
}

/** Every page that is open now. */
export const openPages = (): Page[] =>
  browsers.flatMap((browser) => browser.contexts()).flatMap((context) => context.pages())

/** What a page shows now: its address, what it says, and what stands in its fields except passwords. */
export async function whatIsShown(page: Page): Promise<string> {
  const shown = await page.evaluate(whatStandsThere).catch((error: Error) => `nothing to be read: ${error.message}`)
  return `${page.url()}\n${shown}`
}

function whatStandsThere(): string {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input:not([type=password]), textarea, select')]
  return [document.body.innerText, ...fields.map(({ name, value }) => `${name} = ${value}`)].join('\n')
}

/** What Playwright writes where a test keeps the service worker out. */
const WORKER_KEPT_OUT = 'Service Worker registration blocked by Playwright'

/**
 * Notes whatever must not happen on a page of ours: what the console calls an error or a warning, exceptions that nobody
 * caught, requests that failed in the server or never arrived, and reports that the content security policy stopped
 * something.
 */
export function complaintsOf(page: Page, complaints: string[]): void {
  const note = (words: string) => complaints.push(`${new URL(page.url()).pathname}: ${words}`)
  page.on('console', (message) => {
    if (message.text() === WORKER_KEPT_OUT) return
    if (message.type() === 'error' || message.type() === 'warning') note(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => note(`uncaught: ${error.message}`))
  page.on('request', (request) => {
    if (pathOf(request) === '/csp-reports') note(`policy report: ${request.postData()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) note(`${response.status()} from ${pathOf(response.request())}`)
  })
  page.on('requestfailed', (request) => {
    // A page that is left stops what it was loading.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') note(`${request.failure()?.errorText}: ${pathOf(request)}`)
  })
}

const pathOf = (request: Request) => new URL(request.url()).pathname

/** `colours` are the rules that a theme can break; `all` are WCAG 2.2 A and AA and axe's best practice. */
export type Barriers = 'all' | 'colours'

/** What axe has to say against the page as it is shown now: one line a place. */
export async function barriersOn(page: Page, which: Barriers = 'all'): Promise<string[]> {
  // By the debugger: the page's own policy lets nobody add a script.
  const debug = await page.context().newCDPSession(page)
  const ask = (expression: string) =>
    debug.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
  const { result: known } = await ask('globalThis.axe !== undefined')
  if (!known.value) await ask(`(() => {${AXE}})(); undefined`)
  const only = which === 'colours' ? `runOnly: ['color-contrast', 'link-in-text-block'],` : ''
  const { result, exceptionDetails } = await ask(
    `axe.run(document, {${only} resultTypes: ['violations']}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => id + ': ' + html.slice(0, 160) + (any[0] ? ' (' + any[0].message.slice(0, 120) + ')' : ''))))`,
  )
  await debug.detach()
  if (exceptionDetails) throw new Error(`axe: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`)
  return result.value
}

/** Whether something is wider than the window, so that the page would scroll sideways. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
}

/** Shows the page in one theme, as the choice in the top bar would. */
export async function showTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
}

/** Opens a page and waits until its scripts have taken it over and it listens. */
export async function open(page: Page, address: string): Promise<Response | null> {
  const answer = await page.goto(address)
  await page.locator('html[data-alive]').waitFor({ state: 'attached' })
  return answer
}
