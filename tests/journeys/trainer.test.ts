import { parse } from 'csv-parse/sync'
import type { Download, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { clock, percent, ratio } from '#app/components/format.ts'
import { errorName } from '#app/domain/adoption/error-words.ts'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'

const demo = await openDemo()

test('adoption says first whether the milestone is ready; filters stand in the address, and going back undoes them', async () => {
  const page = await demo.signedIn('trainer')
  await page.getByRole('link', { name: 'Adoption' }).press('Enter')
  const title = page.getByRole('heading', { level: 1 })
  await expect.poll(() => title.innerText()).toBe('Cutover is not ready: two of seven gates are unmet')
  expect(await page.title()).toBe('Cutover is not ready: two of seven gates are unmet · Gangway')
  const first = page.getByRole('region', { name: 'Do this first' }).getByRole('listitem')
  expect(await first.first().innerText()).toMatch(/^Completion, everyone assigned is at \d+%, target at least 90%/)
  await expectClean(page)

  const audience = page.getByRole('combobox', { name: 'Audience' })
  await audience.focus()
  await page.keyboard.press('ArrowDown')
  await page.waitForURL(/audience=ap-daily/)
  await page.getByText('46 people assigned', { exact: true }).waitFor()
  expect(await audience.evaluate((select) => select === document.activeElement)).toBe(true)
  await page.getByLabel('Period').selectOption({ label: 'Last 12 weeks' })
  await page.waitForURL(/audience=ap-daily.*weeks=12/)
  await page.getByText(/^Period .* to /).waitFor()

  await page.goBack()
  await expect.poll(() => page.getByLabel('Period').inputValue()).toBe('4')
  expect(await audience.inputValue()).toBe('ap-daily')
  await page.goBack()
  await expect.poll(() => audience.inputValue()).toBe('')
  await page.getByText('240 people assigned', { exact: true }).waitFor()
  await page.getByLabel('Milestone').selectOption({ label: 'Pilot: accounts payable, Leeds' })
  await page.waitForURL(/milestone=pilot/)
  await expect.poll(() => title.innerText()).toMatch(/^Pilot /)
  await page.reload()
  expect(await title.innerText()).toMatch(/^Pilot /)
  expect(await page.getByLabel('Milestone').inputValue()).toBe('pilot')
})

test('the overview leads to the pages behind it, which keep its filters and say how their figures are made', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption?audience=ap-daily&weeks=12')
  await page.getByRole('link', { name: /^became complete: / }).press('Enter')
  await page.waitForURL(/\/adoption\/completion\?.*audience=ap-daily.*weeks=12/)
  await page.getByRole('region', { name: 'By module' }).waitFor()
  await page.getByRole('navigation', { name: 'Adoption' }).getByRole('link', { name: 'Tasks' }).press('Enter')
  await page.waitForURL(/\/adoption\/tasks\?.*audience=ap-daily.*weeks=12/)
  await page.locator('summary', { hasText: 'How this is made' }).first().press('Enter')
  await page
    .getByRole('region', { name: 'Task time', exact: true })
    .getByText(/^median of active time in labs/)
    .waitFor()
  await page.getByRole('columnheader', { name: 'Median' }).getByRole('link').press('Enter')
  await page.waitForURL(/audience=ap-daily.*sort=median/)
  await expect.poll(() => mediansOn(page)).toEqual((await mediansOn(page)).toSorted((one, other) => other - one))
  await page.getByLabel('Period').selectOption('8')
  await page.waitForURL(/weeks=8.*sort=median|sort=median.*weeks=8/)
  await expectClean(page)
})

