import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { enter, enterLinesAndSubmit, HEADER, labOn, screenOn } from './invoice-lab.ts'
import { openDemo } from './stage.ts'

const demo = await openDemo()
const events = () => demo.rows<{ n: string }>('SELECT count(*) AS n FROM log.event')

test('a lead walks through a preview: lab and check work as for a learner, and nothing is recorded', async () => {
  const before = await events()
  const page = await demo.signedIn('lead')
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(new URL(request.url()).pathname)
  })
  // The first look compiles the whole folder.
  page.context().setDefaultNavigationTimeout(60_000)
  await open(page, '/preview/first-invoice')
  await page.getByText('Nothing that you do here is recorded.').waitFor()
  await expectClean(page)

  await labOn(page).getByRole('button', { name: 'Start' }).click()
  await screenOn(page).getByRole('button', { name: 'New invoice' }).click()
  await enter(page, { ...HEADER, 'Net amount': '1440' })
  await screenOn(page).getByRole('button', { name: 'Continue to lines' }).click()
  await enter(page, HEADER)
  await screenOn(page).getByRole('button', { name: 'Continue to lines' }).click()
  await enterLinesAndSubmit(page)
  await labOn(page)
    .getByText(/^Submitted\. It is with the approver/)
    .waitFor()

  const check = page.getByRole('form', { name: 'Three situations from a Monday morning' })
  for (const choice of ['500.00', 'Submit it without lines', 'Recall it, correct the line, submit again']) {
    await check.getByLabel(choice, { exact: true }).check()
  }
  await check.getByRole('button', { name: 'Answer', exact: true }).click()
  await check.getByText('2 of 3 right, 66%.').waitFor()
  await check.getByText('Submit would check the lines against the net amount, and stop you.').waitFor()
  await expectClean(page)

  expect(sent).toEqual([])
  expect(await events()).toEqual(before)
})
