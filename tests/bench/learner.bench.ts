import path from 'node:path'
import { type Aim, type Figure, figureOf } from '#app/commands/bench-report.ts'
import { say } from '#app/commands/command.ts'
import { ensureBenchBuild } from '#app/commands/preparation.ts'
import { paths } from '#app/http/paths.ts'
import { env } from '#app/platform/env.server.ts'
import { openBenchDatabase } from './database.ts'
import { firstVisits } from './first-visit.ts'
import type { BenchLearner } from './learners.ts'
import { type LoadGenerator, startLoadGenerator } from './load.ts'
import type { Ask } from './load-generator.ts'
import type { BenchMigration } from './migration.ts'
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
const CLIENTS = 16
const SECONDS = 5
const PAGES_BEFORE_MEMORY = 10_000
const VISITS = 5

/** What one round measured; all of a round lies within half a minute, so that its ratios compare like with like. */
type Round = { word: number; pages: number; bare: number; p50: number; completions: number; cpuMs: number }

/** The learner's path, measured in rounds from another process; then memory, and what a browser has to fetch. */
export async function measure(): Promise<Figure[]> {
  const build = await ensureBenchBuild()
  const database = await openBenchDatabase()
  const { migration, learners } = await generate()
  const [portal, bare, generator] = [await startPortal(build), await startBareServer(), startLoadGenerator()]
  try {
    const bench = new LearnerBench(
      portal,
      bare,
      generator,
      pagesOf(migration, learners),
      confirmationsOf(learners, portal),
    )
    await bench.warmUp()
    const rounds: Round[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      say(`Round ${round} of ${ROUNDS}`)
      rounds.push(await bench.round())
    }
    const memory = await bench.memory()
    const visits = await firstVisits(portal.url, ...firstPageOf(migration, learners), VISITS)
    return [
      figureOf(
        'page_ratio',
        'times',
        rounds.map(({ pages, word }) => pages / word),
      ),
      figureOf(
        'pages_per_second_16',
        'pages/s',
        rounds.map(({ pages }) => pages),
      ),
      figureOf(
        'word_pages_per_second_16',
        'pages/s',
        rounds.map(({ word }) => word),
      ),
      figureOf(
        'node_http_ratio',
        'times',
        rounds.map(({ pages, bare: all }) => pages / all),
      ),
      figureOf(
        'p50_ms_1',
        'ms',
        rounds.map(({ p50 }) => p50),
      ),
      figureOf(
        'cpu_ms_per_page',
        'ms',
        rounds.map(({ cpuMs }) => cpuMs),
      ),
      figureOf(
        'complete_per_second_16',
        'completions/s',
        rounds.map(({ completions }) => completions),
      ),
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

async function generate(): Promise<{ migration: BenchMigration; learners: BenchLearner[] }> {
  say('Generating 20 modules and 2,000 learners')
  const { publishBenchMigration } = await import('./migration.ts')
  const { addBenchLearners } = await import('./learners.ts')
  const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
  const now = new Date()
  const migration = await publishBenchMigration(path.join(env.DATA_DIR, 'bench/content/bench'), now)
  const learners = await addBenchLearners(migration, LEARNERS, now)
  await closeDatabase()
  return { migration, learners }
}

/** Every learner opens a module, each another one, until all of them were opened. */
function pagesOf({ modules }: BenchMigration, learners: readonly BenchLearner[]): Ask[] {
  return modules.flatMap((_, turn) =>
    learners.map(({ cookie }, place) => ({
      path: paths.module(modules[(place + turn) % modules.length]?.slug ?? ''),
      cookie,
    })),
  )
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
  readonly #pages: Ask[]
  readonly #confirmations: Ask[]
  #opened = 0
  #confirmed = 0

  constructor(portal: BenchServer, bare: BenchServer, generator: LoadGenerator, pages: Ask[], confirmations: Ask[]) {
    this.#portal = portal
    this.#bare = bare
    this.#generator = generator
    this.#pages = pages
    this.#confirmations = confirmations
  }

  async warmUp(): Promise<void> {
    await this.#word(2)
    await this.#open(CLIENTS, 2)
    await this.#word(2)
    await this.#open(CLIENTS, 3)
  }

  async round(): Promise<Round> {
    const word = await this.#word(SECONDS)
    const before = await this.#portal.usage()
    const pages = await this.#open(CLIENTS, SECONDS)
    const after = await this.#portal.usage()
    const bare = await this.#generator.put(load(this.#bare.url, [{ path: '/' }], CLIENTS, SECONDS / 2))
    const one = await this.#open(1, SECONDS / 2)
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

  /** Resident memory in MiB from the 10,000th page on, which is what it stays at. */
  async memory(): Promise<number[]> {
    const measured: number[] = []
    for (let time = 0; time < ROUNDS; time++) {
      do await this.#open(CLIENTS, SECONDS / 2)
      while (this.#opened < PAGES_BEFORE_MEMORY)
      measured.push((await this.#portal.usage()).rss / 1024 / 1024)
    }
    return measured
  }

  #word(seconds: number) {
    return this.#generator.put(load(this.#portal.url, [{ path: '/one-word' }], CLIENTS, seconds))
  }

  async #open(clients: number, seconds: number) {
    const asks = this.#pages.slice(this.#opened % this.#pages.length).concat(this.#pages)
    const answered = await this.#generator.put(load(this.#portal.url, asks.slice(0, 10_000), clients, seconds))
    this.#opened += answered.answers
    return answered
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

const rate = ({ answers, seconds }: { answers: number; seconds: number }) => answers / seconds

function load(url: string, asks: Ask[], clients: number, seconds: number) {
  return { url, asks, clients, seconds, expect: 200 }
}