test('the task that takes longer than before is found, seen why, and who has not done it is reminded', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption')
  const first = page.getByRole('region', { name: 'Do this first' })
  await first.getByRole('link', { name: 'See why' }).press('Enter')
  const title = page.getByRole('heading', { level: 1 })
  await expect
    .poll(() => title.innerText())
    .toMatch(/^Enter invoice 4711 takes 1\.\d\d × as long as in Ledgerline, n \d+$/)
  const wrong = page.getByRole('region', { name: 'What goes wrong' })
  expect(await wrong.getByRole('row').nth(1).innerText()).toContain(errorName('wrong-path').name)
  const practice = page.getByRole('region', { name: 'With practice' })
  expect(await practice.getByRole('row').nth(1).innerText()).toMatch(/^First try/)
  await expectClean(page)
  await page.getByRole('link', { name: 'Who has not got there yet, and why' }).press('Enter')
  await page.waitForURL(/\/adoption\/people\?.*need=not\+complete/)
  const somebody = page.getByRole('row').nth(1)
  const name = await somebody.getByRole('link').first().innerText()
  await somebody.getByRole('link', { name: /^Remind/ }).press('Enter')
  await page.getByRole('button', { name: 'Send the reminder' }).press('Enter')
  await page.getByRole('status').getByText(`Reminded ${name}.`).waitFor()
})

test('each chart says, and shows as a table, what the table of today says', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption/completion')
  const shares = await completionOn(page)
  expect(shares.size).toBe(7)
  const charts = page.getByRole('region', { name: 'Completion over time' }).getByRole('figure')
  for (const chart of await charts.all()) {
    const [, audience, end] = /^Completion, (.*)\. Complete (\d+%)/.exec(await nameOf(chart.getByRole('img'))) ?? []
    const shown = shares.get(audience === 'Everyone' ? ALL : (audience ?? ''))
    expect(end, audience).toBe(shown?.rate)
    await chart.locator('summary', { hasText: 'Show as table' }).press('Enter')
    const newest = await chart.getByRole('table').getByRole('row').last().getByRole('cell').innerText()
    expect(newest, audience).toBe(shown?.rate)
  }
  await expectClean(page)
})

test('a chart is taken along as a picture and as a file of what it shows, and leads to the people behind it', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption/completion?weeks=8')
  const chart = page.getByRole('figure').nth(1)
  await chart.locator('canvas').waitFor()
  const [, title] = /^(.*?)\. /.exec(await nameOf(chart.getByRole('img'))) ?? []
  const picture = page.waitForEvent('download')
  await chart.getByRole('button', { name: `PNG of ${title}` }).press('Enter')
  expect((await picture).suggestedFilename()).toMatch(/^Completion, .*, \d+ \w+ \d{4}\.png$/)
  const png = await contentOf(await picture)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const canvas = await chart.locator('canvas').evaluate((drawn: HTMLCanvasElement) => drawn.height)
  expect(png.readUInt32BE(20)).toBeGreaterThan(canvas + 60)

  const file = page.waitForEvent('download')
  await chart.getByRole('button', { name: `CSV of ${title}` }).press('Enter')
  const rows: string[][] = parse(await contentOf(await file), { bom: true })
  await chart.locator('summary', { hasText: 'Show as table' }).press('Enter')
  const shown = await chart.getByRole('table').getByRole('row').allInnerTexts()
  expect(rows.map((row) => row.join('\t'))).toEqual(shown.map((row) => row.replace(/\s*\t\s*/g, '\t').trim()))
  const behind = await chart.getByRole('link', { name: 'Who is not complete' }).getAttribute('href')
  expect(behind).toMatch(/^\/adoption\/people\?.*weeks=8.*audience=/)
})

