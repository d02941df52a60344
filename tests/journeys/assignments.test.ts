import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

const demo = await openDemo()
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('a lead assigns a module after seeing whom it asks, changes the rule, and ends it', async () => {
  const learner = await signIn(await demo.aVisitor(), await demo.aNewcomer('Gwen Parry', ['controllers']))
  const lead = await demo.signedIn('lead')
  await open(lead, '/milestones/cutover')
  await lead.getByRole('link', { name: 'Assignments', exact: true }).click()
  await lead.getByRole('link', { name: 'Assign a module' }).click()
  await lead.getByRole('button', { name: 'See whom it asks' }).click()
  await lead.getByText('Choose a module.').waitFor()
  await expectClean(lead)
  await lead.getByLabel('Module').selectOption('approve')
  await lead.getByLabel('For', { exact: true }).selectOption({ label: 'Controllers, period close' })
  await lead.getByLabel('Days before the milestone').fill('4')
  await lead.getByRole('button', { name: 'See whom it asks' }).click()
  await lead.getByText(/^\d+ people are asked for it newly\./).waitFor()
  await lead.getByText(/^Due \w{3} \d+ \w{3}/).waitFor()
  await expectClean(lead)
  await lead.getByRole('button', { name: 'Assign the module' }).click()
  await lead.getByText(/^Assigned\. \d+ people are told\.$/).waitFor()
  const [module] = await demo.rows<{ title: string }>(
    `SELECT r.title FROM module m JOIN release r ON r.id = m.current_release_id WHERE m.slug = 'approve'`,
  )
  const title = module?.title ?? ''
  await open(learner, '/')
  await learner.getByText(`New on your list: ${title}.`).first().waitFor()
  await learner.getByRole('region', { name: 'Due before Cutover' }).getByRole('link', { name: title }).waitFor()

  const rule = `${title}, Controllers, period close`
  await lead.getByRole('link', { name: `Change ${rule}` }).click()
  await lead.getByLabel('Optional').check()
  await lead.getByRole('button', { name: 'See what this does' }).click()
  await lead.getByText(/no longer asked for it\. What they did is kept\./).waitFor()
  await expectClean(lead)
  await lead.getByRole('button', { name: 'Change the rule' }).click()
  await lead.getByText(/^Changed\./).waitFor()

  await lead.getByRole('link', { name: `End ${rule}` }).click()
  await lead
    .getByRole('heading', { level: 1, name: `No longer ask Controllers, period close for “${title}”?` })
    .waitFor()
  await expectClean(lead)
  await lead.getByRole('button', { name: 'End the rule' }).click()
  await lead.getByText('The rule is ended. What people did is kept.').waitFor()
  await expect.poll(() => lead.getByRole('link', { name: `End ${rule}` }).count()).toBe(0)
})

test('what somebody is missing is read by champion, trainer and lead alike; a lead gives time, waives, and takes it back', async () => {
  const email = await demo.aNewcomer('Alys Morgan', ['approvers'])
  const learner = await signIn(await demo.aVisitor(), email)
  await open(learner, '/modules/approve')
  const own = await learner.getByRole('complementary', { name: 'Complete when' }).getByRole('listitem').allInnerTexts()

  const address: string[] = []
  for (const who of ['champion', 'trainer'] as const) {
    const page = await demo.signedIn(who)
    await open(page, '/people')
    await page.getByLabel('Name', { exact: true }).fill('alys')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '1 person matches' }).waitFor()
    await page.getByRole('link', { name: 'Alys Morgan' }).click()
    await page.getByRole('heading', { level: 1, name: /^No of |modules are complete/ }).waitFor()
    address.push(new URL(page.url()).pathname)
    const shown = page.getByRole('row').filter({ has: page.locator('a[href="/modules/approve"]') })
    expect(await shown.getByRole('listitem').allInnerTexts()).toEqual(own)
    expect(await page.getByRole('link', { name: /^Waive or give more time/ }).count()).toBe(0)
    await expectClean(page)
  }
  expect(address[0]).toBe(address[1])

  const lead = await demo.signedIn('lead')
  await open(lead, address[0] ?? '')
  const row = lead.getByRole('row').filter({ has: lead.locator('a[href="/modules/approve"]') })
  await row.getByRole('link', { name: /^Waive or give more time/ }).click()
  await lead.getByRole('button', { name: 'Save' }).click()
  await lead.getByText('Say why they have more time.').waitFor()
  demo.expectComplaint(/400/)
  await lead.getByLabel('Reason').fill('On leave until the end of the month.')
  await lead.getByLabel('Time until').fill(inDays(45))
  await expectClean(lead)
  await lead.getByRole('button', { name: 'Save' }).click()
  await lead.getByText('Saved, and told to the person.').waitFor()
  await expectClean(lead)
  await open(learner, '/')
  await learner
    .getByRole('region', { name: 'Decided for you' })
    .getByText(/You have time until/)
    .waitFor()
  await learner.getByText('On leave until the end of the month.').first().waitFor()
  await expectClean(learner)

  await row.getByRole('link', { name: /^Waive or give more time/ }).click()
  await lead.getByRole('radio', { name: /^Waive it/ }).check()
  await lead.getByLabel('Reason').fill('Approves nothing any more.')
  await lead.getByRole('button', { name: 'Save' }).click()
  await lead.getByRole('region', { name: 'Decided for this person' }).getByText('Approves nothing any more.').waitFor()
  await open(learner, '/modules/approve')
  await learner.getByText('You need not do this').waitFor()
  await expectClean(learner)

  await lead.getByRole('button', { name: /^Ask again as everybody/ }).click()
  await lead.getByText('The person is asked as everybody is again, and told.').waitFor()
  await open(learner, '/')
  expect(await learner.getByRole('region', { name: 'Decided for you' }).count()).toBe(0)
  await learner
    .getByText(/^You are asked for .* again\.$/)
    .first()
    .waitFor()
})
