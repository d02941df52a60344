import type { MigrationContent } from '#app/lessons/content.server.ts'
import type { Problem } from '#app/lessons/problem.ts'
import { connected } from '#app/platform/connected.server.ts'
import { settleDatabase } from '#app/platform/database/url.server.ts'
import { isStartProblem } from '#app/platform/start-problem.ts'
import { runningDatabase } from './database.ts'

/** What publishing would refuse, or the words for why that cannot be said. */
export type Comparison = { refused: Problem[] } | { notCompared: string }

/**
 * Compares content with what is published in the deployment's database, if that runs: a changed file under a published
 * label asks for a new one. Starts no database and changes none.
 */
export async function comparedWithPublished(contents: readonly MigrationContent[], now: Date): Promise<Comparison> {
  try {
    const url = runningDatabase()
    if (url === null) return { notCompared: 'no database runs' }
    await connected(url, async () => {})
    settleDatabase(url)
    return await compared(contents, now)
  } catch (error) {
    if (isStartProblem(error)) return { notCompared: error.message.replace(/\.$/, '') }
    throw error
  }
}

async function compared(contents: readonly MigrationContent[], now: Date): Promise<Comparison> {
  const { schemaIsCurrent } = await import('#app/platform/database/migrate.server.ts')
  const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
  const { refusedFiles } = await import('#app/domain/modules/publication/refused-files.server.ts')
  try {
    if (!(await schemaIsCurrent())) return { notCompared: 'the database is of another release' }
    return { refused: await refusedFiles(contents, now) }
  } finally {
    await closeDatabase()
  }
}