test('times of fewer than five people are withheld, on the page and in the file', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption/tasks?milestone=cutover')
  await page.getByLabel('Cohort').selectOption({ label: 'Leeds, first wave' })
  await page.waitForURL(/cohort=/)
  const times = page.getByRole('table', { name: /^Task time/ })
  await times.getByText('Too few people. Each sees their own time.').first().waitFor()
  const withheld = await times.getByText('Withheld').count()
  const rows = await csvOn(page)
  const isWithheld = ({ metric, note }: Record<string, string>) =>
    metric === 'task time' && note?.startsWith('withheld')
  expect(rows.filter(isWithheld).length).toBe(withheld)
  expect(new Set(rows.map(({ cohort }) => cohort))).toEqual(new Set(['Leeds, first wave']))
  for (const row of rows.filter(({ metric }) => metric === 'ratio to baseline')) {
    expect(Number(row.n), `${row.task} ${row.audience}`).toBeGreaterThanOrEqual(5)
  }
})

test('figures are of an audience or of a cohort: choosing one clears the other, and an address with both is told so', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption?audience=ap-daily')
  const audience = page.getByRole('combobox', { name: 'Audience' })
  const cohort = page.getByRole('combobox', { name: 'Cohort' })
  await cohort.selectOption({ label: 'Leeds, first wave' })
  await page.waitForURL((url) => url.searchParams.get('audience') === '' && url.searchParams.has('cohort'))
  await expect.poll(() => audience.inputValue()).toBe('')
  const chosen = await cohort.inputValue()
  await audience.selectOption('ap-daily')
  await page.waitForURL(/audience=ap-daily/)
  await expect.poll(() => cohort.inputValue()).toBe('')
  await open(page, `/adoption?audience=ap-daily&cohort=${chosen}`)
  await page.getByText('These are of the cohort; the audience is cleared.').waitFor()
  expect(await audience.inputValue()).toBe('')
  await expectClean(page)
})

test('the file has the figures of the page', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption')
  const names = new Map(await optionsOf(page, 'Audience'))
  const rows = await csvOn(page)
  const of = (metric: string) => rows.filter((row) => row.metric === metric)
  const gates = rows.filter(({ metric }) => metric?.startsWith('gate: '))
  expect(gates.filter(({ note }) => note?.startsWith('not met')).length).toBe(2)

  await open(page, '/adoption/completion')
  const shares = await completionOn(page)
  expect(of('completion rate').length).toBe(shares.size)
  for (const { audience, value, n } of of('completion rate')) {
    const name = audience === 'everyone' ? ALL : (names.get(audience ?? '') ?? '')
    expect(shares.get(name), audience).toEqual({ rate: percent(Number(value), 100), people: n })
  }

  await open(page, '/adoption/tasks')
  const times = page.getByRole('table', { name: /^Task time/ })
  const compared = of('ratio to baseline').filter(({ value }) => value !== '')
  expect(compared.length).toBeGreaterThan(5)
  const shown = await times.getByRole('row').allInnerTexts()
  for (const { task, audience, value, n } of compared) {
    const [time] = of('task time').filter((row) => row.task === task && row.audience === audience)
    const figures = [ratio(Number(value)), clock(Number(time?.value))]
    const same = shown.filter((row) => figures.every((figure) => row.includes(figure)) && row.includes(`${n}, `))
    expect(same.length, `${task} ${audience} ${figures}`).toBeGreaterThan(0)
  }

  const types = rows.filter(({ metric }) => metric?.startsWith('errors: '))
  await page.locator('summary', { hasText: 'more types, each rarer' }).press('Enter')
  const errors = await page.getByRole('region', { name: 'Errors by type' }).getByRole('row').allInnerTexts()
  expect(types.length).toBeGreaterThan(3)
  for (const { metric = '', value } of types) {
    const { name } = errorName(metric.slice('errors: '.length))
    const figure = Number(value) < 0.01 ? '< 0.01' : Number(value).toFixed(2)
    expect(
      errors.some((row) => row.startsWith(name) && row.includes(figure)),
      `${name} ${figure}`,
    ).toBe(true)
  }
})

