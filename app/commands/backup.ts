import path from 'node:path'
import { backUp } from '#app/platform/backup/backup.server.ts'
import { purposeOf } from '#app/platform/database/purpose.server.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { command, say } from './command.ts'
import { openDatabase } from './database.ts'

/** `npm run backup -- FILE`: the whole state of this deployment in one file, while people go on working. */
await command(async ([file]) => {
  if (!file) throw new StartProblem('Name the file to write: npm run backup -- gangway-2026-11-30.backup')
  const database = await openDatabase('npm run backup')
  try {
    if (await purposeOf(database.url)) throw new StartProblem('DATABASE_URL: this database holds demo data.')
    const { tables, rows } = await backUp(database.url, path.resolve(file), new Date())
    say(`Wrote ${file}: ${rows} rows of ${tables} tables. It holds everything, so keep it as safe as the database.`)
  } finally {
    await database.close()
  }
})
