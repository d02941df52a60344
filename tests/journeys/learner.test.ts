import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { enter, enterLinesAndSubmit, HEADER, INVOICE_LAB, labOn, screenOn } from './invoice-lab.ts'
import { tabTo } from './keyboard.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()
const nadia = 'nadia.osei@demo.test'
await demo.aNewcomer('Nadia Osei', ['ap-daily', 'readers'])
const signedInNadia = async () => {
  const page = await demo.backAgain(nadia)
  await open(page, '/')
  return page
}

test('from the sign-in form a lesson without a task is complete after three clicks', async () => {
  const page = await demo.aVisitor()
  const clicks = await countingClicks(page)
  await open(page, '/')
  await page.getByLabel('E-mail').fill(nadia)
  await page.getByLabel('Password').fill('gangway-demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'What happens on cutover day' }).first().click()
  await page.getByText('Not confirmed yet').first().waitFor()
  await page.getByRole('button', { name: 'Done, next' }).click()
  await page.waitForURL((url) => url.pathname !== '/modules/cutover-day')
  expect(clicks.count).toBe(3)
  await open(page, '/transcript')
  await page.getByRole('row', { name: /What happens on cutover day/ }).waitFor()
})

test('each further lesson without a task takes one click', async () => {
  await askForLessons('visitors', ['for-champions', 'cutover-day'])
  const page = await signIn(await demo.aVisitor(), await demo.aNewcomer('Mara Quist', ['visitors']))
  const clicks = await countingClicks(page)
  await page.getByRole('link', { name: 'Start' }).click()
  for (const title of ['Your first week as a champion', 'What happens on cutover day']) {
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor({ state: 'detached' })
  }
  expect(clicks.count).toBe(1 + 2)
  await open(page, '/transcript')
  await page.getByRole('heading', { level: 1, name: /^Two completions/ }).waitFor()
})

test('the way in and through a check needs no mouse', async () => {
  const page = await demo.aVisitor()
  await open(page, '/modules/duplicates')
  await page.keyboard.type(nadia)
  await page.keyboard.press('Tab')
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await page.keyboard.type('gangway-demo')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/modules/duplicates')
  const check = page.getByRole('form').last()
  await check.getByText('1 of 5').waitFor()
  const questions = await check.getByRole('group').all()
  for (const question of questions) {
    const first = question.getByRole('radio').or(question.getByRole('checkbox')).first()
    await tabTo(page, first)
    await page.keyboard.press('Space')
  }
  await tabTo(page, check.getByRole('button', { name: 'Answer' }))
  await page.keyboard.press('Enter')
  await check.getByText(/\d of \d right/).waitFor()
  await tabTo(page, check.getByRole('button', { name: 'again' }))
  await expectClean(page)
})

test('a lab keeps what was typed through a reload, says what is wrong, helps, and completes with its time', async () => {
  const page = await signedInNadia()
  await open(page, INVOICE_LAB)
  await labOn(page).getByRole('button', { name: 'Start' }).click()
  await screenOn(page).getByRole('button', { name: 'Import' }).click()
  await labOn(page).getByText('One paper invoice starts with New invoice.').waitFor()
  await screenOn(page).getByRole('button', { name: 'New invoice' }).click()
  await enter(page, { ...HEADER, 'Net amount': '1,440.00' })
  await screenOn(page).getByLabel('Tax', { exact: true }).press('Enter')
  await screenOn(page).getByText('1,440.00 is the gross total. Net is before tax.').waitFor()
  await expectClean(page)

  await page.reload()
  const net = screenOn(page).getByLabel('Net amount')
  await expect.poll(() => net.inputValue()).toBe('1,440.00')
  await labOn(page).getByText('Attempt 1. Step 2 of 3').waitFor()

  await labOn(page).getByRole('button', { name: 'I am stuck' }).click()
  await labOn(page).getByRole('button', { name: 'Ask your champion' }).click()
  await page.getByText('Tomasz Nowak will see that you ask for help.').waitFor()
  await net.fill('1200')
  await screenOn(page).getByRole('button', { name: 'Continue to lines' }).click()
  await enterLinesAndSubmit(page)
  await labOn(page).getByText('Nothing is final until it is paid.').waitFor()
  await labOn(page)
    .getByText(/It took you \d+:\d\d/)
    .waitFor()
  await page.getByRole('complementary', { name: 'Complete when' }).getByText('Done').first().waitFor()
  await page.getByText('Not complete yet: check').waitFor()
})

test('a check says which answers are wrong and why; the best try counts and completes the module', async () => {
  const page = await signedInNadia()
  await open(page, '/modules/first-invoice#check-yourself')
  const check = page.getByRole('form', { name: 'Three situations from a Monday morning' })
  const choose = async (...choices: string[]) => {
    for (const choice of choices) await check.getByRole('radio', { name: choice }).check()
    await check.getByRole('button', { name: 'Answer' }).click()
  }
  await choose('600.00', 'Submit it without lines', 'Recall it, correct the line, submit again')
  await check.getByText('1 of 3 right, 33%').waitFor()
  await check.getByText('Net is before tax.').waitFor()
  await expectClean(page)
  await check.getByRole('button', { name: 'again' }).click()
  await choose('500.00', 'Save a draft', 'Recall it, correct the line, submit again')
  await check.getByText('3 of 3 right, 100%').waitFor()
  await page.getByRole('navigation', { name: 'Onward' }).getByText('Complete', { exact: true }).waitFor()
})

test('a newer release asks only for what changed, and says so', async () => {
  const page = await demo.signedIn('learner')
  await page.getByRole('heading', { level: 1, name: 'Enter a supplier invoice: what changed' }).waitFor()
  await page.getByRole('region', { name: 'Your next step' }).getByRole('link', { name: 'See what changed' }).click()
  await page.getByText('You completed release 2026.1').waitFor()
  expect(await page.getByText('New in release 2026.2').count()).toBe(1)
  await page.getByRole('button', { name: 'Done, next' }).click()
  await page.waitForURL((url) => url.pathname !== '/modules/first-invoice')
  await open(page, '/')
  expect(await page.getByText('Enter a supplier invoice: what changed').count()).toBe(0)
})

test('what is unclear is reported in two clicks and one sentence, and is found under My reports', async () => {
  const page = await signedInNadia()
  const clicks = await countingClicks(page)
  await open(page, '/modules/first-invoice')
  await page.getByRole('link', { name: 'Something unclear? The lines' }).click()
  await page.getByLabel('In your words').fill('Which half is the account when there are three numbers?')
  await page.getByRole('button', { name: 'Send report' }).click()
  await page.getByText('You will be told what became of it.').first().waitFor()
  expect(clicks.count).toBe(2)
  await page.getByRole('link', { name: 'See your report' }).click()
  await page.getByText('Which half is the account').first().waitFor()
  await page.getByRole('link', { name: 'My reports' }).first().click()
  await page.getByRole('heading', { name: /Which half is the account/ }).waitFor()
})

test('what others asked is joined with one click', async () => {
  const page = await signedInNadia()
  await open(page, '/modules/cutover-day')
  await page.getByRole('link', { name: /Something unclear\? Which system, when/ }).click()
  const offered = page.getByRole('listitem').filter({ hasText: 'at four on Friday afternoon' })
  await offered.getByRole('button', { name: 'Me too' }).click()
  await offered.getByText('You').first().waitFor()
  await page.reload()
  await open(page, '/reports')
  await page.getByRole('heading', { name: /at four on Friday afternoon/ }).waitFor()
})

test('the library finds words inside modules, the transcript lists and exports what was completed', async () => {
  const page = await signedInNadia()
  const places = page.getByRole('navigation', { name: 'Main' })
  await places.getByRole('link', { name: 'Library' }).click()
  await page.getByRole('searchbox').fill('reversing voucher')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Enter a supplier invoice' }).first().waitFor()
  await places.getByRole('link', { name: 'Transcript' }).click()
  await page.getByRole('heading', { level: 1, name: /^Two completions/ }).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)
})

