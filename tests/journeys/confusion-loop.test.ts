import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '#app/platform/project.server.ts'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

/** The demo's content, to be written on: a release is the fix. */
const folder = await mkdtemp(path.join(tmpdir(), 'gangway-loop-'))
await cp(path.join(projectRoot, 'content'), folder, { recursive: true })
const file = path.join(folder, 'brackwater/modules/wave-1/supplier-bank.mdx')

const demo = await openDemo({ CONTENT_DIR: folder })
afterAll(() => rm(folder, { recursive: true }))

const MODULE = '/modules/supplier-bank'
const QUESTION = 'May I pay a supplier whose account is only half verified?'
const ALSO = [
  'May I pay a supplier whose account is not verified yet?',
  'Can I pay a supplier while the account is half verified?',
]
const ANSWER = 'No. Wait until the second person has called back.'

test('three report, one says me too, a lead joins, answers, keeps and fixes it by a release; all are told, one says no, and it is open again', async () => {
  const newcomers = ['Rhys Donnelly', 'Morag Ellis', 'Ifor Vaughan', 'Kari Voll']
  const [rhys, morag, ifor, kari] = (await Promise.all(
    newcomers.map(async (name) => signIn(await demo.aVisitor(), await demo.aNewcomer(name, ['ap-daily', 'readers']))),
  )) as [Page, Page, Page, Page]
  await report(rhys, QUESTION)
  await report(morag, ALSO[0] ?? '')
  await report(ifor, ALSO[1] ?? '')
  await openReport(kari)
  await kari.getByRole('listitem').filter({ hasText: QUESTION }).getByRole('button', { name: 'Me too' }).press('Enter')
  await kari.getByText('You said so too: you are told what becomes of it.').waitFor()

  const lead = await demo.signedIn('lead')
  lead.context().setDefaultNavigationTimeout(60_000)
  await open(lead, '/confusion')
  await lead.getByRole('link', { name: QUESTION }).press('Enter')
  await takeOver(lead)
  await joinSimilar(lead)
  await answerAll(lead)

  // Whoever comes to the block reads it, and finds it in the library.
  const reader = await demo.signedIn('power')
  const answered = reader.getByRole('complementary', { name: `Answered: ${QUESTION}` })
  await open(reader, MODULE)
  await answered.getByText(ANSWER).waitFor()
  await putIntoTheLibrary(lead)
  await open(reader, '/library?q=half+verified')
  await reader.getByRole('region', { name: 'Answered questions' }).getByText(ANSWER).waitFor()
  await expectClean(reader)

  await beginTemplate(lead)
  await tellReaders(lead)
  await askForACallout(lead)
  await publishCallout(lead)
  await open(lead, '/confusion')
  await lead.getByRole('link', { name: QUESTION }).press('Enter')
  await lead.getByRole('link', { name: 'Resolve' }).press('Enter')
  await lead.getByRole('radio', { name: 'Fixed in a release of the module' }).check()
  const fix = lead.getByLabel('The release that fixes it')
  expect(await fix.locator('option:not([value=""])').allInnerTexts()).toEqual([
    '2026.2 (the changed blocks again)',
    '2026.1 (the first one)',
  ])
  await fix.selectOption({ label: '2026.2 (the changed blocks again)' })
  await lead.getByLabel('In your words').fill('A note at the call-back says it now.')
  await lead.getByRole('button', { name: 'Resolve' }).press('Enter')
  await lead.getByText('Resolved. 4 people are told.').waitFor()

  const told = await demo.rows<{ name: string; answered: number; fixed: number; mails: number }>(
    `SELECT p.name, count(*) FILTER (WHERE n.title LIKE '%answered.')::int AS answered,
       count(*) FILTER (WHERE n.title LIKE '%fixed.')::int AS fixed, count(m.id)::int AS mails
     FROM notice n JOIN person p ON p.id = n.person_id LEFT JOIN mail m ON m.notice_id = n.id
     WHERE p.name = ANY($1) AND n.kind = 'confusion' GROUP BY p.name ORDER BY p.name`,
    [newcomers],
  )
  expect(told).toEqual(newcomers.toSorted().map((name) => ({ name, answered: 1, fixed: 1, mails: 2 })))

  await readsWhatBecameOfIt(kari)
  await seesWhatChanged(kari)
  await kari.getByRole('button', { name: 'Yes' }).press('Enter')
  await kari.getByText('It helped').waitFor()
  await expectClean(kari)
  await readsWhatBecameOfIt(rhys)
  await rhys.getByRole('link', { name: 'No, not yet' }).press('Enter')
  await rhys.getByLabel('In your words').fill('The run took it in all the same.')
  await rhys.getByRole('button', { name: 'Open it again' }).press('Enter')
  await rhys.getByText('It is open again, and you are told what comes of it.').waitFor()

  await open(lead, '/')
  await lead.getByRole('region', { name: 'Notices' }).getByText('A question is open again.').waitFor()
  await open(lead, '/confusion')
  await lead.getByRole('region', { name: 'To answer' }).getByRole('link', { name: QUESTION }).press('Enter')
  await lead.getByText('“The run took it in all the same.”').waitFor()
  await expectClean(lead)
})

/** The form for a report on the block about the call-back. */
async function openReport(page: Page): Promise<void> {
  await open(page, MODULE)
  await page
    .getByRole('link', { name: /^Something unclear\?/ })
    .nth(2)
    .press('Enter')
}

