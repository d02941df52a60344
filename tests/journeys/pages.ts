import type { Page } from 'playwright-core'
import { open } from '../browser.ts'
import { isAt } from './site-map.ts'
import type { DemoName } from './visitors.ts'

export type Visitor = DemoName | 'nobody'

/** A page of the site map, who may enter it, and how one gets there. */
export type Visit = {
  /** as it stands in the site map: `/modules/:slug` */
  page: string
  /** the first looks closely; nobody is whoever has not signed in */
  who: readonly Visitor[]
  /** the address, where it is not the page's own */
  at?: string
  /** the page whose first fitting link leads here */
  from?: string
  /** does what leads here */
  reach?: (page: Page) => Promise<void>
  /** what it answers, where that is not 200 */
  status?: number
  /** it refuses no one */
  open?: true
}

const peopleFile = 'name,email,audiences\nIda Moe,ida.moe@brackwater.example,ap-daily\n'
const audiencesFile = 'slug,name,comfort\ninterns,Interns,casual\n'

const EVERYBODY = ['learner', 'champion', 'trainer', 'lead', 'admin'] as const
const ANYONE = ['nobody', ...EVERYBODY] as const

export const VISITS: readonly Visit[] = [
  { page: '/sign-in', who: ['nobody'], open: true },
  { page: '/reset-password', who: ['nobody'], open: true },
  { page: '/choose-password/:secret', who: ['nobody'], at: '/choose-password/none', status: 404, open: true },
  { page: '/*', who: ['nobody', 'learner'], at: '/no/such/page', status: 404, open: true },
  { page: '/help', who: ANYONE, open: true },
  { page: '/verify/:id', who: ANYONE, at: '/verify/none', status: 404, open: true },
  { page: '/verify/:id', who: ['learner'], reach: aCertificate, open: true },
  { page: '/help/what-is-measured', who: ANYONE, open: true },

  { page: '/', who: EVERYBODY },
  { page: '/', who: ['power'] },
  { page: '/library', who: EVERYBODY },
  { page: '/library', who: ['learner'], at: '/library?q=invoice' },
  { page: '/library', who: ['learner'], at: '/library?q=zzzzzz' },
  { page: '/library', who: ['learner'], at: '/library?q=aprove+invioce' },
  { page: '/library', who: ['learner'], at: '/library?kind=runbook&for=me&state=complete' },
  { page: '/library/answers', who: EVERYBODY },
  { page: '/library/answers', who: ['learner'], at: '/library/answers?q=zzzzzz' },
  { page: '/quick-references/print', who: EVERYBODY },
  { page: '/old-times/:id', who: ['power'], from: '/' },
  { page: '/transcript', who: EVERYBODY },
  { page: '/modules/:slug/blocks/:block/reports', who: ['learner'], from: '/modules/find-your-way' },
  { page: '/modules/:slug/changes', who: EVERYBODY, at: '/modules/first-invoice/changes' },
  { page: '/modules/:slug/changes', who: ['learner'], at: '/modules/cutover-day/changes' },
  { page: '/modules/:slug/releases', who: ['lead', 'admin'], at: '/modules/first-invoice/releases' },
  { page: '/modules/:slug/releases/:label/withdrawal', who: ['lead'], from: '/modules/first-invoice/releases' },
  { page: '/reports', who: EVERYBODY },
  { page: '/reports/:id', who: ['learner'], from: '/reports' },
  { page: '/reports/:id/verdict', who: ['learner'], reach: nothingHelped },
  { page: '/reports/:id/picture', who: ['learner'], reach: anOwnReportsPicture },
  { page: '/sessions/:session', who: ['learner', 'champion'], reach: theNextSession },
  { page: '/in', who: EVERYBODY },
  { page: '/notices', who: EVERYBODY },
  { page: '/me', who: EVERYBODY },
  { page: '/me/password', who: ['learner'] },
  { page: '/me/calendar', who: EVERYBODY },

  { page: '/cohorts', who: ['champion'] },
  { page: '/cohorts/:id', who: ['champion'], from: '/cohorts' },
  { page: '/cohorts/:id/nudges/new', who: ['champion'], reach: aReminder },
  { page: '/cohorts/:id/sessions/new', who: ['champion'], reach: aSession('new') },
  { page: '/cohorts/:id/sessions/:session', who: ['champion'], reach: aSession() },
  { page: '/cohorts/:id/sessions/:session/edit', who: ['champion'], reach: aSession('edit') },
  { page: '/cohorts/:id/sessions/:session/invitations', who: ['champion'], reach: aSession('invitations') },
  { page: '/cohorts/:id/sessions/:session/cancellation', who: ['champion'], reach: aSession('cancellation') },
  { page: '/cohorts', who: ['trainer', 'lead'] },
  { page: '/cohorts/new', who: ['trainer', 'lead'] },
  { page: '/cohorts/:id/edit', who: ['trainer', 'lead'], reach: aCohort('edit') },
  { page: '/cohorts/:id/closing', who: ['lead'], reach: aCohort('closing') },
  { page: '/cohorts/:id/members/new', who: ['trainer', 'lead'], reach: aCohort('members/new') },
  { page: '/cohorts/:id/moves/new', who: ['lead'], reach: aMove },
  { page: '/cohorts/:id/champions/new', who: ['trainer', 'lead'], reach: aCohort('champions/new') },
  { page: '/cohorts/:id/champions/:person/end', who: ['lead'], reach: aChampionsEnd },
  { page: '/people', who: ['champion', 'trainer', 'lead'] },
  { page: '/people', who: ['trainer'], at: '/people?words=nobody+of+this+name' },
  { page: '/people/:id', who: ['champion', 'trainer', 'lead'], from: '/people' },
  { page: '/people/:id/assignments/:assignment/exception', who: ['lead'], reach: anException },
  { page: '/playbooks', who: ['champion', 'trainer', 'lead'] },
  { page: '/playbooks/tips', who: ['trainer', 'lead'] },
  { page: '/playbooks/:slug', who: ['champion'], from: '/playbooks' },
  { page: '/templates/new', who: ['trainer', 'lead'] },
  { page: '/templates/:slug', who: ['trainer', 'lead'], at: '/templates/approval-is-stuck' },
  { page: '/templates/:slug/messages/:person', who: ['champion', 'trainer', 'lead'], reach: aMessage },
  { page: '/champions', who: ['trainer', 'lead'] },
  { page: '/champions/:person', who: ['trainer', 'lead'], from: '/champions' },
  { page: '/cohorts/:id/playbooks/:slug', who: ['champion'], from: '/playbooks/first-cohort-session' },
  { page: '/cohorts/:id/playbooks/:slug/edit', who: ['champion'], reach: aCopy('edit') },
  { page: '/cohorts/:id/playbooks/:slug/history', who: ['champion'], reach: aCopy('history') },
  { page: '/cohorts/:id/playbooks/:slug/history/:number', who: ['champion'], reach: aCopy('history/0') },
  { page: '/cohorts/:id/playbooks/:slug/changes', who: ['champion'], reach: aCopy('changes') },
  { page: '/playbooks/new', who: ['lead'] },
  { page: '/playbooks/:slug/edit', who: ['lead'], at: '/playbooks/first-cohort-session/edit' },
  { page: '/playbooks/:slug/draft', who: ['lead'], at: '/playbooks/first-cohort-session/draft' },

  { page: '/adoption', who: ['trainer', 'lead'] },
  { page: '/adoption', who: ['trainer'], at: '/adoption?milestone=pilot&audience=ap-daily&weeks=8' },
  { page: '/adoption', who: ['trainer'], at: '/adoption?milestone=release-2026-3' },
  { page: '/adoption/completion', who: ['trainer', 'lead'] },
  { page: '/adoption/cohorts', who: ['trainer', 'lead'] },
  { page: '/adoption/people', who: ['trainer', 'lead'], at: '/adoption/people?need=not+started' },
  { page: '/adoption/tasks', who: ['trainer', 'lead'], at: '/adoption/tasks?sort=ratio' },
  {
    page: '/adoption/tasks/:module/:block',
    who: ['trainer', 'lead'],
    at: '/adoption/tasks/first-invoice/enter-invoice?milestone=pilot&weeks=all',
  },
  { page: '/adoption/compare', who: ['trainer', 'lead'] },
  { page: '/adoption/compare', who: ['trainer'], at: '/adoption/compare?by=weeks&a=4&b=4+before' },
  { page: '/adoption/views', who: ['trainer', 'lead'] },
  { page: '/adoption/reports', who: ['trainer', 'lead'] },
  { page: '/adoption/reports/new', who: ['trainer', 'lead'] },
  { page: '/adoption/reports/:id', who: ['trainer', 'lead'], reach: theReport },
  { page: '/adoption/reports/:id/stop', who: ['trainer', 'lead'], reach: aReportsStop },
  { page: '/adoption/alerts', who: ['trainer', 'lead'] },
  { page: '/adoption/alerts/new', who: ['trainer', 'lead'] },
  { page: '/adoption/alerts/:id', who: ['trainer', 'lead'], reach: theAlert },
  { page: '/adoption/confusion', who: ['trainer', 'lead'], at: '/adoption/confusion?milestone=pilot' },
  { page: '/adoption/confusion', who: ['trainer'], at: '/adoption/confusion?milestone=release-2026-3' },
  { page: '/adoption/old-times', who: ['trainer', 'lead'] },
  { page: '/adoption/old-times/new', who: ['trainer', 'lead'] },
  { page: '/adoption/old-times/:id', who: ['trainer', 'lead'], reach: aMeasuredTask },
  { page: '/adoption/checks', who: ['trainer', 'lead'], at: '/adoption/checks?milestone=cutover&weeks=all' },
  { page: '/adoption/checks', who: ['trainer'], at: '/adoption/checks?milestone=release-2026-3&audience=readers' },
  {
    page: '/adoption/checks/:module/:block',
    who: ['trainer', 'lead'],
    at: '/adoption/checks/reconcile/bank-lines?milestone=cutover&weeks=all',
  },
  { page: '/milestones', who: ['lead', 'trainer'] },
  { page: '/milestones/:slug', who: ['lead', 'trainer'], at: '/milestones/cutover' },
  { page: '/milestones/:slug', who: ['lead'], at: '/milestones/pilot' },
  { page: '/milestones/:slug', who: ['lead'], at: '/milestones/release-2026-3' },
  { page: '/milestones/:slug/move', who: ['lead'], from: '/milestones/cutover' },
  { page: '/milestones/:slug/assignments', who: ['lead', 'trainer'], at: '/milestones/cutover/assignments' },
  { page: '/milestones/:slug/assignments/new', who: ['lead'], at: '/milestones/cutover/assignments/new' },
  {
    page: '/milestones/:slug/assignments/new',
    who: ['lead'],
    at: '/milestones/cutover/assignments/new?module=codes&to=audience+readers&dueDays=3',
  },
  { page: '/milestones/:slug/assignments/:assignment', who: ['lead'], reach: aRule('Change') },
  { page: '/milestones/:slug/assignments/:assignment/end', who: ['lead'], reach: aRule('End') },
  { page: '/milestones/:slug/gates/new', who: ['lead'], from: '/milestones/cutover' },
  { page: '/milestones/:slug/gates/:gate/waiver', who: ['lead'], from: '/milestones/cutover' },
  { page: '/milestones/:slug/gates/:gate/retirement', who: ['lead'], from: '/milestones/cutover' },
  { page: '/confusion', who: ['lead', 'trainer'] },
  { page: '/confusion', who: ['lead'], at: '/confusion?view=closed' },
  { page: '/confusion-digest', who: ['lead'] },
  { page: '/confusion/:id', who: ['lead', 'trainer'], from: '/confusion' },
  { page: '/confusion/:id/answer', who: ['lead'], reach: aFormOfAQuestion('answer') },
  { page: '/confusion/:id/resolution', who: ['lead'], reach: aFormOfAQuestion('resolution') },
  { page: '/confusion/:id/owner', who: ['lead'], reach: aFormOfAQuestion('owner') },
  { page: '/confusion/:id/reopening', who: ['lead'], reach: aFormOfAQuestion('reopening') },
  { page: '/confusion/:id/merge', who: ['lead'], reach: aFormOfAQuestion('merge') },
  { page: '/confusion/:id/links', who: ['lead'], reach: aFormOfAQuestion('links') },
  { page: '/confusion/:id/separation', who: ['lead'], reach: aFormOfAQuestion('separation') },
  { page: '/confusion/several', who: ['lead'] },
  { page: '/confusion/effect', who: ['lead', 'trainer'] },
  { page: '/confusion/effect', who: ['lead'], at: '/confusion/effect?weeks=all' },
  { page: '/confusion/signals', who: ['lead', 'trainer'] },
  { page: '/confusion/signals/:module/:block/:signal/question', who: ['lead'], from: '/confusion/signals' },
  { page: '/confusion/signals/:module/:block/:signal/dismissal', who: ['lead'], from: '/confusion/signals' },
  { page: '/confusion/:id/library-answer', who: ['lead'], reach: aFormOfAQuestion('library-answer') },
  { page: '/confusion/:id/notice', who: ['lead'], reach: aFormOfAQuestion('notice') },
  { page: '/confusion/:id/call-out', who: ['lead'], reach: aFormOfAQuestion('call-out') },
  { page: '/library/answers/:id', who: ['lead'], reach: aLibraryAnswer },
  { page: '/answer-targets', who: ['lead', 'trainer'] },
  { page: '/publish', who: ['lead', 'admin'] },
  { page: '/preview/:slug', who: ['lead', 'admin'], at: '/preview/first-invoice' },
  { page: '/preview/playbooks/:slug', who: ['lead', 'admin'], at: '/preview/playbooks/first-cohort-session' },

  { page: '/admin', who: ['admin'] },
  { page: '/admin/people', who: ['admin'] },
  { page: '/admin/people', who: ['admin'], at: '/admin/people?q=nobody+of+this+name' },
  { page: '/admin/people/new', who: ['admin'] },
  { page: '/admin/people/import', who: ['admin'] },
  { page: '/admin/people/import/:draft', who: ['admin'], reach: aReadFile('/admin/people/import', peopleFile) },
  { page: '/admin/people/:id', who: ['admin'], reach: aPersonsPage },
  { page: '/admin/people/:id/links/:purpose', who: ['admin'], reach: aLinkToHandOver },
  { page: '/admin/audiences', who: ['admin'] },
  { page: '/admin/audiences/new', who: ['admin'] },
  { page: '/admin/audiences/import', who: ['admin'] },
  {
    page: '/admin/audiences/import/:draft',
    who: ['admin'],
    reach: aReadFile('/admin/audiences/import', audiencesFile),
  },
  { page: '/admin/audiences/:slug', who: ['admin'], at: '/admin/audiences/ap-daily' },
  { page: '/admin/tokens', who: ['admin'] },
  { page: '/admin/tokens/new', who: ['admin'] },
  { page: '/admin/mail', who: ['admin'] },
  { page: '/admin/mail/:id', who: ['admin'], from: '/admin/mail' },
  { page: '/admin/audit', who: ['admin'] },
  { page: '/admin/webhooks', who: ['admin'] },
  { page: '/admin/webhooks/new', who: ['admin'] },
  { page: '/admin/webhooks/:id', who: ['admin'], reach: theWebhook },
  { page: '/admin/webhooks/:id/deliveries/:delivery', who: ['admin'], reach: aDelivery },
]

