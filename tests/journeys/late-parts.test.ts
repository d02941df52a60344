import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { INVOICE_LAB, labOn, screenOn } from './invoice-lab.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()
const NOT_LOADED = /ERR_FAILED|ERR_CONNECTION_REFUSED/

test('a lab whose screens are still on their way begins once, however often Start is pressed', async () => {
  const email = await demo.aNewcomer('Runa Vik', ['ap-daily'])
  const page = await signIn(await demo.aVisitor(), email)
  const { promise: mayCome, resolve: letCome } = Promise.withResolvers<void>()
  await page.route('**/assets/labs-*.js', async (route) => {
    await mayCome
    await route.fallback()
  })
  await open(page, INVOICE_LAB)
  const start = labOn(page).getByRole('button', { name: 'Start', exact: true })
  await start.click()
  await start.click()
  letCome()
  await screenOn(page).waitFor()
  await labOn(page).getByText('Attempt 1. Step 1 of 3').waitFor()
  await expect.poll(() => attemptsOf(email)).toHaveLength(1)
})

test('a lab whose screens cannot be loaded says so, and is there when that works again', async () => {
  const email = await demo.aNewcomer('Odd Lie', ['ap-daily'])
  const page = await signIn(await demo.aVisitor(), email)
  await page.route('**/assets/labs-*.js', (route) => route.abort())
  await open(page, INVOICE_LAB)
  await labOn(page).getByText('The practice screen could not be loaded.').waitFor()
  await expectClean(page)
  demo.expectComplaint(NOT_LOADED)
  await page.unroute('**/assets/labs-*.js')
  await labOn(page).getByRole('button', { name: 'Try again' }).press('Enter')
  await labOn(page).getByRole('button', { name: 'Start', exact: true }).press('Enter')
  await screenOn(page).waitFor()
})

test('where the form of a report cannot be loaded, its own page serves', async () => {
  const page = await signIn(await demo.aVisitor(), await demo.aNewcomer('Liv Ask', ['ap-daily']))
  await page.route('**/assets/report-form-*.js', (route) => route.abort())
  await open(page, '/modules/first-invoice')
  await page.getByRole('link', { name: /Something unclear\? What changes for you/ }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'What is unclear here?' }).waitFor()
  demo.expectComplaint(NOT_LOADED)
})

const attemptsOf = (email: string) =>
  demo.rows('SELECT a.id FROM attempt a JOIN person p ON p.id = a.person_id WHERE p.email = $1', [email])
