import { createServer } from 'vite'
import { OWN_CONTENT } from '#app/lessons/own-folder.server.ts'
import { command, say } from './command.ts'
import { reloadOnContent } from './content-watch.ts'
import { openDatabase } from './database.ts'
import { ensureDatabaseClient } from './preparation.ts'
import { type RunningServer, serveUntilAsked, waitForPort } from './serving.ts'

/** `npm run dev`: serves from source and reloads what changes, content too; on the same database as `npm start`. */
await command(async () => {
  await waitForPort()
  await ensureDatabaseClient()
  const database = await openDatabase('npm run dev')
  await serveUntilAsked(develop, database.close)
})

async function develop(): Promise<RunningServer> {
  const { migrate } = await import('#app/platform/database/migrate.server.ts')
  const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
  const { publishFirstContent } = await import('./first-content.ts')
  await migrate(say)
  await publishFirstContent(new Date())
  await closeDatabase()
  const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' })
  reloadOnContent(vite, OWN_CONTENT)
  const { serve } = (await vite.ssrLoadModule('/app/server.ts')) as {
    serve: (options: { vite: typeof vite }) => Promise<RunningServer>
  }
  const running = await serve({ vite })
  say(`Gangway runs at ${running.url}, from source.`)
  return { url: running.url, close: () => running.close().finally(() => vite.close()) }
}