/** What there is only while a session runs; run.test.ts looks at these. */
export const WHILE_RUNNING = [
  ...['run', 'run/end', 'room', 'summary'].map((page) => `/cohorts/:id/sessions/:session/${page}`),
  ...['/in/:code', '/sessions/:session/here', '/sessions/:session/tips', '/tips/:id/withdrawal'],
]

/** Goes there as a person would; answers with what status. */
export async function go(page: Page, { page: wanted, at, from, reach }: Visit): Promise<number | undefined> {
  if (reach) {
    await reach(page)
    return 200
  }
  if (from) await open(page, from)
  const answer = await open(page, from ? await firstLink(page, wanted) : (at ?? wanted))
  return answer?.status()
}

/** The first link on the page to a page of the site map. */
async function firstLink(page: Page, wanted: string): Promise<string> {
  const links = await page
    .locator('main a[href^="/"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  const found = links.find((link) => link && isAt(wanted, new URL(link, 'http://gangway.invalid').pathname))
  if (!found) throw new Error(`Nothing on ${page.url()} leads to ${wanted}.`)
  return found
}

/** The form for a screenshot of a report of theirs. */
async function anOwnReportsPicture(page: Page): Promise<void> {
  await open(page, '/reports')
  await page.getByRole('link', { name: /It says the due date is filled in/ }).click()
  await page.getByRole('link', { name: 'Add a screenshot' }).click()
  await page.getByRole('heading', { name: 'Add a screenshot' }).waitFor()
}

/** Follows the first report of theirs whose resolution asks "Does this help?". */
async function nothingHelped(page: Page): Promise<void> {
  await open(page, '/reports')
  await page.getByRole('link', { name: /It says the due date is filled in/ }).click()
  await page.getByRole('link', { name: 'No, not yet' }).click()
  await page.getByRole('heading', { name: 'What is still unclear?' }).waitFor()
}

/** The page at which a certificate of theirs is verified. */
async function aCertificate(page: Page): Promise<void> {
  await open(page, '/transcript')
  const form = page.locator('form[action="/certificates"]').first()
  const asked = await form
    .locator('input')
    .evaluateAll((all) => all.map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']))
  const answer = await page.request.post('/certificates', {
    form: Object.fromEntries(asked),
    headers: { origin: new URL(page.url()).origin },
    maxRedirects: 0,
  })
  const [, , id = ''] = (answer.headers().location ?? '').split('/')
  await open(page, `/verify/${id}`)
}

/** The newest task that was or is measured in the old product. */
async function aMeasuredTask(page: Page): Promise<void> {
  await open(page, '/adoption/old-times')
  await page.getByRole('table').getByRole('link').first().click()
  await page.waitForURL(/\/old-times\/[^/]{36}$/)
}

/** A page of the cohort's own copy, which is made the first time. */
function aCopy(place: string): Visit['reach'] {
  return async (page) => {
    await open(page, '/playbooks/first-cohort-session')
    const address = await firstLink(page, '/cohorts/:id/playbooks/:slug')
    await open(page, address)
    const start = page.getByRole('button', { name: 'Change it for your cohort' })
    if ((await start.count()) > 0) {
      await start.click()
      await page.waitForURL(/\/edit$/)
    }
    await open(page, `${address}/${place}`)
  }
}

/** A rule of a milestone's assignments, to change or to end. */
function aRule(act: 'Change' | 'End'): Visit['reach'] {
  return async (page) => {
    await open(page, '/milestones/cutover/assignments')
    await page
      .getByRole('link', { name: new RegExp(`^${act} `) })
      .first()
      .click()
    await page.waitForURL(/\/assignments\/[^/]{20}/)
  }
}

/** The words of a template for the first person whom they see. */
async function aMessage(page: Page): Promise<void> {
  await open(page, '/people')
  await open(page, await firstLink(page, '/people/:id'))
  await open(page, await firstLink(page, '/templates/:slug/messages/:person'))
}

/** The form for an exception, from a person's page. */
async function anException(page: Page): Promise<void> {
  await open(page, '/people?words=lena+brandt')
  await page.getByRole('link', { name: 'Lena Brandt' }).click()
  await page
    .getByRole('link', { name: /^Waive or give more time/ })
    .first()
    .click()
  await page.waitForURL(/\/exception$/)
}

/** The form for a reminder to everybody of the champion's cohort. */
async function aReminder(page: Page): Promise<void> {
  await open(page, '/cohorts')
  await open(page, await firstLink(page, '/cohorts/:id'))
  await page.getByRole('link', { name: /^Remind all/ }).click()
  await page.waitForURL(/\/nudges\/new/)
}

/** A form of the first cohort, for those who make cohorts. */
function aCohort(form: string): Visit['reach'] {
  return async (page) => {
    await open(page, `${await theFirstCohort(page)}/${form}`)
  }
}

async function theFirstCohort(page: Page): Promise<string> {
  await open(page, '/cohorts')
  const table = page.getByRole('table', { name: 'Cohorts' })
  return (await table.getByRole('link').first().getAttribute('href')) ?? ''
}

async function aMove(page: Page): Promise<void> {
  await open(page, await theFirstCohort(page))
  await page
    .getByRole('checkbox', { name: /^Choose / })
    .first()
    .check()
  await page.getByRole('button', { name: 'Move those who are ticked' }).click()
  await page.waitForURL(/\/moves\/new/)
}

async function aChampionsEnd(page: Page): Promise<void> {
  await open(page, `${await theFirstCohort(page)}/edit`)
  await page.getByRole('link', { name: /^Take off/ }).click()
  await page.waitForURL(/\/end$/)
}

/** The champion's next session, or a form of it; or the form for a new one. */
function aSession(form?: string): Visit['reach'] {
  return async (page) => {
    await open(page, '/cohorts')
    await open(page, await firstLink(page, '/cohorts/:id'))
    const address = form === 'new' ? await firstLink(page, '/cohorts/:id/sessions/new') : await nextSession(page)
    await open(page, form && form !== 'new' ? `${address}/${form}` : address)
  }
}

async function nextSession(page: Page): Promise<string> {
  const table = page.getByRole('table', { name: 'Sessions to come' })
  return (await table.getByRole('link').first().getAttribute('href')) ?? ''
}

/** The next session that they are invited to, from home. */
async function theNextSession(page: Page): Promise<void> {
  await open(page, '/')
  await open(page, await firstLink(page, '/sessions/:session'))
}

/** Forms of a question that is answered, or resolved. */
const OF_CLOSED = new Set(['reopening', 'library-answer', 'notice', 'call-out'])

function aFormOfAQuestion(form: string): Visit['reach'] {
  return async (page) => {
    await open(page, OF_CLOSED.has(form) ? '/confusion?view=closed' : '/confusion')
    const question = await page.locator('.lanes').getByRole('link').first().getAttribute('href')
    await open(page, `${question?.split('?')[0]}/${form}`)
  }
}

/** An answer in the library, which is put there the first time. */
async function aLibraryAnswer(page: Page): Promise<void> {
  await open(page, '/library/answers')
  const edit = page.getByRole('link', { name: /^Edit / })
  if ((await edit.count()) === 0) {
    await aFormOfAQuestion('library-answer')?.(page)
    await page.getByRole('button', { name: 'Put into the library' }).click()
    await page.getByText('It is in the library, and at the block.').waitFor()
    await open(page, '/library/answers')
  }
  await edit.first().click()
  await page.getByRole('button', { name: 'Retire the answer' }).waitFor()
}

function aReadFile(address: string, lines: string): Visit['reach'] {
  return async (page) => {
    await open(page, address)
    const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(lines) }
    await page.getByLabel('File', { exact: true }).setInputFiles(file)
    await page.getByRole('button', { name: 'Read the file' }).click()
    await page.getByRole('heading', { level: 1, name: /^This file/ }).waitFor()
  }
}

async function aPersonsPage(page: Page): Promise<void> {
  await open(page, '/admin/people')
  await page.getByRole('link', { name: 'Ada Mensah' }).click()
  await page.getByRole('heading', { level: 1, name: 'Ada Mensah' }).waitFor()
}

/** Where no mail can be sent the link is shown, once. */
async function aLinkToHandOver(page: Page): Promise<void> {
  await open(page, '/admin/people')
  await page.getByRole('link', { name: 'Adam Cawood' }).click()
  await page.getByRole('button', { name: 'Send an invitation' }).click()
  await page.getByRole('heading', { level: 1, name: 'A link to hand over' }).waitFor()
}

async function theReport(page: Page): Promise<void> {
  await open(page, '/adoption/reports')
  await page.getByRole('link', { name: 'Steering group' }).click()
  await page.getByRole('heading', { level: 1, name: 'Steering group' }).waitFor()
}

async function aReportsStop(page: Page): Promise<void> {
  await open(page, '/me')
  await page.getByRole('link', { name: 'Stop “Steering group”' }).click()
  await page.getByRole('heading', { level: 1, name: /^Stop / }).waitFor()
}

async function theAlert(page: Page): Promise<void> {
  await open(page, '/adoption/alerts')
  await page.getByRole('link', { name: 'Completion rate' }).click()
  await page.getByRole('heading', { level: 1, name: /^Completion rate: / }).waitFor()
}

async function theWebhook(page: Page): Promise<void> {
  await open(page, '/admin/webhooks')
  await page.getByRole('link', { name: 'Product tracker' }).click()
  await page.getByRole('heading', { level: 1, name: 'Product tracker' }).waitFor()
}

async function aDelivery(page: Page): Promise<void> {
  await theWebhook(page)
  await open(page, await firstLink(page, '/admin/webhooks/:id/deliveries/:delivery'))
}
