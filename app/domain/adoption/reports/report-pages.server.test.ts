import { RouterContextProvider } from 'react-router'
import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { visitContext } from '#app/http/context.server.ts'
import { csvText } from '#app/platform/csv.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { loader as confusionFile } from '#app/routes/trainer/adoption-confusion-csv.ts'
import { loader as cohortsFile } from '#app/routes/trainer/cohort-progress-csv.ts'
import { loader as compareFile } from '#app/routes/trainer/compare-csv.ts'
import { loader as completionFile } from '#app/routes/trainer/completion-csv.ts'
import { loader as taskFile } from '#app/routes/trainer/task-csv.ts'
import { loader as tasksFile } from '#app/routes/trainer/tasks-csv.ts'
import { storeAttempts } from '#tests/makers/attempts.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { aReport, aTaughtModule, reached, type TaughtModule } from '#tests/makers/confusion.ts'
import { aCompletion, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { rollUp } from '../roll-up.server.ts'
import { adoptionViews, changeViews } from '../views/views.server.ts'
import { chartPicture } from './pictures.server.ts'
import { reportChoices } from './report-choices.server.ts'
import type { ReportContent } from './report-content.ts'
import { contentOf, whyNotSent } from './report-pages.server.ts'

const NOW = new Date()
const ZONE = 'Europe/London'
const MONTH = 28 * 86_400_000
const LAST_WEEK = startOfDay(weekOf(localDay(NOW, ZONE)), ZONE).getTime() - 3 * 86_400_000

let trainer: Viewer
let module: TaughtModule
let [slow, fast, few] = [{ slug: '' }, { slug: '' }, { slug: '' }]

/** Thirteen people at three minutes, three of them in a third audience, too, and ten at one; the old product took two. */
beforeAll(async () => {
  const migration = await aMigration({ timeZone: ZONE })
  const audiences = [
    await anAudience(migration, { name: 'Slow' }),
    await anAudience(migration, { name: 'Fast' }),
    await anAudience(migration, { name: 'Few' }),
  ] as const
  ;[slow, fast, few] = audiences
  trainer = await aTrainer({ migration })
  const milestone = await aPlannedMilestone(migration)
  module = await aTaughtModule(migration)
  const release = { id: module.releaseId }
  for (const audience of audiences) await anAssignment(module, { milestone, audience })
  const groups = [[audiences[0]], [audiences[1]], [audiences[0], audiences[2]]]
  const groupOf = (index: number) => groups[Math.floor(index / 10)] ?? []
  const people = await Promise.all(
    Array.from({ length: 23 }, (_, index) => aLearner({ migration, audiences: groupOf(index) })),
  )
  for (const person of people.slice(0, 10)) await aCompletion(person, { ...module, release }, NOW)
  await sql`
    INSERT INTO baseline (id, module_id, block_id, clock, median_ms, source, stated_on, created_at)
    VALUES (${newId()}, ${module.id}, 'enter-invoice', 'active', 120000, 'stated', '2026-01-05', ${NOW})`
  const tries = people.flatMap(({ personId: person }, index) =>
    [0, 1].map((before) => ({
      ...{ person, module, release, block: 'enter-invoice', mode: 'assessed' as const, suspect: false, cohort: null },
      ...{ outcome: 'success' as const, ordinal: 2 - before, audiences: groupOf(index).map(({ id }) => id) },
      startedAt: new Date(LAST_WEEK - before * MONTH),
      arrivedAt: new Date(LAST_WEEK - before * MONTH),
      ms: groupOf(index)[0]?.slug === fast.slug ? 60_000 : 180_000,
      errors: index < 5 ? ['wrong-path'] : [],
    })),
  )
  await storeAttempts(tries)
  const cohort = await aCohort(migration, { name: 'Kiel 1', members: people.slice(0, 4), champions: [trainer] })
  await aCohort(migration, { name: 'Kiel 2', members: people.slice(4, 8) })
  await aSession(cohort, { milestone, startsAt: new Date(LAST_WEEK), attended: people.slice(0, 2) })
  for (const person of people.slice(0, 4)) await reached(person, module)
  await aReport(people[0] as Viewer, module)
  await rollUp(NOW)
})

const report = (page: string, filters = ''): Promise<ReportContent> => contentOf(trainer, page, filters, NOW)
const figuresIn = ({ tables }: ReportContent, title: string) =>
  tables.find((table) => table.title === title)?.figures.map(({ name, about, value, n }) => [name, about, value, n])

type Loader = (args: never) => Promise<Response>

/** What the page's own file says to the same viewer. */
async function fileOf(loader: Loader, filters = '', params = {}): Promise<string> {
  const context = new RouterContextProvider()
  context.set(visitContext, { viewer: trainer } as never)
  const request = new Request(`http://page/file.csv?${filters}`)
  return (await loader({ request, params, context } as never)).text()
}
const sentFile = ({ file }: ReportContent) => csvText(file.rows, file.columns)
const withoutMark = (text: string) => text.replace('\uFEFF', '')

async function hasTheSameFile(content: ReportContent, loader: Loader, filters = '', params = {}): Promise<void> {
  const file = withoutMark(await fileOf(loader, filters, params))
  expect(file.split('\n').length).toBeGreaterThan(2)
  expect(withoutMark(sentFile(content))).toBe(file)
}

test('completion says how far people are in all, by audience and by module, with the page’s charts and file', async () => {
  const content = await report('/adoption/completion')
  expect(content.title).toBe('43% of 23 people are complete')
  expect(figuresIn(content, 'From assigned to complete')).toContainEqual(['Complete', 'Everyone', '10, 43%', 'n 23'])
  expect(figuresIn(content, 'Completion by audience')).toEqual(
    expect.arrayContaining([
      ['Completion rate', 'Slow', '76%', 'n 13'],
      ['Completion rate', 'Few', '0%', 'n 3'],
      ['Completion rate', 'Everyone', '43%', 'n 23'],
    ]),
  )
  expect(figuresIn(content, 'By module')).toEqual([['Complete', 'Enter an invoice', '10, 43%', 'n 23']])
  expect(content.charts.map(({ title }) => title)).toEqual(
    ['Everyone', 'Fast', 'Few', 'Slow'].map((name) => `Completion, ${name}`),
  )
  await hasTheSameFile(content, completionFile as Loader)
})

test('tasks are told against the old product, a group of three says that it is withheld', async () => {
  const content = await report('/adoption/tasks', 'sort=ratio&weeks=all')
  expect(content.title).toBe('The one task that can be compared takes longer than in Ledgerline')
  const times = figuresIn(content, 'Task time against Ledgerline') ?? []
  expect(times).toContainEqual([
    'Enter invoice 4711',
    'Slow',
    expect.stringMatching(/^3:0\d \(.*\), p90 3:0\d, 1\.5\d ×$/),
    'n 13',
  ])
  expect(times).toContainEqual(['Enter invoice 4711', 'Few', 'Withheld: fewer than five people', ''])
  expect(figuresIn(content, 'Errors by type')).toEqual([['Wrong path', 'Mostly in Enter invoice 4711', '0.22', 'n 46']])
  const [chart] = content.charts
  const drawn = chart && 'groups' in chart ? chart.groups : []
  expect(drawn.map(({ name, rows }) => [name, rows.map((row) => `${row.name}, ${row.n}`)])).toEqual([
    ['Enter invoice 4711', ['Everyone, n 23', 'Fast, n 10', 'Slow, n 13']],
  ])
  await hasTheSameFile(content, tasksFile as Loader, 'sort=ratio&weeks=all')
})

test('one task tells its times, how they moved, its errors and what practice did', async () => {
  const page = `/adoption/tasks/${module.slug}/enter-invoice`
  const content = await report(page, `audience=${slow.slug}`)
  expect(content.title).toMatch(/^Enter invoice 4711 takes 1\.5\d × as long as in Ledgerline, n 13$/)
  expect(figuresIn(content, 'Then and now')?.map(([name, about]) => [name, about])).toEqual([
    ['Last 4 weeks', 'Slow'],
    ['The 4 weeks before', 'Slow'],
    ['The 4 weeks before those', 'Slow'],
    ['Change', 'Slow'],
  ])
  expect(figuresIn(content, 'What goes wrong')).toEqual([
    ['All types', 'Slow', '0.38', 'n 13'],
    ['Wrong path', 'Slow', '0.38', 'n 13'],
  ])
  expect(figuresIn(content, 'With practice')?.map(([name, , , n]) => [name, n])).toEqual([
    ['First try', 'n 23'],
    ['Second try', 'n 23'],
  ])
  expect(content.charts.map(({ title }) => title)).toEqual([
    'Task time against Ledgerline',
    'Median time by number of the try: Enter invoice 4711',
  ])
  await hasTheSameFile(content, taskFile as Loader, `audience=${slow.slug}`, {
    module: module.slug,
    block: 'enter-invoice',
  })
  await expect(report(`/adoption/tasks/${module.slug}/none`)).rejects.toMatchObject({ kind: 'missing' })
})

test('confusion tells blocks with interval and n, whatever audience is asked for', async () => {
  const content = await report('/adoption/confusion', `audience=${few.slug}`)
  expect(content.title).toBe('People ask most about “Net or gross”: 25.0 per 100')
  expect(figuresIn(content, 'By block')).toEqual([
    ['Net or gross', 'Enter an invoice, release 2026.1; 1 report open', '25.0 (0.6 to 139.3)', 'n 4'],
  ])
  expect(content.facts).toContain('25.0 per 100, n 4')
  await hasTheSameFile(content, confusionFile as Loader)
})

test('cohorts are told by coverage, with their next session, and never by speed', async () => {
  const content = await report('/adoption/cohorts')
  expect(content.title).toBe('1 of 2 cohorts have met')
  expect(figuresIn(content, 'By cohort')).toEqual([
    ['Kiel 2', 'no session planned', expect.stringMatching(/^0% came, 100% complete, \d/), 'n 4'],
    ['Kiel 1', 'no session planned', expect.stringMatching(/^50% came, 100% complete, \d/), 'n 4'],
  ])
  await hasTheSameFile(content, cohortsFile as Loader)
  const one = await report('/adoption/cohorts', 'words=kiel+1')
  expect(one.title).toBe('The one cohort with “kiel 1” has met')
  await hasTheSameFile(one, cohortsFile as Loader, 'words=kiel+1')
  const none = await report('/adoption/cohorts', 'milestone=').then(({ file }) => csvText([], file.columns))
  expect(withoutMark(none)).toBe(
    `${'cohort,site,champions,members,assigned,attended,complete,need help,next session'}\n`,
  )
})

test('a comparison tells both sides, what may be claimed of them, and nothing while there are not two', async () => {
  const filters = `by=audience&a=${slow.slug}&b=${fast.slug}&weeks=all`
  const content = await report('/adoption/compare', filters)
  expect(content.title).toBe('The one task that can be compared takes longer for Slow than for Fast')
  expect(figuresIn(content, 'Progress')?.[0]).toEqual([
    ...['Complete', 'Slow 76%, 10 of 13; Fast 0%, 0 of 10', 'More', ''],
  ])
  expect(figuresIn(content, 'Task times')?.at(-1)?.slice(1)).toEqual([
    'The first by the other',
    expect.stringMatching(/^\d\.\d\d ×: longer, the intervals do not touch$/),
    '',
  ])
  await hasTheSameFile(content, compareFile as Loader, filters)
  for (const [wrong, words] of [
    ['', 'This cannot be sent by mail. Choose two sides first.'],
    [`by=audience&a=${slow.slug}&b=gone`, 'There is no such audience here.'],
  ] as const) {
    const refused = (async () => report('/adoption/compare', wrong))()
    await expect(refused, wrong).rejects.toMatchObject({ kind: 'invalid', field: 'view', message: words })
  }
})

test('pictures of task times are drawn, without a font and at the width of the others', async () => {
  const { charts } = await report('/adoption/tasks', 'weeks=all')
  const png = await chartPicture(charts[0] as ReportContent['charts'][number])
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBe(880)
})

test('who may not open a page gets no report of it', async () => {
  const learner = await aLearner()
  for (const page of ['completion', 'tasks', 'confusion', 'cohorts', `tasks/${module.slug}/enter-invoice`]) {
    await expect(contentOf(learner, `/adoption/${page}`, '', NOW), page).rejects.toMatchObject({ kind: 'forbidden' })
  }
})

test('what names people is not sent, and its saved views say why; every other page is offered by itself', async () => {
  await changeViews(trainer, { name: 'Late', view: '/adoption/people?need=overdue' }, NOW)
  await changeViews(trainer, { name: 'One', view: `/adoption/tasks/${module.slug}/enter-invoice` }, NOW)
  const why = (await adoptionViews(trainer)).map((view) => [view.name, whyNotSent(view)])
  expect(why).toEqual([
    ['Late', 'It names people, and mail is kept and passed on.'],
    ['One', null],
  ])
  const refused = (async () => report('/adoption/people'))()
  await expect(refused).rejects.toMatchObject({ kind: 'invalid', field: 'view' })
  const { views } = await reportChoices(trainer, null, NOW)
  expect(views.map(({ label }) => label)).toEqual([
    'One (One task)',
    ...['Overview', 'Completion', 'Tasks', 'Checks', 'Confusion', 'Cohorts'].map((name) => `${name}, without filters`),
  ])
  const compared = `/adoption/compare?a=${fast.slug}&b=${slow.slug}`
  expect((await reportChoices(trainer, compared, NOW)).views[0]?.value).toBe(compared)
})
