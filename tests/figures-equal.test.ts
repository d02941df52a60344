import { parse } from 'csv-parse/sync'
import { UNSAFE_decodeViaTurboStream as decoded } from 'react-router'
import { afterAll, expect, test } from 'vitest'
import type { Comparison } from '#app/domain/adoption/compare/comparison.server.ts'
import { comparisonRows } from '#app/domain/adoption/compare/comparison-rows.ts'
import { errorRows, type FigureRow, timeRows } from '#app/domain/adoption/export.ts'
import { rollUp } from '#app/domain/adoption/roll-up.server.ts'
import type { Completion } from '#app/domain/adoption/standings/completion.server.ts'
import { completionRows, completionShares } from '#app/domain/adoption/standings/completion-rows.ts'
import type { TaskRow } from '#app/domain/adoption/task-rows.ts'
import { issueToken } from '#app/domain/identity/api-tokens.server.ts'
import { openSession } from '#app/domain/identity/sessions.server.ts'
import { addDays, type LocalDay, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type RandomNumbers, randomOf } from '#app/platform/seeded-random.ts'
import { aBuiltPortal } from './built-portal.ts'
import { about } from './makers/adoption.ts'
import { type StoredAttempt, storeAttempts } from './makers/attempts.ts'
import { aCohort } from './makers/cohorts.ts'
import { aLab, aLesson, aSection } from './makers/lessons.ts'
import { aCompletion, aModule, anAssignment, aPlannedMilestone, aReleaseOf } from './makers/modules.ts'
import { aLearner, aMigration, anAdmin, anAudience, aTrainer } from './makers/people.ts'
import { plainStandings } from './plain-standings.ts'
import { ask } from './portal.ts'

const portal = await aBuiltPortal()
afterAll(portal.stop)

const NOW = new Date()
const ZONE = 'Europe/London'
const TODAY = localDay(NOW, ZONE)
const WEEK_START = startOfDay(weekOf(TODAY), ZONE)
const DAY = 86_400_000
const next = randomOf('thirty filters')
const pick = <T>(list: readonly T[], from: RandomNumbers = next): T => list[Math.floor(from() * list.length)] as T

const migration = await aMigration({ timeZone: ZONE })
const trainer = await aTrainer({ migration })
const audiences = await Promise.all(['a', 'b', 'c'].map(() => anAudience(migration)))
const sets = [[0], [0, 1], [1], [2], []].map((set) => set.flatMap((place) => audiences[place] ?? []))
const milestones = await Promise.all([20, 90].map((inDays) => aPlannedMilestone(migration, { inDays })))
const modules = await Promise.all([aTaught(), aTaught(), aTaught()])
const people = await Promise.all(
  Array.from({ length: 60 }, (_, index) => aLearner({ migration, audiences: sets[index % sets.length] ?? [] })),
)
const cohorts = await Promise.all(
  [0, 1, 2].map((third) => aCohort(migration, { members: people.filter((_, index) => index % 4 === third) })),
)

/** A module in two releases with the same task. */
async function aTaught() {
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  const again = await aReleaseOf(module, aLesson({ blocks: [aSection('start', 'Other words.'), aLab('enter')] }))
  return { ...module, again }
}

type About = Pick<StoredAttempt, 'startedAt' | 'arrivedAt'> & { who: number; module: (typeof modules)[number] }

function anAttempt({ who, module, ...times }: About): StoredAttempt {
  return {
    ...times,
    ...{ person: people[who]?.personId as string, module, block: 'enter', mode: 'assessed' },
    release: pick([module.release, module.again]),
    outcome: pick(['success', 'success', 'success', 'failure', 'gave up', null] as const),
    ms: Math.round(60_000 * Math.exp(next() * 3)),
    suspect: next() < 0.05,
    ordinal: 1 + Math.floor(next() * 6),
    audiences: (sets[who % sets.length] ?? []).map(({ id }) => id),
    cohort: cohorts[who % 4]?.id ?? null,
    errors: Array.from({ length: Math.floor(next() * 3) }, () => pick(['wrong-path', 'gross-as-net'])),
  }
}

