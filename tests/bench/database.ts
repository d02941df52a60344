import path from 'node:path'
import { settleDatabase } from '#app/platform/database/url.server.ts'
import { env } from '#app/platform/env.server.ts'
import { startEmbedded } from '#app/platform/postgres/embedded.server.ts'

const DATABASE = 'gangway_bench'

/**
 * A migrated, empty database for one bench, on a PostgreSQL of the benches' own that is as durable as production's.
 * Modules that use the database may be imported from then on.
 */
export async function openBenchDatabase(): Promise<{ close: () => Promise<void> }> {
  const server = await startEmbedded({ dataDir: path.join(env.DATA_DIR, 'bench'), name: 'npm run bench' })
  await server.dropDatabase(DATABASE)
  await server.ensureDatabase(DATABASE)
  settleDatabase(server.url(DATABASE))
  const { migrate } = await import('#app/platform/database/migrate.server.ts')
  await migrate()
  return { close: server.stop }
}
