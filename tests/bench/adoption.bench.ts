import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { type Aim, asTable, type Figure, figureOf } from '#app/commands/bench-report.ts'
import { say } from '#app/commands/command.ts'
import { ensureBenchBuild } from '#app/commands/preparation.ts'
import type { PageTimes, SizeMeasured } from './adoption-size.ts'

export const about = 'pages of figures, their CSVs and API with the history of 1,000, 10,000 and 100,000 people'

export const aims: Record<string, Aim> = {
  page_p95_ms_100k: { atMost: 150 },
  growth_10k_100k: { atMost: 1.3 },
  rollup_attempts_per_second: { atLeast: 5_000 },
  lag_p95_s: { atMost: 10 },
  csv_2000x20_ms: { atMost: 300 },
}

const SIZES = { '1k': 1_000, '10k': 10_000, '100k': 100_000 } as const
type Size = keyof typeof SIZES

/**
 * Whole pages over HTTP, one after the other, of a server on the history of each size; of their times the slowest stands
 * for all. `growth` is that of the median times of all pages together, each asked for once; `greatest_growth` that of the one
 * page that grew most, which may be one of few milliseconds. `ratio_to_raw_sql` is how often the pages that answer three
 * questions fit into the time that plain SQL over every try takes for them.
 */
export async function measure(): Promise<Figure[]> {
  const build = await ensureBenchBuild()
  const sizes = {} as Record<Size, SizeMeasured>
  for (const [size, people] of Object.entries(SIZES) as [Size, number][]) {
    sizes[size] = await measureSize(people, build, size === '100k')
    tell(people, sizes[size])
  }
  const all = (Object.keys(SIZES) as Size[]).flatMap((size) => [
    figureOf(`page_p95_ms_${size}`, 'ms', slowest(sizes[size].pages, 'p95')),
    figureOf(`page_p50_ms_${size}`, 'ms', slowest(sizes[size].pages, 'p50')),
    figureOf(`portal_mib_${size}`, 'MiB', [sizes[size].portalMiB]),
    figureOf(`database_mib_${size}`, 'MiB', sizes[size].databaseMiB === null ? [] : [sizes[size].databaseMiB]),
  ])
  const { work } = sizes['100k']
  return [
    ...all,
    figureOf('growth_10k_100k', 'times', growth(sizes['10k'].pages, sizes['100k'].pages)),
    figureOf('greatest_growth_10k_100k', 'times', greatestGrowth(sizes['10k'].pages, sizes['100k'].pages)),
    figureOf('ratio_to_raw_sql', 'times', gained(sizes['100k'])),
    figureOf('rollup_attempts_per_second', '/s', work?.attemptsPerSecond ?? []),
    figureOf('lag_p95_s', 's', work?.lagP95 ?? []),
    figureOf('csv_2000x20_ms', 'ms', work?.report ?? []),
  ]
}

async function measureSize(people: number, build: string, withWork: boolean): Promise<SizeMeasured> {
  const args = [String(people), build, ...(withWork ? ['work'] : [])]
  const child = fork(path.join(import.meta.dirname, 'adoption-size.ts'), args, { execArgv: [] })
  const ended = once(child, 'exit').then((): never => {
    throw new Error(`Measuring ${people} people has failed.`)
  })
  const [measured] = (await Promise.race([once(child, 'message'), ended])) as [SizeMeasured]
  await ended.catch(() => {})
  return measured
}

/** In each round the slowest page. */
function slowest(pages: readonly PageTimes[], what: 'p50' | 'p95'): number[] {
  const rounds = pages[0]?.[what].length ?? 0
  return Array.from({ length: rounds }, (_, round) => Math.max(...pages.map((page) => page[what][round] ?? 0)))
}

/** In each round. */
function growth(small: readonly PageTimes[], large: readonly PageTimes[]): number[] {
  const sums = (pages: readonly PageTimes[]) =>
    Array.from({ length: pages[0]?.p50.length ?? 0 }, (_, round) =>
      pages.reduce((sum, { p50 }) => sum + (p50[round] ?? 0), 0),
    )
  const before = median(sums(small))
  return sums(large).map((ms) => ms / before)
}

/** In each round the page that grew most. */
function greatestGrowth(small: readonly PageTimes[], large: readonly PageTimes[]): number[] {
  const before = new Map(small.map(({ path: page, p50 }) => [nameOf(page), median(p50)]))
  const rounds = large[0]?.p50.length ?? 0
  return Array.from({ length: rounds }, (_, round) =>
    Math.max(...large.map(({ path: page, p50 }) => (p50[round] ?? 0) / (before.get(nameOf(page)) ?? 1))),
  )
}

/** A cohort has another id in each history. */
const nameOf = (page: string) => page.replace(/cohort=[^&]+/, 'cohort')

const median = (values: readonly number[]) => figureOf('', '', values).value

function gained({ pages, raw }: SizeMeasured): number[] {
  const asking = ['/adoption/completion', '/adoption/tasks'].map((path) =>
    pages.find((one) => one.path === `${path}?milestone=step-4&weeks=all`),
  )
  return raw.map((ms, round) => ms / asking.reduce((sum, page) => sum + (page?.p50[round] ?? 0), 0))
}

/** Every page's times, the slowest first. */
function tell(people: number, { pages, raw, portalMiB, databaseMiB }: SizeMeasured): void {
  const rows = pages
    .toSorted((one, other) => median(other.p95) - median(one.p95))
    .map(({ path: page, p50, p95 }) => [nameOf(page), `${median(p50)}`, `${median(p95)}`])
  const memory = databaseMiB === null ? '' : `, of the database ${Math.round(databaseMiB)} MiB`
  say(`\n${asTable([[`${people.toLocaleString('en')} people`, 'p50 ms', 'p95 ms'], ...rows], [1, 2])}`)
  say(`Plain SQL: ${median(raw)} ms. Memory of the portal ${Math.round(portalMiB)} MiB${memory}.\n`)
}
