import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { readPdf } from '../pdf-text.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'

const demo = await openDemo()

/** What is saved when a button or a link is pressed. */
async function saved(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return readFile(await download.path())
}

test('a certificate is saved as a file, and whoever gets it verifies it without an account', async () => {
  const page = await demo.signedIn('learner')
  await open(page, '/transcript')
  await expectClean(page)
  const button = page.getByRole('button', { name: 'Certificate for Find your way' }).first()
  const { lines, links, pages } = readPdf(await saved(page, () => button.click()))
  expect(pages).toBe(1)
  expect(lines).toContain('Lena Brandt')
  expect(new URL(page.url()).pathname).toBe('/transcript')

  const [address = ''] = links
  expect(lines).toContain(address)
  const stranger = await demo.aVisitor()
  await open(stranger, address)
  await stranger.getByRole('heading', { level: 1, name: /^Lena Brandt completed “Find your way/ }).waitFor()
  await stranger.getByText('Stands: this is the current release').waitFor()
  await expectClean(stranger)
})

test('a milestone has a certificate once all of it is complete', async () => {
  const page = await demo.signedIn('learner')
  await open(page, '/transcript')
  const milestones = page.getByRole('region', { name: 'By milestone' })
  const complete = milestones.getByRole('listitem').filter({ has: page.getByRole('button') })
  const { lines } = readPdf(await saved(page, () => complete.getByRole('button').first().click()))
  expect(lines.some((line) => line.startsWith('has completed everything asked for'))).toBe(true)
})

test('the record is saved for other programs', async () => {
  const page = await demo.backAgain('learner')
  await open(page, '/transcript')
  const statements = JSON.parse((await saved(page, () => page.getByRole('link', { name: 'xAPI' }).click())).toString())
  expect(statements.length).toBeGreaterThan(10)
  expect(new Set(statements.map(({ version }: { version: string }) => version))).toEqual(new Set(['2.0.0']))
})
