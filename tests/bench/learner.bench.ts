import { type Aim, type Figure, figureOf } from '#app/commands/bench-report.ts'
import { say } from '#app/commands/command.ts'
import { ensureBenchBuild } from '#app/commands/preparation.ts'
import { paths } from '#app/http/paths.ts'
import { openBenchDatabase } from './database.ts'
import { firstVisits } from './first-visit.ts'
import { generate } from './generation.ts'
import type { BenchLearner } from './learners.ts'
import { type LoadGenerator, startLoadGenerator } from './load.ts'
import type { Ask } from './load-generator.ts'
import type { BenchMigration } from './migration.ts'
import { CLIENTS, load, PageLoad, pagesOf, rate } from './page-load.ts'
import { type BenchServer, startBareServer, startPortal } from './server.ts'

export const about = 'pages and completions of learners, on a generated migration of 2,000 people and 20 modules'

export const aims: Record<string, Aim> = {
  page_ratio: { atLeast: 0.6 },
  pages_per_second_16: { atLeast: 225 },
  p50_ms_1: { atMost: 7.7 },
  complete_per_second_16: { atLeast: 296 },
  first_visit_requests: { atMost: 12 },
  first_visit_kb: { atMost: 180 },
  lcp_ms: { atMost: 300 },
  rss_mib: { atMost: 350 },
}

const LEARNERS = 2_000
const ROUNDS = 5
const SECONDS = 5
const VISITS = 5

/** What one round measured; all of a round lies within half a minute, so that its ratios compare like with like. */
type Round = { word: number; pages: number; bare: number; p50: number; completions: number; cpuMs: number }

/** The learner's path, measured in rounds from another process; then memory, and what a browser has to fetch. */
export async function measure(): Promise<Figure[]> {
  const build = await ensureBenchBuild()
  const database = await openBenchDatabase()
  const { migration, learners } = await generate(LEARNERS)
  const [portal, bare, generator] = [await startPortal(build), await startBareServer(), startLoadGenerator()]
  try {
    const pages = new PageLoad(portal, generator, pagesOf(migration, learners))
    const bench = new LearnerBench(portal, bare, generator, pages, confirmationsOf(learners, portal))
    await pages.warmUp()
    const rounds: Round[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      say(`Round ${round} of ${ROUNDS}`)
      rounds.push(await bench.round())
    }
    const memory = await pages.memory(ROUNDS, SECONDS / 2)
    const visits = await firstVisits(portal.url, ...firstPageOf(migration, learners), VISITS)
    const figure = (id: string, unit: string, of: (round: Round) => number) => figureOf(id, unit, rounds.map(of))
    return [
      figure('page_ratio', 'times', ({ pages, word }) => pages / word),
      figure('pages_per_second_16', 'pages/s', ({ pages }) => pages),
      figure('word_pages_per_second_16', 'pages/s', ({ word }) => word),
      figure('node_http_ratio', 'times', ({ pages, bare: all }) => pages / all),
      figure('p50_ms_1', 'ms', ({ p50 }) => p50),
      figure('cpu_ms_per_page', 'ms', ({ cpuMs }) => cpuMs),
      figure('complete_per_second_16', 'completions/s', ({ completions }) => completions),
      figureOf(
        'first_visit_requests',
        'requests',
        visits.map(({ requests }) => requests),
      ),
      figureOf(
        'first_visit_kb',
        'kB',
        visits.map(({ bytes }) => bytes / 1000),
      ),
      figureOf(
        'lcp_ms',
        'ms',
        visits.map(({ largestPaintMs }) => largestPaintMs),
      ),
      figureOf('rss_mib', 'MiB', memory),
    ]
  } finally {
    generator.stop()
    await Promise.all([portal.stop(), bare.stop()])
    await database.close()
  }
}

/** *Done, next* for everything that anybody has left to read, as the page's script sends it. */
function confirmationsOf(learners: readonly BenchLearner[], { url }: BenchServer): Ask[] {
  const most = Math.max(...learners.map(({ toRead }) => toRead.length))
  const turns = Array.from({ length: most }, (_, turn) => turn)
  return turns.flatMap((turn) =>
    learners.flatMap(({ cookie, toRead }) => {
      const module = toRead[turn]
      return module ? [confirmation(module.slug, module.release, cookie, url)] : []
    }),
  )
}

function confirmation(slug: string, release: string, cookie: string, url: string): Ask {
  const headers = { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8' }
  return { method: 'POST', path: `${paths.confirmation(slug)}.data`, cookie, body: `release=${release}`, headers }
}

function firstPageOf({ modules }: BenchMigration, [learner]: readonly BenchLearner[]): [path: string, cookie: string] {
  const lab = modules.find(({ kind }) => kind === 'lab')
  return [paths.module(lab?.slug ?? ''), learner?.cookie ?? '']
}

class LearnerBench {
  readonly #portal: BenchServer
  readonly #bare: BenchServer
  readonly #generator: LoadGenerator
  readonly #pages: PageLoad
  readonly #confirmations: Ask[]
  #confirmed = 0

  constructor(portal: BenchServer, bare: BenchServer, generator: LoadGenerator, pages: PageLoad, confirmations: Ask[]) {
    this.#portal = portal
    this.#bare = bare
    this.#generator = generator
    this.#pages = pages
    this.#confirmations = confirmations
  }

  async round(): Promise<Round> {
    const word = await this.#pages.word(SECONDS)
    const before = await this.#portal.usage()
    const pages = await this.#pages.open(CLIENTS, SECONDS)
    const after = await this.#portal.usage()
    const bare = await this.#generator.put(load(this.#bare.url, [{ path: '/' }], CLIENTS, SECONDS / 2))
    const one = await this.#pages.open(1, SECONDS / 2)
    const completions = await this.#confirm(SECONDS)
    return {
      word: rate(word),
      pages: rate(pages),
      bare: rate(bare),
      p50: one.p50,
      completions: rate(completions),
      cpuMs: (after.cpu - before.cpu) / 1000 / pages.answers,
    }
  }

  async #confirm(seconds: number) {
    const asks = this.#confirmations.slice(this.#confirmed)
    if (asks.length === 0) throw new Error('Nobody has anything left to confirm.')
    const answered = await this.#generator.put({
      ...load(this.#portal.url, asks, CLIENTS, seconds),
      expect: 202,
      times: 1,
    })
    this.#confirmed += answered.taken
    return answered
  }
}