/** Whole weeks of attempts, and a running one in which everybody succeeded at the same moment, so that none waits. */
async function aHistory(): Promise<void> {
  for (const [place, module] of modules.entries()) {
    const asked = (at: number, of: number) => ({
      milestone: milestones[at] as { id: string },
      audience: audiences[of % 3] as { id: string },
    })
    await anAssignment(module, { ...asked(place % 2, place), dueDays: place })
    await anAssignment(module, asked(0, place + 1))
    for (const person of people) {
      if (next() < 0.7)
        await aCompletion(person, module, next() < 0.7 ? new Date(NOW.getTime() - next() * 60 * DAY) : null)
    }
  }
  const past = Array.from({ length: 2000 }, () => {
    const startedAt = new Date(WEEK_START.getTime() - 60_000 - next() ** 2 * 150 * DAY)
    return anAttempt({
      who: Math.floor(next() * people.length),
      module: pick(modules),
      startedAt,
      arrivedAt: startedAt,
    })
  })
  const moment = new Date(NOW.getTime() - 1000)
  const running = people.map((_, who) => ({
    ...anAttempt({ who, module: modules[0] as (typeof modules)[number], startedAt: moment, arrivedAt: moment }),
    ...{ release: modules[0]?.again as { id: string }, outcome: 'success' as const, suspect: false },
  }))
  await storeAttempts([...past, ...running])
  await rollUp(NOW)
}

type Filters = { milestone?: string; audience?: string; cohort?: string; weeks?: string } & Record<string, string>

function someFilters(): Filters {
  const group = pick(['none', 'audience', 'cohort'] as const)
  return {
    ...(next() < 0.8 ? { milestone: pick(milestones).slug } : {}),
    ...(group === 'audience' ? { audience: pick(audiences).slug } : {}),
    ...(group === 'cohort' ? { cohort: pick(cohorts).id } : {}),
    ...(next() < 0.8 ? { weeks: pick(['4', '8', '12', 'all']) } : {}),
  }
}

const cookie = `session=${(await openSession(trainer.personId, NOW)).id}`
const authorization = `Bearer ${await issueToken(await anAdmin({ migration }), { name: 'Figures', scopes: ['metrics:read'] }, NOW)}`

async function get(path: string, filters: Filters): Promise<string> {
  const answer = await ask(`${portal.url}${path}?${new URLSearchParams(filters)}`, {
    headers: { cookie, authorization },
  })
  expect(answer.status, answer.text.slice(0, 200)).toBe(200)
  return answer.text
}

/** What a page's loader gave, as the browser asks for it. */
async function pageData<Data>(path: string, route: string, filters: Filters): Promise<Data> {
  const text = await get(`${path}.data`, filters)
  const { value } = await decoded(new Blob([text]).stream(), globalThis as unknown as Window)
  return (value as Record<string, { data: Data }>)[route]?.data as Data
}

async function fileOf(path: string, filters: Filters): Promise<unknown[]> {
  return parse(await get(path, filters), { columns: true, bom: true })
}

const figuresOf = async (path: string, filters: Filters): Promise<FigureRow[]> =>
  JSON.parse(await get(`/api/v1/metrics/${path}`, filters)).data

