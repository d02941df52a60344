import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { DESK, open, PHONE } from '../browser.ts'
import { aBuiltPortal } from '../built-portal.ts'
import { go, VISITS, type Visit, type Visitor, WHILE_RUNNING } from './pages.ts'
import { pagesOfTheSiteMap } from './site-map.ts'
import { openDemo } from './stage.ts'
import { expectFit, expectSkipLink, expectStructure } from './whole-page.ts'

const demo = await openDemo()
// So that one of the learner's reports asks whether its resolution helps.
await demo.rows(`DELETE FROM verdict v USING person p WHERE p.id = v.person_id AND p.email = 'learner@demo.test'`)

/** Nobody has become its admin yet. */
const beginning = await aBuiltPortal({ LOG_LEVEL: 'warn' })
afterAll(beginning.stop)

const visitor = (who: Visitor) => (who === 'nobody' ? demo.aVisitor() : demo.inTheirTab(who))
/** Where each visit has led to, ids and all. */
const addresses = new Map<Visit, string>()

const visits = VISITS.map((visit) => ({ visit, who: visit.who[0] as Visitor, shown: visit.at ?? visit.page }))

test.each(visits)('$who finds $shown whole: both themes, phone and wide, by keyboard', async ({ visit, who }) => {
  const page = await visitor(who)
  const status = await go(page, visit)
  if (visit.status) demo.expectComplaint(new RegExp(`status of ${visit.status}`))
  expect(status).toBe(visit.status ?? 200)
  addresses.set(visit, new URL(page.url()).pathname)
  await lookClosely(page)
})

test('before anybody is admin every page leads to making one', async () => {
  const page = await demo.aVisitor()
  await open(page, `${beginning.url}/library`)
  expect(new URL(page.url()).pathname).toBe('/first-admin')
  await lookClosely(page)
})

test('who may not enter a page is told so, and who is not signed in may sign in', async () => {
  const entered: string[] = []
  for (const who of ['champion', 'trainer', 'lead', 'admin', 'learner', 'nobody'] as const) {
    const page = await visitor(who)
    for (const [visit, address] of addresses) {
      if (visit.open || mayEnter(who, visit.page)) continue
      const answer = await page.request.get(address, { maxRedirects: 0, headers: { accept: 'text/html' } })
      const refused = who === 'nobody' ? answer.status() === 302 : [403, 404].includes(answer.status())
      if (!refused) entered.push(`${who}: ${answer.status()} from ${address}`)
    }
  }
  expect(entered).toEqual([])
})

test('no page of the site map is left out', async () => {
  const seen = new Set([...VISITS.map(({ page }) => page), '/modules/:slug', '/first-admin', ...WHILE_RUNNING])
  expect((await pagesOfTheSiteMap()).filter((page) => !seen.has(page))).toEqual([])
})

async function lookClosely(page: Page): Promise<void> {
  await expectStructure(page)
  await expectFit(page, DESK, 'light')
  await expectFit(page, PHONE, 'dark')
  await expectSkipLink(page)
}

/** Whether somebody is on the page's list, or may read it by the ability table without being led there. */
function mayEnter(who: Visitor, page: string): boolean {
  if (VISITS.some((visit) => visit.page === page && visit.who.includes(who))) return true
  if (page === '/playbooks/tips') return who === 'trainer' || who === 'lead'
  if (page.startsWith('/cohorts') || page.startsWith('/playbooks')) return who === 'trainer' || who === 'lead'
  return who !== 'nobody' && (page.startsWith('/modules') || page === '/me/password')
}
