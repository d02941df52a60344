import { StartProblem } from '#app/platform/start-problem.ts'
import { command, say } from './command.ts'
import { openDatabase } from './database.ts'
import { ensureDatabaseClient } from './preparation.ts'

/**
 * `npm run figures:rebuild`: counts all figures of adoption anew from what they are counted of. They come out as they
 * were: this is for whoever changed the database by hand, or doubts a figure. The portal may run meanwhile.
 */
await command(async () => {
  await ensureDatabaseClient()
  const database = await openDatabase('npm run figures:rebuild')
  try {
    const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
    await rebuild().finally(closeDatabase)
  } finally {
    await database.close()
  }
})

async function rebuild(): Promise<void> {
  const { schemaIsCurrent } = await import('#app/platform/database/migrate.server.ts')
  if (!(await schemaIsCurrent())) throw new StartProblem('The database is of another release. Start the portal first.')
  const { rebuildRollUps } = await import('#app/domain/adoption/roll-up.server.ts')
  const begun = performance.now()
  await rebuildRollUps(new Date())
  say(`All figures are counted anew, in ${Math.ceil((performance.now() - begun) / 1000)} s.`)
}
