import path from 'node:path'
import { say } from '#app/commands/command.ts'
import { env } from '#app/platform/env.server.ts'
import type { BenchLearner } from './learners.ts'
import type { BenchMigration } from './migration.ts'

/** Publishes the benches' migration into the database that was opened, and puts people on their way through it. */
export async function generate(people: number): Promise<{ migration: BenchMigration; learners: BenchLearner[] }> {
  say(`Generating 20 modules and ${people.toLocaleString('en')} learners`)
  const { publishBenchMigration } = await import('./migration.ts')
  const { addBenchLearners } = await import('./learners.ts')
  const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
  const now = new Date()
  const migration = await publishBenchMigration(path.join(env.DATA_DIR, 'bench/content/bench'), now)
  const learners = await addBenchLearners(migration, people, now)
  await closeDatabase()
  return { migration, learners }
}