test('a trainer reads milestones and reports, and changes neither', async () => {
  const page = await demo.signedIn('trainer')
  await open(page, '/adoption')
  await page.getByRole('link', { name: 'Open the milestone' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Cutover, / }).waitFor()
  await page.getByText('Cutover is not ready: two of seven gates are unmet').waitFor()
  await page.getByText('A migration lead changes the state of a milestone.').waitFor()
  expect(await page.getByRole('table', { name: 'Gates' }).getByRole('row').count()).toBeGreaterThan(7)
  expect(await page.getByRole('radio').count()).toBe(0)
  expect(await page.getByRole('link', { name: /^(Waive|Remove|Add a gate|Move the date)/ }).count()).toBe(0)
  await expectClean(page)
  expect((await open(page, '/milestones/cutover/move'))?.status()).toBe(403)
  demo.expectComplaint(/403/)

  await page.getByRole('link', { name: 'Confusion' }).press('Enter')
  await filterByKeyboard(page)
  await page.getByRole('link', { name: /What does the supplier see when I reject/ }).press('Enter')
  await page.getByRole('heading', { level: 2, name: /What does the supplier see when I reject/ }).waitFor()
  await page.getByRole('heading', { name: 'What they said' }).waitFor()
  expect(await page.getByRole('link', { name: /^(Answer|Resolve|Owner)/ }).count()).toBe(0)
  await expectClean(page)
  expect((await open(page, `${new URL(page.url()).pathname}/answer`))?.status()).toBe(403)
  demo.expectComplaint(/403/)
})

/** Narrows the reports to blocking ones and back: the choice keeps the focus, and going back undoes it. */
async function filterByKeyboard(page: Page): Promise<void> {
  const blocking = page.getByRole('checkbox', { name: 'Only blocking' })
  await blocking.press('Space')
  await page.waitForURL(/blocking=yes/)
  await expect.poll(() => page.getByRole('region', { name: 'To answer' }).getByRole('listitem').count()).toBe(1)
  expect(await blocking.evaluate((box) => box === document.activeElement)).toBe(true)
  await page.goBack()
  await expect.poll(() => blocking.isChecked()).toBe(false)
}

/** The medians in the table of tasks, in seconds, that of each task's first row. */
async function mediansOn(page: Page): Promise<number[]> {
  const rows = await page
    .getByRole('table', { name: /^Task time/ })
    .locator('.group + tr')
    .allInnerTexts()
  return rows.flatMap((row) => {
    const [, minutes, seconds] = /×\s+(\d+):(\d+)/.exec(row) ?? []
    return minutes && seconds ? [Number(minutes) * 60 + Number(seconds)] : []
  })
}

/** What the row of all people is called. */
const ALL = 'All assigned, each person once'

type Share = { rate: string; people: string }

/** Who is complete of how many assigned, of each row of the table of completion, by audience. */
async function completionOn(page: Page): Promise<Map<string, Share>> {
  const shares = new Map<string, Share>()
  for (const row of await page.getByRole('table', { name: 'Completion by audience' }).getByRole('row').all()) {
    const [, people, complete] = /\s(\d+)\s+\d+\s+\d+%\s+\d+\s+\d+%\s+\d+\s+(\d+%)\s/.exec(await row.innerText()) ?? []
    const [name] = (await row.getByRole('rowheader').allInnerTexts()).map((words) => words.split('\n')[0] ?? '')
    if (name && people && complete) shares.set(name, { rate: complete, people })
  }
  return shares
}

const nameOf = async (part: { getAttribute: (name: string) => Promise<string | null> }) =>
  (await part.getAttribute('aria-label')) ?? ''

function optionsOf(page: Page, label: string): Promise<[string, string][]> {
  return page
    .getByRole('combobox', { name: label })
    .locator('option')
    .evaluateAll((options) =>
      options.map((one): [string, string] => [one.getAttribute('value') ?? '', one.textContent]),
    )
}

/** The file behind the page's link, a record a line. */
async function csvOn(page: Page): Promise<Record<string, string>[]> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV' }).press('Enter')
  return parse(await contentOf(await download), { columns: true, bom: true })
}

async function contentOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
