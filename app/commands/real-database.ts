import { migrate } from '#app/platform/database/migrate.server.ts'
import { purposeOf } from '#app/platform/database/purpose.server.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { say } from './command.ts'

/**
 * Makes the database ready for real people: refuses one that was marked as a demo's, whose passwords everybody knows,
 * and applies what migrations it lacks.
 */
export async function prepareForPeople(url: string): Promise<void> {
  if (await purposeOf(url)) {
    throw new StartProblem(
      "DATABASE_URL: this database holds demo data and is not for real people; 'npm run demo' serves it.",
    )
  }
  await migrate(say)
}
