import { command, say } from './command.ts'
import { openDatabase } from './database.ts'
import { ensureBuild } from './preparation.ts'
import { type RunningServer, serveBuild, serveUntilAsked, waitForPort } from './serving.ts'

/** `npm start`: the production server, on `DATABASE_URL` or the embedded PostgreSQL. See docs/operations.md. */
await command(async () => {
  await waitForPort()
  await ensureBuild()
  const database = await openDatabase('npm start')
  await serveUntilAsked(() => start(database.url), database.close)
})

/** What is done before serving has connections of its own, which end with it: the server's bundle opens its own. */
async function start(url: string): Promise<RunningServer> {
  const { prepareForPeople } = await import('./real-database.ts')
  const { publishFirstContent } = await import('./first-content.ts')
  const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
  await prepareForPeople(url)
  await publishFirstContent(new Date())
  await closeDatabase()
  const running = await serveBuild()
  say(`Gangway runs at ${running.url}`)
  return running
}
