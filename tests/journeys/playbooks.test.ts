import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'

const demo = await openDemo()
const SLUG = 'first-cohort-session'
const words = (page: Page) => page.getByRole('textbox', { name: 'Text of the playbook' })
const saved = (page: Page) => page.locator('[data-standing="saved"]').waitFor()

async function cohortsPlaybook(): Promise<string> {
  const [cohort] = await demo.rows<{ id: string }>(`SELECT id FROM cohort WHERE name = 'Leeds, first wave'`)
  return `/cohorts/${cohort?.id}/playbooks/${SLUG}`
}

/** The editor of the cohort's own copy, which is made if it is not there yet. */
async function writing(who: 'champion' | 'trainer' | 'lead'): Promise<Page> {
  const page = await demo.signedIn(who)
  const address = await cohortsPlaybook()
  await open(page, address)
  const start = page.getByRole('button', { name: 'Change it for your cohort' })
  if ((await start.count()) > 0) await start.press('Enter')
  else await page.getByRole('link', { name: 'Edit', exact: true }).press('Enter')
  await words(page).waitFor()
  return page
}

/** Puts the cursor at the end of the paragraph that begins so, by mouse as everybody does. */
async function toTheEndOf(page: Page, beginning: string): Promise<void> {
  await words(page).locator('p', { hasText: beginning }).first().click()
  await page.keyboard.press('End')
}

test('two write in the same copy at once: other parts come together, the same sentence is asked about, no word is lost', async () => {
  const tomasz = await writing('champion')
  await saved(tomasz)
  await expectClean(tomasz)
  const thea = await writing('trainer')
  await saved(thea)

  await toTheEndOf(tomasz, 'For the first time that your cohort meets.')
  await tomasz.keyboard.type(' Bring the coffee.')
  await toTheEndOf(thea, 'Hold it all the same')
  await thea.keyboard.type(' Bring the cake.')
  await saved(tomasz)
  await saved(thea)
  for (const page of [tomasz, thea]) {
    await words(page).getByText('Bring the coffee.').waitFor()
    await words(page).getByText('Bring the cake.').waitFor()
  }
  await saved(tomasz)
  await saved(thea)

  await tomasz.context().setOffline(true)
  await toTheEndOf(tomasz, 'For the first time that your cohort meets.')
  await tomasz.keyboard.type(' Milk, too.')
  await tomasz.getByText('Not saved yet: there is no connection.').waitFor()
  await toTheEndOf(thea, 'For the first time that your cohort meets.')
  await thea.keyboard.type(' Sugar as well.')
  await thea.locator('[data-standing="saving"], [data-standing="writing"]').first().waitFor()
  await saved(thea)
  await tomasz.context().setOffline(false)
  await tomasz.getByRole('heading', { name: /changed the same words/ }).waitFor()
  await expectClean(tomasz)
  await tomasz.reload()
  const dispute = tomasz.getByRole('region', { name: /changed the same words/ })
  await dispute.getByText('Milk, too.').waitFor()
  await dispute.getByText('Sugar as well.').waitFor()
  await dispute.getByRole('radio', { name: 'Keep both' }).press('Space')
  await dispute.getByRole('button', { name: 'Use these words' }).press('Enter')
  await saved(tomasz)
  for (const page of [tomasz, thea]) {
    await words(page).getByText('Milk, too.').waitFor()
    await words(page).getByText('Sugar as well.').waitFor()
  }
  demo.mayComplain(/ERR_INTERNET_DISCONNECTED|Failed to load resource|409/)

  await open(tomasz, await cohortsPlaybook())
  await tomasz.getByText('Milk, too.').waitFor()
  await tomasz.getByRole('link', { name: 'History' }).press('Enter')
  await tomasz.getByRole('heading', { name: 'Who changed this copy' }).waitFor()
  await expectClean(tomasz)
  await tomasz.getByRole('link', { name: /as it was taken over/ }).press('Enter')
  await tomasz.getByRole('heading', { level: 2, name: /^Changed: For the first time/ }).waitFor()
  await expectClean(tomasz)
  await tomasz.getByRole('button', { name: 'Restore this state' }).press('Enter')
  await tomasz.getByText('Restored, as a new state.').waitFor()
  expect(await tomasz.getByText('Milk, too.').count()).toBe(0)
  await tomasz.getByRole('link', { name: 'History' }).press('Enter')
  expect(await tomasz.getByRole('row').count()).toBeGreaterThanOrEqual(4)
})
