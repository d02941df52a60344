import { type Aim, type Figure, figureOf } from '#app/commands/bench-report.ts'
import { say } from '#app/commands/command.ts'
import { ensureBenchBuild } from '#app/commands/preparation.ts'
import { paths } from '#app/http/paths.ts'
import { openBenchDatabase } from './database.ts'
import { startLoadGenerator } from './load.ts'
import type { Answered, Ask } from './load-generator.ts'
import { load, pagesOf } from './page-load.ts'
import { startPortal } from './server.ts'

export const about = 'the board, and what modules say of their blocks, with 100,000 reports in 20,000 clusters'

export const aims: Record<string, Aim> = {
  board_p95_ms: { atMost: 150 },
  block_p95_ms: { atMost: 150 },
}

const LEARNERS = 200
const REPORTS = 100_000
const TROUBLES = 20_000
const ROUNDS = 5
const SECONDS = 5

/**
 * Whole pages over HTTP, asked for one after the other: the board as a lead sees it, in its views and filters; and
 * modules as learners see them, with what is reported and answered at each block.
 */
export async function measure(): Promise<Figure[]> {
  const build = await ensureBenchBuild()
  const database = await openBenchDatabase()
  say(`Generating 20 modules, ${LEARNERS} learners and ${REPORTS.toLocaleString('en')} reports`)
  const { openTroubles } = await import('./troubles.ts')
  const { migration, learners, lead } = await openTroubles(LEARNERS, REPORTS, TROUBLES)
  const [portal, generator] = [await startPortal(build), startLoadGenerator()]
  const boards = boardsOf(migration.modules[0]?.slug ?? '').map((path): Ask => ({ path, cookie: lead }))
  const modules = pagesOf(migration, learners)
  const ask = (asks: Ask[]) => generator.put(load(portal.url, asks, 1, SECONDS))
  try {
    const [board, block]: [Answered[], Answered[]] = [[], []]
    for (let round = 0; round <= ROUNDS; round++) {
      say(round === 0 ? 'Warming up' : `Round ${round} of ${ROUNDS}`)
      const [ofBoard, ofBlock] = [await ask(boards), await ask(modules)]
      if (round === 0) continue
      board.push(ofBoard)
      block.push(ofBlock)
    }
    const figure = (id: string, of: number[]) => figureOf(id, 'ms', of)
    return [
      figure(
        'board_p95_ms',
        board.map(({ p95 }) => p95),
      ),
      figure(
        'board_p50_ms',
        board.map(({ p50 }) => p50),
      ),
      figure(
        'block_p95_ms',
        block.map(({ p95 }) => p95),
      ),
      figure(
        'block_p50_ms',
        block.map(({ p50 }) => p50),
      ),
    ]
  } finally {
    generator.stop()
    await portal.stop()
    await database.close()
  }
}

/** The board's views, and each of its filters. */
function boardsOf(module: string): string[] {
  const queries = [
    '',
    '?view=mine',
    '?view=closed',
    '?state=answered',
    `?module=${module}`,
    '?kind=wrong',
    '?blocking=yes',
  ]
  return queries.map((query) => paths.confusion() + query)
}
