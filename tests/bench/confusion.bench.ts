import { type Aim, type Figure, figureOf } from '#app/commands/bench-report.ts'
import { say } from '#app/commands/command.ts'
import { ensureBenchBuild } from '#app/commands/preparation.ts'
import { measurePaths } from '#app/http/confusion-measure-paths.ts'
import { paths } from '#app/http/paths.ts'
import { triagePaths } from '#app/http/triage-paths.ts'
import { openBenchDatabase } from './database.ts'
import { startLoadGenerator } from './load.ts'
import type { Answered, Ask } from './load-generator.ts'
import { load, pagesOf } from './page-load.ts'
import { startPortal } from './server.ts'

export const about =
  'the board, what modules say of their blocks, similar questions, and what fixes did, with 100,000 reports in 20,000 clusters'

export const aims: Record<string, Aim> = {
  board_p95_ms: { atMost: 150 },
  block_p95_ms: { atMost: 150 },
  similar_p95_ms: { atMost: 200 },
  effect_p95_ms: { atMost: 150 },
  choices_p95_ms: { atMost: 200 },
}

const LEARNERS = 200
const REPORTS = 100_000
const TROUBLES = 20_000
const ROUNDS = 5
const SECONDS = 5

/**
 * Whole pages over HTTP, asked for one after the other: the board as a lead sees it, in its views and filters; and
 * modules as learners see them, with what is reported and answered at each block; and what fixes did, of each time. Of
 * similar questions what the board fetches.
 */
export async function measure(): Promise<Figure[]> {
  const build = await ensureBenchBuild()
  const database = await openBenchDatabase()
  say(`Generating 20 modules, ${LEARNERS} learners and ${REPORTS.toLocaleString('en')} reports`)
  const { openTroubles } = await import('./troubles.ts')
  const { migration, learners, lead, open } = await openTroubles(LEARNERS, REPORTS, TROUBLES)
  const [portal, generator] = [await startPortal(build), startLoadGenerator()]
  const asked = {
    board: boardsOf(migration.modules[0]?.slug ?? '').map((path): Ask => ({ path, cookie: lead })),
    block: pagesOf(migration, learners),
    similar: open.map((id): Ask => ({ path: similarTo(id), cookie: lead })),
    effect: [4, 12, 26, null].map((weeks): Ask => ({ path: measurePaths.effect(weeks), cookie: lead })),
    choices: open.map((id, place): Ask => ({ path: choicesOf(id, LOOKED[place % LOOKED.length] ?? ''), cookie: lead })),
  }
  const measured: Record<keyof typeof asked, Answered[]> = {
    board: [],
    block: [],
    similar: [],
    effect: [],
    choices: [],
  }
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      say(round === 0 ? 'Warming up' : `Round ${round} of ${ROUNDS}`)
      for (const what of ['board', 'block', 'similar', 'effect', 'choices'] as const) {
        const answered = await generator.put(load(portal.url, asked[what], 1, SECONDS))
        if (round > 0) measured[what].push(answered)
      }
    }
    return Object.entries(measured).flatMap(([what, rounds]) => [
      figureOf(
        `${what}_p95_ms`,
        'ms',
        rounds.map(({ p95 }) => p95),
      ),
      figureOf(
        `${what}_p50_ms`,
        'ms',
        rounds.map(({ p50 }) => p50),
      ),
    ])
  } finally {
    generator.stop()
    await portal.stop()
    await database.close()
  }
}

/** What the board fetches when somebody looks for similar questions; the rest of its page is there already. */
const similarTo = (id: string) => `${triagePaths.form(id, 'merge')}.data?_routes=routes%2Flead%2Fconfusion-merge`

/** What the form of a resolution fetches: what it offers by itself, and what is found by rare and by common words. */
const LOOKED = ['', 'voucher greyed', 'the', '4711']
const choicesOf = (id: string, looked: string) =>
  `${triagePaths.form(id, 'resolution')}.data?_routes=routes%2Flead%2Fconfusion-resolution&looked=${encodeURIComponent(looked)}`

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