async function report(page: Page, words: string): Promise<void> {
  await openReport(page)
  await page.getByLabel('In your words').fill(words)
  await page.getByRole('button', { name: 'Send report' }).press('Enter')
  await page.getByRole('link', { name: 'See your report' }).waitFor()
}

/** The lead makes the open question their own, as a major one. */
async function takeOver(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Owner and severity' }).press('Enter')
  await page.getByLabel('Who answers it').selectOption({ label: 'Jonas Weidner (you)' })
  await page.getByRole('radio', { name: /Major/ }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await page.getByText('Saved.').waitFor()
}

async function joinSimilar(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Join similar' }).press('Enter')
  for (const words of ALSO)
    await page.getByRole('checkbox', { name: new RegExp(`^${words.replace('?', '\\?')}`) }).check()
  await page.getByRole('button', { name: 'Join with this one' }).press('Enter')
  await page.getByText('2 questions are joined.').waitFor()
}

/** First without words, which is said at the field. */
async function answerAll(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Answer', exact: true }).press('Enter')
  const words = page.getByLabel('What do you say to them?')
  await page.getByRole('button', { name: 'Send answer' }).press('Enter')
  await page.getByText('Enter the answer.').waitFor()
  demo.expectComplaint(/400/)
  await words.fill(ANSWER)
  await page.getByLabel('Show it at the block').check()
  await page.getByRole('button', { name: 'Send answer' }).press('Enter')
  await page.getByText('Answered. 4 people are told.').waitFor()
}

async function putIntoTheLibrary(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Put it into the library' }).press('Enter')
  await page.getByRole('button', { name: 'Put into the library' }).press('Enter')
  await page.getByText('It is in the library, and at the block.').waitFor()
}

/** The form of a template has the question, the answer and the place. */
async function beginTemplate(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Make it a support template' }).press('Enter')
  const title = page.getByLabel('The question that it answers')
  await expect.poll(() => title.inputValue()).toBe(QUESTION)
  expect(await page.getByLabel('The words').inputValue()).toBe(ANSWER)
  expect(await page.getByLabel('What it is about').inputValue()).toBe('supplier-bank#the-call-back')
  await page.goBack()
}

/** Everybody else who reads about it; who asked was told already. */
async function tellReaders(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Tell an audience' }).press('Enter')
  const audience = page.getByLabel('Who is told')
  const label = await audience.getByRole('option', { name: /reads reports/ }).innerText()
  await audience.selectOption({ label })
  await page.getByRole('button', { name: 'Tell them' }).press('Enter')
  await page.getByText(`are told: ${label.split(': ').at(-1)}.`).waitFor()
  const [twice] = await demo.rows<{ count: number }>(
    `SELECT count(*)::int FROM notice n JOIN person p ON p.id = n.person_id
     WHERE p.name = 'Rhys Donnelly' AND n.kind = 'message'`,
  )
  expect(twice?.count).toBe(0)
}

async function askForACallout(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ask for a call-out in the next release' }).press('Enter')
  await page.getByRole('button', { name: 'Ask for it' }).press('Enter')
  await page.getByText('Asked for. Copy it into the module’s file.').waitFor()
  await expectClean(page)
}

/** What the page offers goes into the file as it is; the release that holds it ends the asking. */
async function publishCallout(page: Page): Promise<void> {
  const asked = page
    .getByRole('region', { name: 'Call-outs asked for' })
    .getByRole('listitem')
    .filter({ hasText: QUESTION })
  const mdx = (await asked.locator('pre').textContent()) ?? ''
  const written = await readFile(file, 'utf8')
  const next = written.replace('release: "2026.1"', 'release: "2026.2"')
  await writeFile(file, next.replace('## The call-back\n', `## The call-back\n\n${mdx}`))
  await open(page, '/publish')
  await asked.waitFor()
  await page.getByRole('button', { name: 'Publish what is shown' }).press('Enter')
  await page.getByText('Published 1 release.').waitFor()
  await expect.poll(() => asked.count()).toBe(0)
}

/** From the notice to the block, where the fix stands, and back to the question. */
async function readsWhatBecameOfIt(page: Page): Promise<void> {
  await open(page, '/')
  const notices = page.getByRole('region', { name: 'Notices' })
  await notices.getByRole('link', { name: 'Read what became of it' }).first().press('Enter')
  await page.waitForURL(/\/reports\/[^/]+$/)
  await page.getByText('A note at the call-back says it now.').waitFor()
  await page.getByRole('link', { name: 'Read it as it is now' }).press('Enter')
  // As what was asked at the block, and in the call-out.
  await expect.poll(() => page.getByRole('main').getByText(ANSWER).count()).toBe(2)
  await page.goBack()
  await page.getByRole('heading', { name: 'Does this help?' }).waitFor()
}

/** What the release changed, block by block: the one about the call-back, with the call-out in its newer text alone. */
async function seesWhatChanged(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'see what changed' }).press('Enter')
  await page.waitForURL(/\/modules\/supplier-bank\/changes\?/)
  expect(new URL(page.url()).searchParams.toString()).toBe('from=2026.1&to=2026.2')
  await page.getByRole('heading', { name: 'The call-back' }).first().waitFor()
  expect(await page.getByRole('main').getByText(ANSWER).count()).toBe(1)
  await page.getByRole('heading', { name: 'The same in both' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Does this help?' }).waitFor()
}
