import { defineConfig } from 'prisma/config'
import { schemaEngineAdapter } from './app/platform/database/schema-engine.server.ts'
import { StartProblem } from './app/platform/start-problem.ts'

/** Prisma's command line, run by `npm run migration`, by every start and by nothing else: see docs/decisions/0003. */
export default defineConfig({
  experimental: { adapter: true },
  engine: 'js',
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  adapter: async () => {
    const url = process.env.DATABASE_URL
    if (!url) throw new StartProblem("Prisma's command line needs DATABASE_URL. Use 'npm run migration' instead.")
    return schemaEngineAdapter(url)
  },
})
