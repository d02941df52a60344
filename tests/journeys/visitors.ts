import path from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { projectRoot } from '#app/platform/project.server.ts'
import { complaintsOf, DESK, whatIsShown } from '../browser.ts'
import { DEMO_PASSWORD } from '../demo-database.ts'

/** The people whom the demo introduces; `learner` is learner@demo.test. */
export type DemoName = 'learner' | 'power' | 'champion' | 'trainer' | 'lead' | 'admin'

/** People who come to a portal, each with a browser of their own. */
export type Visitors = {
  /** nobody is signed in there */
  aVisitor: (options?: BrowserContextOptions) => Promise<Page>
  /** signed in by the form as one of the demo's people */
  signedIn: (who: DemoName, options?: BrowserContextOptions) => Promise<Page>
  /** the same, or whoever has this address, in the browser of an earlier visit: its session and cache cost seconds */
  backAgain: (who: DemoName | `${string}@${string}`) => Promise<Page>
  /** The same in the tab that they had, for journeys that only look: a new tab costs more than a page. */
  inTheirTab: (who: DemoName) => Promise<Page>
  /** ends what the visitors of a test have open; those who come back keep their browsers */
  leave: () => Promise<void>
  /** what must not happen on any page, and has (`complaintsOf`) */
  complaints: string[]
}

/** Pictures of pages on which a journey failed. */
const FAILURES = path.join(projectRoot, '.data/test/failures')

export function visitorsOf(url: string, browser: Browser): Visitors {
  const complaints: string[] = []
  const kept = new Map<string, BrowserContext>()

  const aVisitor = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({
      baseURL: url,
      viewport: DESK,
      reducedMotion: 'reduce',
      colorScheme: 'light',
      // Pages answer from the network, where tests can get in between; offline.test.ts lets the worker in.
      serviceWorkers: 'block',
      ...options,
    })
    context.on('page', (page) => complaintsOf(page, complaints))
    context.setDefaultTimeout(15_000)
    return context.newPage()
  }
  const signedIn = async (who: DemoName, options?: BrowserContextOptions) =>
    signIn(await aVisitor(options), `${who}@demo.test`)
  const backAgain: Visitors['backAgain'] = async (who) => {
    const email = who.includes('@') ? who : `${who}@demo.test`
    const known = kept.get(email)
    if (known) return known.newPage()
    const page = await signIn(await aVisitor(), email)
    kept.set(email, page.context())
    return page
  }
  const tabs = new Map<DemoName, Page>()
  const inTheirTab: Visitors['inTheirTab'] = async (who) => {
    const tab = tabs.get(who) ?? (await backAgain(who))
    tabs.set(who, tab)
    await tab.setViewportSize(DESK)
    return tab
  }
  const leave = async () => {
    const staying = new Set(kept.values())
    const tabsKept = new Set(tabs.values())
    const closePages = (context: BrowserContext) =>
      Promise.all(context.pages().map((page) => tabsKept.has(page) || page.close()))
    await Promise.all(
      browser.contexts().map((context) => (staying.has(context) ? closePages(context) : context.close())),
    )
  }
  return { aVisitor, signedIn, backAgain, inTheirTab, leave, complaints }
}

/** Fills in the sign-in form, from wherever it leads to. */
export async function signIn(page: Page, email: string, password = DEMO_PASSWORD): Promise<Page> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return page
}

/** What a failed test's pages show, for whoever looks for the reason. */
export async function keepPictures(browser: Browser, test: string): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages())
  const name = test.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 80)
  for (const [place, page] of pages.entries()) {
    const picture = path.join(FAILURES, `${name}${place === 0 ? '' : `-${place}`}.png`)
    await page.screenshot({ path: picture }).catch(() => {})
    console.log(`A picture is in ${picture}: ${await whatIsShown(page)}`)
  }
}