test('the theme stays as chosen, and signing out leaves nothing of the person in the browser', async () => {
  const page = await signIn(await demo.aVisitor(), nadia)
  await page.locator('summary', { hasText: 'Light or dark' }).click()
  const written = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await page.getByRole('button', { name: 'Dark' }).click()
  await written
  await page.reload()
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  await page.locator('summary', { hasText: 'Nadia Osei' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  await open(page, '/transcript')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
})

/** An audience of their own that is asked for these modules and nothing else. */
async function askForLessons(audience: string, modules: readonly string[]): Promise<void> {
  await demo.rows(
    `INSERT INTO audience (id, migration_id, slug, name, comfort)
     SELECT gen_random_uuid(), id, $1, initcap($1), 'casual' FROM migration`,
    [audience],
  )
  await demo.rows(
    `INSERT INTO assignment (id, module_id, milestone_id, audience_id, created_at)
     SELECT DISTINCT ON (m.id) gen_random_uuid(), m.id, s.milestone_id, a.id, now()
     FROM module m JOIN assignment s ON s.module_id = m.id, audience a WHERE a.slug = $1 AND m.slug = ANY($2)`,
    [audience, modules],
  )
}

/** Counts what a person clicks from now on, in this document and every other that the page goes to. */
async function countingClicks(page: Page): Promise<{ count: number }> {
  const clicks = { count: 0 }
  await page.exposeFunction('noteClick', () => {
    clicks.count += 1
  })
  const listen = () =>
    addEventListener('pointerdown', () => (globalThis as unknown as { noteClick: () => void }).noteClick(), true)
  await page.addInitScript(listen)
  await page.evaluate(listen)
  return clicks
}
