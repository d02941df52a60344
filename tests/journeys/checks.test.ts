import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, PHONE, scrollsSideways } from '../browser.ts'
import { expectClean } from './clean.ts'
import { tabTo } from './keyboard.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()

const CHECK = '/modules/reconcile#bank-lines'
const checkOn = (page: Page) => page.getByRole('form', { name: 'Match, write off or leave open?' })
const aNewcomer = async (name: string) => {
  const email = await demo.aNewcomer(name, ['treasury'])
  return { email, page: await signIn(await demo.aVisitor(), email) }
}
const submissionsOf = (email: string) =>
  demo.rows<{ nth: number; right: number; total: number; answers: Record<string, string[]> }>(
    `SELECT s.nth, s."right", s.total, s.answers FROM check_submission s JOIN person p ON p.id = s.person_id
     WHERE p.email = $1 ORDER BY s.at`,
    [email],
  )

/** Everything that is right, by the words on the page. */
const CHOSEN = [
  'Match it to 20417',
  'Match what came; 3.00 stays open, and you ask who agreed',
  'When the difference is 0.00 and each open line has a question',
]
const TICKED = ['A customer pays 1.40 too little', 'A customer pays 2.00 too little']
const IN_ORDER = [
  'It arrives with the statement, at six',
  'Meridian matches it, or suggests what it could be',
  'You confirm it, change it or leave it open',
  'You finish the statement',
]
const PAIRS = {
  'Number, name and amount': 'Matched',
  'Two of the three': 'Suggested',
  'Not enough, or the same of several items': 'Open',
}

test('a check with every kind of question is answered by keyboard alone, and told what was right', async () => {
  const { page, email } = await aNewcomer('Kari Voll')
  await open(page, CHECK)
  const check = checkOn(page)
  await check.getByText('60% is needed.').waitFor()
  const asked = await questionsOn(check)
  expect(asked.length).toBe(8)
  await expectClean(page)
  for (const question of await check.getByRole('group').all()) await answerByKeyboard(page, question)
  await tabTo(page, check.getByRole('button', { name: 'Answer' }))
  await page.keyboard.press('Enter')
  await check.getByText('8 of 8 right, 100%. Passed.').waitFor()
  await check.getByText('Right. Under the limit of 2.00').waitFor()
  await expectClean(page)
  expect((await submissionsOf(email))[0]?.answers).toMatchObject({
    'write-off-amount': ['1,40 GBP'],
    'came-back': ['FAILED  payments'],
  })

  await tabTo(page, check.getByRole('button', { name: 'Answer again' }))
  await page.keyboard.press('Enter')
  await check.getByText('8 questions are still open.').waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Match, write off or leave open?')
  expect(await questionsOn(check)).not.toEqual(asked)
  await page.setViewportSize(PHONE)
  expect(await scrollsSideways(page)).toBe(false)
})

test('what is answered half stays through a reload, in the order in which it was asked, and another device asks alike', async () => {
  const { page, email } = await aNewcomer('Ebbe Rask')
  await open(page, CHECK)
  const check = checkOn(page)
  await check.getByRole('button', { name: 'It is right as it stands' }).waitFor()
  await expect.poll(() => itemsOn(check)).toHaveLength(IN_ORDER.length)
  const [asked, itemsBefore] = [await questionsOn(check), await itemsOn(check)]
  await check.getByLabel('Your number').fill('2')
  await check.getByLabel('Two of the three').selectOption('Suggested')
  await check.getByRole('button', { name: 'It is right as it stands' }).click()
  await page.reload()
  await expect.poll(() => check.getByLabel('Your number').inputValue()).toBe('2')
  expect(await check.getByLabel('Two of the three').locator('option:checked').innerText()).toBe('Suggested')
  expect(await questionsOn(check)).toEqual(asked)
  expect(await itemsOn(check)).toEqual(itemsBefore)
  expect(await check.getByRole('button', { name: 'It is right as it stands' }).count()).toBe(0)

  const elsewhere = await signIn(await demo.aVisitor(), email)
  await open(elsewhere, CHECK)
  expect(await questionsOn(checkOn(elsewhere))).toEqual(asked)
  const somebodyElse = await aNewcomer('Ylva Dahl')
  await open(somebodyElse.page, CHECK)
  expect(await questionsOn(checkOn(somebodyElse.page))).not.toEqual(asked)
})

