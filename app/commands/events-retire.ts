import type { LogMonth } from '#app/domain/practice/log-months.server.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { agreed, command, say } from './command.ts'
import { openDatabase } from './database.ts'
import { ensureDatabaseClient } from './preparation.ts'
import { nameOf, readRetirement } from './retirement.ts'

/**
 * `npm run events:retire`: lets go of the log's months that are older than people were told that single steps are kept.
 * `--keep-months N` or `--before YYYY-MM` say otherwise; `--dry-run` only shows the months and their sizes; `--yes` drops
 * them without asking. What followed from the events stays. Safe while the portal runs.
 */
await command(async (args) => {
  const now = new Date()
  const { before, ask, drop } = readRetirement(args, now)
  await ensureDatabaseClient()
  const database = await openDatabase('npm run events:retire')
  try {
    const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
    await retire(before, now, { ask, drop }).finally(closeDatabase)
  } finally {
    await database.close()
  }
})

async function retire(before: Date, now: Date, { ask, drop }: { ask: boolean; drop: boolean }): Promise<void> {
  const { schemaIsCurrent } = await import('#app/platform/database/migrate.server.ts')
  if (!(await schemaIsCurrent())) throw new StartProblem('The database is of another release. Start the portal first.')
  const { letGo, monthsOfLog } = await import('#app/domain/practice/log-months.server.ts')
  const months = (await monthsOfLog()).filter(({ until }) => until <= before)
  for (const month of months) say(`${nameOf(month.from)}: ${sizeOf([month])}`)
  if (months.length === 0) return say(`The log holds no month before ${nameOf(before)}.`)
  const found = `${countOf(months)} before ${nameOf(before)}, ${sizeOf(months)}`
  if (!drop) return say(`${found}. Nothing was dropped.`)
  if (ask && !(await agreed(`Drop ${found}, for good?`, 'drop what is shown'))) return say('Nothing was dropped.')
  await letGo(before, now)
  say(`Dropped ${found}. Attempts, answers, completions and figures are as they were.`)
}

function countOf(months: readonly LogMonth[]): string {
  return months.length === 1 ? '1 month' : `${months.length} months`
}

function sizeOf(months: readonly LogMonth[]): string {
  return `${(months.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20).toFixed(1)} MiB`
}
