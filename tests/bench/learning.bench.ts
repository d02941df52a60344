import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Aim, type Figure, figureOf } from '#app/commands/bench-report.ts'
import { say } from '#app/commands/command.ts'
import { ensureBenchBuild } from '#app/commands/preparation.ts'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { connected } from '#app/platform/connected.server.ts'
import { databaseUrl } from '#app/platform/database/url.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'
import { openBenchDatabase } from './database.ts'
import { generate } from './generation.ts'
import type { BenchLearner } from './learners.ts'
import { type LoadGenerator, startLoadGenerator } from './load.ts'
import type { BenchMigration } from './migration.ts'
import { CLIENTS, load, PageLoad, pagesOf, rate } from './page-load.ts'
import { type BenchServer, startPortal } from './server.ts'
import { EVENTS_OF_A_VISIT, visitOf } from './visits.ts'

export const about = 'learning events taken in, module pages, and the compiler of content'

export const aims: Record<string, Aim> = {
  events_per_second: { atLeast: 3_000 },
  page_ratio: { atLeast: 0.6 },
  compile_ms: { atMost: 1_500 },
  warm_render_ms: { atMost: 7.7 },
  rss_mib: { atMost: 350 },
}

const LEARNERS = 1_000
const ROUNDS = 5
const SECONDS = 5
/** More than any server takes in during one round. */
const VISITS_A_ROUND = 2_500

type Round = { word: number; pages: number; render: number; batches: number; batchMs: number; cpuMs: number }

/**
 * Learning events over HTTP in batches of twenty from many learners at once, durably stored: PostgreSQL waits for the
 * disk as in production. Rounds alternate with pages, whose ratio to a page of one word is that of the learner's bench.
 */
export async function measure(): Promise<Figure[]> {
  const compiling = await compileTimes()
  const build = await ensureBenchBuild()
  const database = await openBenchDatabase()
  const { migration, learners } = await generate(LEARNERS)
  const before = await storedEvents()
  const [portal, generator] = [await startPortal(build), startLoadGenerator()]
  try {
    const pages = new PageLoad(portal, generator, pagesOf(migration, learners))
    const visits = new Visits(portal, generator, migration, learners)
    await pages.warmUp()
    await visits.send(3)
    const rounds: Round[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      say(`Round ${round} of ${ROUNDS}`)
      rounds.push(await measured(portal, pages, visits))
    }
    const stored = (await storedEvents()) - before
    if (stored !== visits.sent) throw new Error(`Of ${visits.sent} events ${stored} are stored.`)
    const memory = await pages.memory(ROUNDS, SECONDS / 2)
    const figure = (id: string, unit: string, of: (round: Round) => number) => figureOf(id, unit, rounds.map(of))
    return [
      figure('events_per_second', 'events/s', ({ batches }) => batches * EVENTS_OF_A_VISIT),
      figure('batch_p50_ms', 'ms', ({ batchMs }) => batchMs),
      figure('cpu_ms_per_batch', 'ms', ({ cpuMs }) => cpuMs),
      figure('page_ratio', 'times', ({ pages: all, word }) => all / word),
      figureOf('compile_ms', 'ms', compiling.first),
      figureOf('compile_next_ms', 'ms', compiling.next),
      figure('warm_render_ms', 'ms', ({ render }) => render),
      figureOf('rss_mib', 'MiB', memory),
    ]
  } finally {
    generator.stop()
    await portal.stop()
    await database.close()
  }
}

async function measured(portal: BenchServer, pages: PageLoad, visits: Visits): Promise<Round> {
  const word = await pages.word(SECONDS)
  const opened = await pages.open(CLIENTS, SECONDS)
  const one = await pages.open(1, SECONDS / 2)
  const before = await portal.usage()
  const taken = await visits.send(SECONDS)
  const after = await portal.usage()
  return {
    word: rate(word),
    pages: rate(opened),
    render: one.p50,
    batches: rate(taken),
    batchMs: taken.p50,
    cpuMs: (after.cpu - before.cpu) / 1000 / taken.answers,
  }
}

/** Visits to modules with a lab, each learner's in turn; none is sent twice. */
class Visits {
  readonly #portal: BenchServer
  readonly #generator: LoadGenerator
  readonly #labs: BenchMigration['modules']
  readonly #learners: readonly BenchLearner[]
  #visits = 0
  /** events that were answered as stored */
  sent = 0

  constructor(portal: BenchServer, generator: LoadGenerator, migration: BenchMigration, learners: BenchLearner[]) {
    this.#portal = portal
    this.#generator = generator
    this.#labs = migration.modules.filter(({ kind }) => kind === 'lab')
    this.#learners = learners
  }

  async send(seconds: number) {
    const { url } = this.#portal
    const asks = Array.from({ length: VISITS_A_ROUND }, () => this.#next(url))
    const answered = await this.#generator.put({
      ...load(url, asks, CLIENTS, seconds),
      expect: 202,
      times: 1,
    })
    this.sent += answered.answers * EVENTS_OF_A_VISIT
    return answered
  }

  #next(url: string) {
    const visit = this.#visits++
    const learner = this.#learners[visit % this.#learners.length]
    const module = this.#labs[(visit + Math.floor(visit / this.#learners.length)) % this.#labs.length]
    if (!learner || !module) throw new Error('Nobody is there, or nothing to do.')
    return visitOf(learner, module, new Date(), url)
  }
}

function storedEvents(): Promise<number> {
  return connected(databaseUrl(), async (client) => {
    const { rows } = await client.query<{ n: string }>('SELECT count(*) AS n FROM log.event')
    return Number(rows[0]?.n)
  })
}

/** Milliseconds that a compiler takes for the first file, its thread's start included, and for the next one. */
async function compileTimes(): Promise<{ first: number[]; next: number[] }> {
  const pattern = await readFile(path.join(projectRoot, 'tests/bench/content/lab.mdx'), 'utf8')
  const times = { first: [] as number[], next: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    const compiler = createCompiler()
    for (const which of ['first', 'next'] as const) {
      const text = pattern.replaceAll('{{number}}', `${which} of ${round}`)
      const source = { path: `${which}.mdx`, format: 'mdx' as const, text, media: {} }
      const began = performance.now()
      const products = { oldProduct: 'Ledgerline', newProduct: 'Meridian' }
      const { problems } = await compiler.compile({ kind: 'module', source, products })
      times[which].push(performance.now() - began)
      if (problems[0]) throw new Error(problems[0].message)
    }
    await compiler.close()
  }
  return times
}
