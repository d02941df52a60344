import { parseArgs } from 'node:util'
import { say } from '#app/commands/command.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { openHistory } from './history/database.ts'

const USUAL = 100_000

/** `npm run bench -- generate --people N`: makes the history of so many people beforehand; benches make what they lack. */
export async function generateHistory(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { people: { type: 'string', default: String(USUAL) } } })
  const people = Number(values.people)
  if (!Number.isInteger(people) || people < 100 || people > 1_000_000) {
    throw new StartProblem(`“${values.people}” is no number of people from 100 to 1,000,000: --people ${USUAL}`)
  }
  const database = await openHistory(people)
  say(`It is ${new URL(database.url).pathname.slice(1)}, on the benches’ PostgreSQL.`)
  const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
  await closeDatabase()
  await database.close()
}