/** Rows as a file has them. */
const asFile = (rows: readonly FigureRow[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')])))

type TasksPage = { looked: Parameters<typeof timeRows>[0] & Parameters<typeof errorRows>[0] & { tasks: TaskRow[] } }

type Exact = { people: number; attempts: number; median: number; p90: number; suspect: number }

/** Counts and exact quantiles of a figure's attempts, by plain SQL. A cohort is told of whole weeks. */
async function exactly({ task, audience, cohort, since }: FigureRow): Promise<Exact> {
  const [slug, block] = task.split('/')
  const from = since === '' ? new Date(0) : startOfDay(since as LocalDay, ZONE)
  const [row] = await sql<Exact>`
    WITH done AS (
      SELECT a.person_id, a.active_ms AS ms, a.suspect,
        a.outcome = 'success' AND NOT a.suspect AND (${cohort} = '' OR a.arrived_at < ${WEEK_START}) AS counts
      FROM attempt a JOIN module m ON m.id = a.module_id
      WHERE m.slug = ${slug} AND a.block_id = ${block} AND a.mode = 'assessed' AND a.outcome IN ('success', 'failure')
        AND a.started_at >= ${from}
        AND (${audience} = 'everyone' OR (SELECT id FROM audience WHERE slug = ${audience} AND migration_id = ${migration.id}) = ANY (a.audience_ids))
        AND (${cohort} = '' OR a.cohort_id = (SELECT id FROM cohort WHERE name = ${cohort} AND migration_id = ${migration.id}))
    )
    SELECT count(DISTINCT person_id) FILTER (WHERE counts)::int AS people, count(*) FILTER (WHERE counts)::int AS attempts,
      count(*) FILTER (WHERE suspect)::int AS suspect,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE counts) AS median,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY ms) FILTER (WHERE counts) AS p90
    FROM done`
  return row as Exact
}

async function tasksAreEqual(filters: Filters): Promise<number> {
  const { looked } = await pageData<TasksPage>('/adoption/tasks', 'routes/trainer/tasks', filters)
  const rows = [...timeRows(looked), ...errorRows(looked)]
  expect(await fileOf('/adoption/tasks.csv', filters)).toEqual(asFile(rows))
  expect(await figuresOf('tasks', filters)).toEqual(rows)
  const medians = rows.filter(({ metric, value }) => metric === 'task time' && value !== null)
  for (const row of medians) {
    const exact = await exactly(row)
    expect([row.n, row.note], JSON.stringify(row)).toEqual([exact.people, `${exact.attempts} attempts`])
    expect(row.value).toEqual(about(exact.median))
    const same = ({ metric, task, audience }: FigureRow) =>
      metric === 'task time p90' && task === row.task && audience === row.audience
    expect(rows.find(same)?.value).toEqual(about(exact.p90))
  }
  for (const task of looked.tasks) {
    const first = medians.find((row) => row.task === `${task.moduleSlug}/${task.blockId}`)
    if (first && task.cells[0] && 'figures' in task.cells[0])
      expect(task.leftOut.suspect).toBe((await exactly(first)).suspect)
  }
  return medians.length
}

async function completionIsEqual(filters: Filters): Promise<void> {
  const page = await pageData<{ looked: Completion }>('/adoption/completion', 'routes/trainer/completion', filters)
  expect(await fileOf('/adoption/completion.csv', filters)).toEqual(asFile(completionRows(page.looked)))
  expect(await figuresOf('completion', filters)).toEqual(completionShares(page.looked))
  const { milestone, scope, total } = page.looked
  const of = { milestoneId: milestone.id, audienceId: scope.audience?.id ?? null, cohortId: scope.cohort?.id ?? null }
  const plain = await plainStandings(of, TODAY, ZONE)
  expect(total.figures).toMatchObject({
    completion: { part: plain.filter(({ asked, done }) => asked === done).length, whole: plain.length },
    upToDate: {
      part: plain.filter(({ done, toRefresh }) => done > 0 && toRefresh === 0).length,
      whole: plain.filter(({ done }) => done > 0).length,
    },
    thisWeek: plain.filter(({ doneOn }) => doneOn !== null && doneOn > addDays(TODAY, -7)).length,
    overdue: plain.filter(({ overdue }) => overdue).length,
  })
}

/** Two of whatever can be compared. */
function someSides(): Record<string, string> {
  const by = pick(['audience', 'cohort', 'release', 'weeks'] as const)
  if (by === 'audience') return { by, a: pick(audiences).slug, b: pick(audiences).slug }
  if (by === 'cohort') return { by, a: pick(cohorts).id, b: pick(cohorts).id }
  if (by === 'weeks') return { by, a: '4', b: pick(['4 before', '8 before']) }
  const module = pick(modules)
  return { by, module: module.slug, a: module.again.label, b: module.release.label }
}

test('under thirty random filters page, file and program get the same figures, and plain SQL over attempts counts them', async () => {
  await aHistory()
  let medians = 0
  for (let round = 0; round < 30; round++) {
    const filters = someFilters()
    medians += await tasksAreEqual(filters)
    await completionIsEqual(filters)
  }
  expect(medians).toBeGreaterThan(60)
}, 120_000)

test('a comparison says the same on its page and in its file', async () => {
  for (let round = 0; round < 20; round++) {
    const filters = { ...someFilters(), ...someSides() }
    const { comparison } = await pageData<{ comparison: Comparison }>(
      '/adoption/compare',
      'routes/trainer/compare',
      filters,
    )
    const rows = await fileOf('/adoption/compare.csv', filters)
    expect(rows, JSON.stringify(filters)).toEqual(asFile(comparisonRows(comparison)))
    expect(rows.length > 0).toBe(comparison.why === null)
    const page = await get('/adoption/compare', filters)
    if (comparison.why === null) expect(page).toContain('The first by the other')
    else expect(page).toContain('Choose')
  }
})
