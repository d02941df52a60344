import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open } from '../browser.ts'
import { openDemo } from './stage.ts'

const demo = await openDemo()
const references = await demo.rows<{ slug: string; title: string }>(
  `SELECT m.slug, r.title FROM module m JOIN release r ON r.id = m.current_release_id
   WHERE r.kind = 'quick reference' ORDER BY m.position`,
)

/** The sizes of the pages that a browser prints, as their PDF has them. */
async function paperOf(page: Page): Promise<string[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return pdf.match(/\/MediaBox \[[^\]]*\]/g) ?? []
}

const A4 = /\[0 0 59[45][.\d]* 84[12][.\d]*\]/

async function expectNoPortal(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  for (const role of ['navigation', 'banner', 'contentinfo', 'button', 'search'] as const) {
    expect(await page.getByRole(role).count(), role).toBe(0)
  }
}

test('the demo has quick references to print', () => expect(references.length).toBeGreaterThan(1))

test.each(references)(
  'the quick reference $slug is one sheet of A4, without the portal around it',
  async ({ slug }) => {
    const page = await demo.backAgain('power')
    await open(page, `/modules/${slug}`)
    expect(await paperOf(page)).toEqual([expect.stringMatching(A4)])
    await expectNoPortal(page)
    expect(await page.getByRole('main').getByRole('table').count()).toBeGreaterThan(2)
    expect(await page.getByText(/^Release 2026\.1, printed /).isVisible()).toBe(true)
  },
)

test('all quick references of home fit on one sheet, however much that is', async () => {
  const page = await demo.backAgain('power')
  await open(page, '/')
  await page.getByRole('link', { name: /on one sheet$/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Quick references on one sheet' }).waitFor()
  for (const { title } of references) await page.getByRole('heading', { level: 2, name: title }).waitFor()
  expect(await paperOf(page)).toEqual([expect.stringMatching(A4)])
  // As if there were half as many again.
  await page.locator('.one-sheet').evaluate((sheet) => {
    const [first] = sheet.querySelectorAll('article')
    if (first) sheet.append(first.cloneNode(true))
  })
  expect(await paperOf(page)).toEqual([expect.stringMatching(A4)])
  await expectNoPortal(page)
})

test('those that are pinned can be printed by themselves', async () => {
  const page = await demo.signedIn('champion')
  const [first] = references
  await open(page, `/modules/${first?.slug}`)
  await page.getByRole('button', { name: 'Pin', exact: true }).click()
  await page.getByText('It stands first on your home page.').waitFor()
  await open(page, '/quick-references/print?of=pinned')
  expect(await page.getByRole('article').count()).toBe(1)
  await page.getByRole('navigation', { name: 'Which ones' }).getByRole('link', { name: 'All' }).click()
  await expect.poll(() => page.getByRole('article').count()).toBe(references.length)
  await open(page, `/modules/${first?.slug}`)
  await page.getByRole('button', { name: 'Unpin' }).click()
  await page.getByText('Unpinned.').waitFor()
})

test('the transcript is printed without its buttons', async () => {
  const page = await demo.backAgain('learner')
  await open(page, '/transcript')
  await expectNoPortal(page)
  expect(await page.getByRole('columnheader').allInnerTexts()).not.toContain('On paper')
  expect(await page.getByText(/^Printed /).isVisible()).toBe(true)
})

test.each([
  ['the overview', '/adoption?audience=ap-daily', 1],
  ['completion', '/adoption/completion?audience=ap-daily', 2],
  ['tasks', '/adoption/tasks?audience=ap-daily', 2],
])('%s of adoption goes to the steering meeting on paper, with its filters in words', async (_, address, most) => {
  const page = await demo.signedIn('trainer')
  await open(page, address)
  const paper = await paperOf(page)
  expect(paper).toEqual(paper.map(() => expect.stringMatching(A4)))
  expect(paper.length).toBeLessThanOrEqual(most)
  await expectNoPortal(page)
  expect(await page.getByText(/^Cutover: .*; Accounts payable, every day$/).isVisible()).toBe(true)
  expect(await page.getByText(/^Printed \d+ \w+ \d{4}$/).isVisible()).toBe(true)
})

test('gates that a screen folds stand on paper', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption')
  const met = page.getByRole('table', { name: 'Gates that are met' }).getByRole('row').last()
  expect(await met.isVisible()).toBe(false)
  await page.emulateMedia({ media: 'print' })
  expect(await met.isVisible()).toBe(true)
})

test('a chart that was drawn for the dark is drawn for paper when it is printed', async () => {
  const page = await demo.signedIn('trainer')
  await page.emulateMedia({ colorScheme: 'dark' })
  await open(page, '/adoption/completion')
  const canvas = page.locator('canvas').first()
  await canvas.waitFor()
  expect(await pixelsOf(canvas, PAPER_BLUE)).toBe(0)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect.poll(() => pixelsOf(canvas, PAPER_BLUE)).toBeGreaterThan(100)
})

/** --chart-1 of the light theme. */
const PAPER_BLUE = [0x17, 0x50, 0x8f] as const

/** How many pixels of a drawing have a colour. */
function pixelsOf(canvas: Locator, colour: readonly number[]): Promise<number> {
  return canvas.evaluate((drawn: HTMLCanvasElement, [red, green, blue]) => {
    const copy = new OffscreenCanvas(drawn.width, drawn.height).getContext('2d', { willReadFrequently: true })
    copy?.drawImage(drawn, 0, 0)
    const data = copy?.getImageData(0, 0, drawn.width, drawn.height).data ?? []
    let count = 0
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) count++
    }
    return count
  }, colour)
}
