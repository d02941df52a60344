import { parseArgs } from 'node:util'
import { RETENTION_MONTHS } from '#app/domain/practice/limits.ts'
import { StartProblem } from '#app/platform/start-problem.ts'

/** What to let go of; `drop`: it is not only shown; `ask`: somebody says yes to it first. */
export type Retirement = { before: Date; ask: boolean; drop: boolean }

/** Reads the arguments of `npm run events:retire`. Refuses nonsense, and months that are too young, in one line. */
export function readRetirement(args: string[], now: Date): Retirement {
  const options = {
    before: { type: 'string' },
    'keep-months': { type: 'string' },
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
  } as const
  const { values } = parsed(() => parseArgs({ args, options }))
  if (values.before !== undefined && values['keep-months'] !== undefined) throw new StartProblem(USAGE)
  const before = values.before === undefined ? keeping(values['keep-months'], now) : monthNamed(values.before)
  if (before > monthAgo(1, now)) {
    throw new StartProblem(
      `${nameOf(monthAgo(1, now))} and later are kept: what people did without a network may still be on its way.`,
    )
  }
  return { before, ask: values.yes !== true, drop: values['dry-run'] !== true }
}

const USAGE =
  'Say one of them: npm run events:retire -- --before 2026-01, or --keep-months 24; with --dry-run to see what it would drop.'

function parsed<T>(parse: () => T): T {
  try {
    return parse()
  } catch (cause) {
    throw new StartProblem(`${(cause as Error).message.split('. ')[0]}. ${USAGE}`, { cause })
  }
}

function keeping(months: string | undefined, now: Date): Date {
  if (months === undefined) return monthAgo(RETENTION_MONTHS, now)
  if (!/^[1-9]\d{0,2}$/.test(months)) throw new StartProblem(`“${months}” is no number of months. ${USAGE}`)
  return monthAgo(Number(months), now)
}

function monthNamed(name: string): Date {
  const month = new Date(`${name}-01T00:00:00Z`)
  if (!/^\d{4}-\d\d$/.test(name) || Number.isNaN(month.getTime())) {
    throw new StartProblem(`“${name}” is no month. ${USAGE}`)
  }
  return month
}

/** The first instant of a month, by UTC as the log's months are. */
const monthAgo = (months: number, now: Date) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months))

/** As the log's months are called: `2026-01`. */
export const nameOf = (month: Date) => month.toISOString().slice(0, 7)
