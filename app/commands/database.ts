import { settleDatabase } from '#app/platform/database/url.server.ts'
import { env } from '#app/platform/env.server.ts'
import { type EmbeddedServer, runningEmbedded, startEmbedded } from '#app/platform/postgres/embedded.server.ts'
import { say } from './command.ts'

/** The name of the embedded server's database that `npm start` and everything beside the demo works on. */
const DATABASE = 'gangway'

/** An opened database; `close` also ends the embedded server, unless another process uses it. */
export type OpenDatabase = { url: string; close: () => Promise<void> }

/**
 * Opens the database that this deployment works on: `DATABASE_URL`, else the embedded server's under `DATA_DIR`.
 * Modules that use the database may be imported from then on. `name` is the command's, for others who meet it.
 */
export async function openDatabase(name: string): Promise<OpenDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, close: async () => {} }
  const server = await openEmbedded(name)
  try {
    await server.ensureDatabase(DATABASE)
  } catch (error) {
    await server.stop()
    throw error
  }
  settleDatabase(server.url(DATABASE))
  return { url: server.url(DATABASE), close: server.stop }
}

/** The database that this deployment works on, if it runs already; null where one would have to be started. */
export function runningDatabase(): string | null {
  return env.DATABASE_URL ?? runningEmbedded(env.DATA_DIR)?.url(DATABASE) ?? null
}

/** Starts or joins the embedded server under `DATA_DIR`. */
export function openEmbedded(name: string): Promise<EmbeddedServer> {
  return startEmbedded({ dataDir: env.DATA_DIR, name, say })
}