test('a question stays as it was drawn while its script is on the way, whatever else is answered meanwhile', async () => {
  const { page } = await aNewcomer('Runa Vik')
  const { promise: arrives, resolve: arrive } = Promise.withResolvers<void>()
  await page.route('**/assets/other-question-*.js', async (route) => {
    await arrives
    await route.continue()
  })
  await open(page, CHECK)
  const check = checkOn(page)
  const drawn = [await questionsOn(check), await itemsOn(check)]
  expect(drawn[1]).toHaveLength(IN_ORDER.length)
  await check.getByRole('radio', { name: CHOSEN[0] }).check()
  await check.getByText('7 questions are still open.').waitFor()
  expect(await page.getByText('Loading the question.').count()).toBe(0)
  expect([await questionsOn(check), await itemsOn(check)]).toEqual(drawn)
  await check.getByLabel('Your number').fill('2')
  arrive()
  await check.getByText('6 questions are still open.').waitFor()
  expect(await check.getByLabel('Your number').inputValue()).toBe('2')
  expect(await itemsOn(check)).toEqual(drawn[1])
})

test('an answer without a network is kept, also over a reload, and graded once when it is back', async () => {
  const { page, email } = await aNewcomer('Siv Holm')
  await page.route('**/events', (route) => route.abort('connectionrefused'))
  await open(page, CHECK)
  const check = checkOn(page)
  await answerAll(check)
  await check.getByRole('button', { name: 'Answer' }).click()
  await check.getByText('Your answer is kept here and graded when you are back.').waitFor()
  await page.reload()
  await check.getByText('Your answer is kept here and graded when you are back.').waitFor()
  await expect.poll(() => check.getByLabel('Your number').inputValue()).toBe('1.40')
  expect(await check.getByRole('button', { name: 'Answer' }).count()).toBe(0)
  expect(await submissionsOf(email)).toEqual([])
  await page.unroute('**/events')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await check.getByText('8 of 8 right, 100%. Passed.').waitFor()
  expect(await submissionsOf(email)).toMatchObject([{ nth: 0, right: 8, total: 8 }])
  demo.expectComplaint(/ERR_CONNECTION_REFUSED/)
})

test('nothing that a learner gets tells what is right before they answer', async () => {
  const { page } = await aNewcomer('Tove Bang')
  const document = await page.request.get('/modules/reconcile')
  const data = await page.request.get('/modules/reconcile.data')
  const texts = [await document.text(), await data.text()]
  for (const told of [
    'Under the limit of 2.00, with a reason, to account',
    'nobody should write a reminder over it',
    'Failed payments',
    '"praise"',
    '"accepts"',
  ]) {
    expect(
      texts.filter((text) => text.includes(told)),
      told,
    ).toEqual([])
  }
  await open(page, CHECK)
  await checkOn(page).getByLabel('Your number').fill('1.40')
  const receipt = page.waitForResponse('**/events')
  await answerAll(checkOn(page), { number: '5' })
  await checkOn(page).getByRole('button', { name: 'Answer' }).click()
  expect(Object.keys((await (await receipt).json()) as object).sort()).toEqual(['accepted', 'refused'])
  await checkOn(page).getByText('7 of 8 right, 87%. Passed.').waitFor()
  await checkOn(page).getByText('It is the invoice less the payment').waitFor()
  expect(await page.content()).not.toContain('nobody should write a reminder over it')
})

test('a pool asks five of its questions, and others at the next try', async () => {
  const email = await demo.aNewcomer('Arvid Lund', ['controllers'])
  const page = await signIn(await demo.aVisitor(), email)
  await open(page, '/modules/close#close-check')
  const check = page.getByRole('form', { name: /^Five situations/ })
  await check.getByText('5 questions of 7 at a time.').waitFor()
  const first = await questionsOn(check)
  expect(first.length).toBe(5)
  for (const question of await check.getByRole('group').all()) await answerSomehow(question)
  await check.getByRole('button', { name: 'Answer' }).click()
  await check.getByText(/of 5 right/).waitFor()
  await check.getByRole('button', { name: 'Answer again' }).click()
  await check.getByText('questions are still open').waitFor()
  const second = await questionsOn(check)
  expect(second.filter((question) => !first.includes(question)).length).toBe(2)
  await page.reload()
  await check.getByText('questions are still open').waitFor()
  expect(await questionsOn(check)).toEqual(second)
})

