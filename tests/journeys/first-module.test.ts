import { cp } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aBrowser, open } from '../browser.ts'
import { aBuiltPortal } from '../built-portal.ts'
import { connectionString } from '../database.ts'
import { runCommand } from '../faults/run-command.ts'
import { authoringPage, DEMO_MEDIA } from '../gallery/authoring-page.ts'
import { aContentFolder } from '../makers/content.ts'
import { aPerson } from '../makers/people.ts'
import { expectClean } from './clean.ts'
import { signIn, visitorsOf } from './visitors.ts'

const [portal, browser] = await Promise.all([aBuiltPortal(), aBrowser()])
const { aVisitor, leave, complaints } = visitorsOf(portal.url, browser)
afterEach(leave)
afterAll(async () => {
  await browser.close()
  await portal.stop()
})

const password = 'violet harbour kettle'

test('the module that docs/authoring.md shows is copied, published, and completed by a learner', async () => {
  const { examples } = await authoringPage()
  const files = examples.flatMap(({ file, source }) => (file ? [[file, source] as const] : []))
  const folder = await aContentFolder(Object.fromEntries(files))
  await cp(DEMO_MEDIA, path.join(folder, 'media'), { recursive: true })
  const publish = runCommand('content-publish', { DATABASE_URL: connectionString() }, [folder, '--yes'])
  expect([await publish.ended, publish.output()]).toEqual([0, expect.stringContaining('new module first-invoice')])

  // Without an admin, every page would lead to where the first one is made.
  await aPerson({ roles: ['admin'] })
  const audiences = await sql<{ id: string }>`SELECT id FROM audience WHERE slug = 'ap-daily'`
  const lena = await aPerson({ name: 'Lena Brandt', password, audiences })
  const page = await signIn(await aVisitor(), lena.email, password)
  await page.getByRole('link', { name: 'Enter your first supplier invoice' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Enter your first supplier invoice' }).waitFor()
  await expectClean(page)

  const lab = page.getByRole('region', { name: 'Enter invoice 4711' })
  await lab.getByRole('button', { name: 'Start' }).click()
  await lab.getByRole('button', { name: 'New invoice' }).click()
  await lab.getByLabel('Supplier').fill('Halden Papier')
  await lab.getByLabel('Net amount').fill('1,428.00')
  await lab.getByRole('button', { name: 'Submit' }).click()
  await lab.getByText('1,428.00 is the gross amount.').first().waitFor()
  await lab.getByLabel('Net amount').fill('1,200.00')
  await lab.getByRole('button', { name: 'Submit' }).click()
  await lab.getByText(/It took you \d+:\d\d/).waitFor()

  const check = page.getByRole('form', { name: 'The phone rings' })
  await check.getByRole('radio', { name: 'Save a draft' }).check()
  await check.getByRole('button').last().click()
  await page.getByText(/^Complete since .*, release 2026\.1$/).waitFor()
  await open(page, '/transcript')
  await page.getByRole('heading', { level: 1, name: 'One completion on your record' }).waitFor()
  const [{ errors } = {}] = await sql<{ errors: number }>`SELECT errors FROM attempt WHERE person_id = ${lena.id}`
  expect(errors).toBe(1)
  expect(complaints).toEqual([])
})
