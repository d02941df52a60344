import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { actionsOf, fieldsOf, type LabDefinition } from '#app/lessons/definitions.ts'
import { walk } from '../../prisma/seed/lab-walk.ts'
import { seeded } from '../../prisma/seed/random.ts'
import { open, PHONE } from '../browser.ts'
import { labsOfTheDemo } from '../makers/demo-labs.ts'
import { enter, enterLines, HEADER, INVOICE_LAB, labOn, screenOn } from './invoice-lab.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'
import { expectFit } from './whole-page.ts'

const demo = await openDemo()
const labs = (await labsOfTheDemo()).filter(({ isCurrent }) => isCurrent)

test.each(labs)('on a phone the running lab $name is whole, in both themes', async ({ slug, title, lab }) => {
  const page = await demo.backAgain('lead')
  await page.setViewportSize(PHONE)
  await open(page, `/modules/${slug}`)
  const frame = page.getByRole('region', { name: title, exact: true })
  await frame.getByRole('button', { name: 'Start' }).click()
  const screen = frame.getByRole('group', { name: 'Practice screen of Meridian' })
  const shown = await goOnWithoutTyping(screen, lab)
  await screen.getByText(shown, { exact: true }).first().waitFor()
  await expectFit(page, PHONE, 'light')
})

test('on a phone a lab is finished by touch', async () => {
  const phone = await demo.aVisitor({ viewport: PHONE, hasTouch: true, isMobile: true })
  const email = await demo.aNewcomer('Pia Lund', ['ap-daily'])
  const page = await signIn(phone, email)
  await open(page, INVOICE_LAB)
  await labOn(page).getByRole('button', { name: 'Start' }).tap()
  await screenOn(page).getByRole('button', { name: 'New invoice' }).tap()
  await enter(page, HEADER)
  await screenOn(page).getByRole('button', { name: 'Continue to lines' }).tap()
  await enterLines(page)
  await expectFit(page, PHONE, 'light')
  await screenOn(page).getByRole('button', { name: 'Submit' }).tap()
  await labOn(page)
    .getByText(/^Attempt 1 worked/)
    .waitFor()
  await expectFit(page, PHONE, 'light')
  const attempts = await demo.rows(
    `SELECT a.outcome, a.errors, a.suspect FROM attempt a JOIN person p ON p.id = a.person_id WHERE p.email = $1`,
    [email],
  )
  expect(attempts).toEqual([{ outcome: 'success', errors: 0, suspect: false }])
})

/** From a first screen that asks for nothing, to the one that does; answers the title of what is shown then. */
async function goOnWithoutTyping(screen: Locator, lab: LabDefinition): Promise<string> {
  const [first] = lab.screens
  const [move] = walk(lab, seeded(1), { slips: 0, critical: 0, hints: 0 })
  if (!first || move?.move !== 'press') throw new Error('The lab has no way through.')
  if (fieldsOf(first).length > 0) return first.title
  const pressed = actionsOf(first).find(({ id }) => id === move.action)
  const words = pressed?.label ?? ''
  // In a table the name of a button says its row, too.
  const alike = actionsOf(first).filter(({ label }) => label.startsWith(words))
  const place = alike.findIndex(({ id }) => id === move.action)
  await screen
    .getByRole('button', { name: new RegExp(`^${words}`) })
    .nth(place)
    .click()
  return lab.screens.find(({ id }) => id === pressed?.to)?.title ?? first.title
}