test('a trainer sees how each question works, and the file says the same', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption?milestone=cutover&weeks=all')
  await page.getByRole('navigation', { name: 'Adoption' }).getByRole('link', { name: 'Checks' }).click()
  await page.waitForURL('**/adoption/checks?*')
  await page.getByRole('combobox', { name: 'Period' }).selectOption({ label: 'Since the start' })
  await page.waitForURL(/weeks=all/)
  await page.getByRole('link', { name: 'Thursday, half past ten' }).click()
  await page
    .getByRole('heading', { level: 1, name: /^Thursday, half past ten: \d+% right at first, n \d+ people$/ })
    .waitFor()
  await expectClean(page)
  const shown = await page.getByRole('table', { name: 'Questions' }).getByRole('row').allInnerTexts()
  expect(shown.length).toBe(1 + 3)
  const csv = await page.request.get((await page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '')
  const rows = (await csv.text()).split('\n').filter((row) => row.includes('payment-run,run-check'))
  expect(rows.filter((row) => row.includes('facility')).length).toBe(3)
  await page.getByRole('combobox', { name: 'Cohort' }).selectOption({ index: 1 })
  await page.waitForURL(/cohort=/)
  await page
    .getByText(/^(Withheld|Nobody answered it)/)
    .first()
    .waitFor()
})

const questionsOn = (check: Locator): Promise<string[]> =>
  check.getByRole('group').evaluateAll((all) => all.map((one) => one.querySelector('legend .prose')?.textContent ?? ''))

/** What is to be put in order, as it stands. */
const itemsOn = (question: Locator): Promise<string[]> =>
  question
    .getByRole('listitem')
    .filter({ has: question.page().getByRole('button', { name: /^Up/ }) })
    .evaluateAll((all) => all.map((one) => one.querySelector('.prose')?.textContent ?? ''))

async function answerByKeyboard(page: Page, question: Locator): Promise<void> {
  const radios = question.getByRole('radio')
  const boxes = question.getByRole('checkbox')
  if ((await radios.count()) > 0) return chooseByKeyboard(page, question)
  if ((await boxes.count()) > 0) {
    for (const name of TICKED) {
      await tabTo(page, question.getByRole('checkbox', { name }))
      await page.keyboard.press('Space')
    }
    return
  }
  if ((await question.getByRole('combobox').count()) > 0) {
    for (const [left, right] of Object.entries(PAIRS)) {
      await tabTo(page, question.getByLabel(left))
      await page.keyboard.type(right)
    }
    return
  }
  if ((await question.getByRole('button', { name: /^Up/ }).count()) > 0) return orderByKeyboard(page, question)
  await tabTo(page, question.getByRole('textbox'))
  await page.keyboard.type((await question.getByLabel('Your number').count()) > 0 ? '1,40 GBP' : 'FAILED  payments')
}

async function chooseByKeyboard(page: Page, question: Locator): Promise<void> {
  const names = await question
    .getByRole('radio')
    .evaluateAll((all) => all.map((radio) => radio.parentElement?.textContent ?? ''))
  const wanted = names.findIndex((name) => CHOSEN.includes(name))
  await tabTo(page, question.getByRole('radio').first())
  await page.keyboard.press('Space')
  for (let step = 0; step < wanted; step++) await page.keyboard.press('ArrowDown')
  expect(await question.getByRole('radio').nth(wanted).isChecked()).toBe(true)
}

/** Brings each item up to its place, beginning with the first. */
async function orderByKeyboard(page: Page, question: Locator): Promise<void> {
  for (const [place, item] of IN_ORDER.entries()) {
    const from = (await itemsOn(question)).indexOf(item)
    if (from === place) continue
    await tabTo(page, question.getByRole('button', { name: `Up ${item}` }))
    for (let step = from; step > place; step--) await page.keyboard.press('Enter')
  }
  const kept = question.getByRole('button', { name: 'It is right as it stands' })
  if ((await kept.count()) > 0) {
    await tabTo(page, kept)
    await page.keyboard.press('Enter')
  }
  expect(await itemsOn(question)).toEqual(IN_ORDER)
}

async function answerAll(check: Locator, { number = '1.40' } = {}): Promise<void> {
  for (const name of CHOSEN) await check.getByRole('radio', { name, exact: true }).check()
  for (const name of TICKED) await check.getByRole('checkbox', { name }).check()
  for (const [left, right] of Object.entries(PAIRS)) await check.getByLabel(left).selectOption(right)
  for (const [place, item] of IN_ORDER.entries()) {
    while ((await itemsOn(check)).indexOf(item) > place) {
      await check.getByRole('button', { name: `Up ${item}` }).click()
    }
  }
  const kept = check.getByRole('button', { name: 'It is right as it stands' })
  if ((await kept.count()) > 0) await kept.click()
  await check.getByLabel('Your number').fill(number)
  await check.getByLabel('Your answer').fill('failed')
}

/** Gives some answer to a question of choices, a number or words. */
async function answerSomehow(question: Locator): Promise<void> {
  const choice = question.getByRole('radio').or(question.getByRole('checkbox')).first()
  if ((await choice.count()) > 0) await choice.check()
  else await question.getByRole('textbox').fill('1')
}
