import path from 'node:path'
import { restore } from '#app/platform/backup/restore.server.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { command, say } from './command.ts'
import { openDatabase } from './database.ts'
import { ensureDatabaseClient } from './preparation.ts'

/** `npm run restore -- FILE`: a backup into an empty database, brought up to this release. */
await command(async ([file]) => {
  if (!file) throw new StartProblem('Name the backup: npm run restore -- gangway-2026-11-30.backup')
  await ensureDatabaseClient()
  const database = await openDatabase('npm run restore')
  try {
    const { takenAt, tables, rows } = await restore(database.url, path.resolve(file))
    const { migrate } = await import('#app/platform/database/migrate.server.ts')
    await migrate(say)
    say(`Restored ${rows} rows of ${tables} tables, as of ${takenAt}. Start with npm start.`)
  } finally {
    const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
    await closeDatabase()
    await database.close()
  }
})
