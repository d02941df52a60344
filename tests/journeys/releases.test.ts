import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '#app/platform/project.server.ts'
import { open } from '../browser.ts'
import { expectClean } from './clean.ts'
import { openDemo } from './stage.ts'
import { signIn } from './visitors.ts'

/** The demo's content, in which the module about the day of the cutover has been written on. */
const folder = await mkdtemp(path.join(tmpdir(), 'gangway-releases-'))
await cp(path.join(projectRoot, 'content'), folder, { recursive: true })
const file = path.join(folder, 'brackwater/modules/cutover/cutover-day.mdx')
const written = await readFile(file, 'utf8')
await writeFile(
  file,
  written.replace('release: "2026.1"', 'release: "2026.2"').replace('**18:00.** Open items', '**19:30.** Open items'),
)

const demo = await openDemo({ CONTENT_DIR: folder })
afterAll(() => rm(folder, { recursive: true }))

const DAY = 'What happens on cutover day'

test('a changed block is published, asked for again with reason and day, compared and confirmed; nobody loses a completion', async () => {
  const learner = await signIn(await demo.aVisitor(), await demo.aNewcomer('Ifor Vaughan', ['readers']))
  await open(learner, '/modules/cutover-day')
  await learner.getByRole('button', { name: /^Done/ }).click()
  await learner.waitForURL((url) => url.pathname !== '/modules/cutover-day')

  const [completed] = await demo.rows<{ people: number }>(
    `SELECT count(*)::int AS people FROM module_progress g JOIN module m ON m.id = g.module_id
     WHERE m.slug = 'cutover-day' AND g.first_completed_at IS NOT NULL`,
  )
  const lead = await demo.signedIn('lead')
  // The first look compiles the whole folder.
  lead.context().setDefaultNavigationTimeout(60_000)
  await open(lead, '/publish')
  const row = lead.getByRole('table', { name: 'Releases that would be published' }).getByRole('row', { name: DAY })
  await row.getByText(`Asks ${completed?.people} people for a refresher of 1 block`).waitFor()
  await row
    .getByText(/Everyone who reads reports \d+/)
    .first()
    .waitFor()
  expect(await row.getByRole('radio', { name: 'The changed blocks again' }).isChecked()).toBe(true)
  await expectClean(lead)
  await row.getByRole('link', { name: 'Compare old and new' }).click()
  await lead
    .getByRole('heading', { level: 1, name: /^One block differs between release 2026\.1 and the file/ })
    .waitFor()
  expect(await lead.locator('del').allInnerTexts()).toEqual([expect.stringContaining('18:00.')])
  expect(await lead.locator('ins').allInnerTexts()).toEqual([expect.stringContaining('19:30.')])
  await expectClean(lead)
  await lead.goBack()
  await lead.getByRole('button', { name: 'Publish what is shown' }).click()
  await lead.getByText('Published 1 release.').waitFor()

  await open(learner, '/')
  await learner
    .getByRole('link', { name: `${DAY}: what changed` })
    .first()
    .click()
  await learner.getByText('You completed release 2026.1.').waitFor()
  await learner
    .getByText(/Release 2026\.2 has changed The day, hour by hour: only that is asked of you again\./)
    .waitFor()
  await learner.getByText(/^Due \w{3} \d+ \w{3}/).waitFor()
  await learner.getByRole('heading', { level: 2, name: 'The day, hour by hour' }).waitFor()
  expect(await learner.getByRole('heading', { level: 2, name: 'Which system, when' }).count()).toBe(0)
  await expectClean(learner)
  await learner.getByRole('link', { name: 'Compare old and new' }).click()
  await learner
    .getByRole('heading', { level: 1, name: 'One block differs between release 2026.1 and release 2026.2' })
    .waitFor()
  await expectClean(learner)
  await learner.goBack()
  await learner.getByRole('link', { name: 'Show the whole module' }).click()
  await learner.getByRole('heading', { level: 2, name: 'Which system, when' }).waitFor()
  await learner.goBack()

  await open(learner, '/transcript')
  await learner.getByText(DAY).first().waitFor()
  await open(learner, '/modules/cutover-day')
  await learner.getByRole('button', { name: /^Done/ }).click()
  await learner.waitForURL((url) => url.pathname !== '/modules/cutover-day')
  const kept = await demo.rows(
    `SELECT r.label, c.source FROM completion c JOIN release r ON r.id = c.release_id JOIN person p ON p.id = c.person_id
     WHERE p.email = 'ifor.vaughan@demo.test' ORDER BY r.label`,
  )
  expect(kept).toEqual([
    { label: '2026.1', source: 'confirmed' },
    { label: '2026.2', source: 'refresher' },
  ])
  await open(learner, '/')
  expect(await learner.getByText(`${DAY}: what changed`).count()).toBe(0)
})

test('what is chosen in a check stays chosen in a newer release in which the check is the same', async () => {
  const learner = await signIn(await demo.aVisitor(), await demo.aNewcomer('Kari Voll', ['treasury']))
  await open(learner, '/modules/reconcile#bank-lines')
  const choice = learner.getByLabel('Match it to 20417', { exact: true })
  await choice.check()
  await expect
    .poll(() =>
      demo.rows(`SELECT FROM block_seen s JOIN person p ON p.id = s.person_id
      WHERE p.email = 'kari.voll@demo.test' AND s.block_id = 'bank-lines'`),
    )
    .toHaveLength(1)

  const reconcile = path.join(folder, 'brackwater/modules/cutover/reconcile.mdx')
  const before = await readFile(reconcile, 'utf8')
  await writeFile(
    reconcile,
    before.replace('release: "2026.1"', 'release: "2026.2"').replace('with two colours', 'with two pens'),
  )
  const lead = await demo.signedIn('lead')
  lead.context().setDefaultNavigationTimeout(60_000)
  await open(lead, '/publish')
  await lead.getByRole('button', { name: 'Publish what is shown' }).click()
  await lead.getByText('Nothing is waiting to be published').waitFor()

  await open(learner, '/modules/reconcile')
  await learner.getByText('with two pens').waitFor()
  await expect.poll(() => choice.isChecked()).toBe(true)
})

test('a release is withdrawn with a reason: its effect is shown before, and the one before it is offered again', async () => {
  const page = await demo.signedIn('lead')
  await open(page, '/modules/approve/releases')
  await page.getByRole('heading', { level: 1, name: 'Two releases of this module' }).waitFor()
  await expectClean(page)
  await page.getByRole('link', { name: 'Withdraw 2026.2' }).click()
  await page.getByText('Release 2026.1 is offered again from then on.').waitFor()
  await page.getByText('Every attempt in it and every report on it stays.').waitFor()
  await page.getByRole('button', { name: 'Withdraw the release' }).click()
  await page.getByText('Say why the release is withdrawn.').waitFor()
  demo.expectComplaint(/400/)
  await page.getByLabel('Why it is withdrawn').fill('The limits in it are those of last year.')
  await expectClean(page)
  await page.getByRole('button', { name: 'Withdraw the release' }).click()
  await page.getByText('Release 2026.2 is withdrawn.').waitFor()
  await page.getByText('Withdrawn: The limits in it are those of last year.').waitFor()
  await expectClean(page)
})
