import { StartProblem } from '#app/platform/start-problem.ts'
import { command, say } from './command.ts'
import { openDatabase } from './database.ts'
import { ensureDatabaseClient } from './preparation.ts'

/**
 * `npm run progress:repair`: derives everybody's attempts, answers and films from the log again, then completions and
 * progress from these, and tells what is stored differently; there must be nothing. `--yes` mends it: it never takes a
 * completion away. Exit code 1 while something differs.
 */
await command(async (args) => {
  const mend = args.includes('--yes')
  await ensureDatabaseClient()
  const database = await openDatabase('npm run progress:repair')
  try {
    const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
    const left = await repair(mend).finally(closeDatabase)
    if (left > 0) process.exitCode = 1
  } finally {
    await database.close()
  }
})

/** Answers how many differences are left. */
async function repair(mend: boolean): Promise<number> {
  const { schemaIsCurrent } = await import('#app/platform/database/migrate.server.ts')
  if (!(await schemaIsCurrent())) throw new StartProblem('The database is of another release. Start the portal first.')
  const { moveOn } = await import('#app/domain/modules/publication/moving-on.server.ts')
  const { rebuildFromLog } = await import('#app/domain/practice/rebuild.server.ts')
  const { repairProgress } = await import('#app/domain/progress/repair.server.ts')
  const departures = await rebuildFromLog({ mend })
  const moved = mend ? await moveOn(new Date()) : 0
  if (moved > 0) say(`Brought ${moved} on to the current release.`)
  const differences = [...departures, ...(await repairProgress(new Date(), { mend }))]
  for (const { what, slug, person } of differences) say(`${what}: ${slug}, person ${person}`)
  const unproven = differences.filter(({ what }) => what === 'completion unproven').length
  if (differences.length === 0) say('Everything follows from the evidence.')
  else if (mend) say(`Mended ${differences.length - unproven}.`)
  else if (differences.length === 1) say('1 difference. Add --yes to mend it.')
  else say(`${differences.length} differences. Add --yes to mend them.`)
  if (unproven > 0) say('An unproven completion names evidence that is not there. It stays: none is ever taken away.')
  return mend ? unproven : differences.length
}
