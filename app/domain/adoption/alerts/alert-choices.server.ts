import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { taskChoice, tasksOfMigration } from '../measured-tasks.server.ts'
import { comparableMs } from '../task-times.ts'
import type { AlertChoices, Choice } from './alert-words.ts'

/** What a rule of the viewer's migration can be about. */
export async function alertChoices(viewer: Viewer): Promise<AlertChoices> {
  ensure(viewer, 'adoption.read')
  const { id } = migrationOf(viewer)
  const [milestones, audiences, cohorts, tasks] = await Promise.all([
    sql<Choice>`SELECT slug AS value, name AS label FROM milestone WHERE migration_id = ${id}::uuid ORDER BY date, position`,
    sql<Choice>`
      SELECT slug AS value, name AS label FROM audience WHERE migration_id = ${id}::uuid AND retired_at IS NULL
      ORDER BY position, name`,
    sql<Choice>`
      SELECT id::text AS value, name AS label FROM cohort WHERE migration_id = ${id}::uuid AND closed_at IS NULL ORDER BY name`,
    tasksOfMigration(id),
  ])
  const compared = tasks.filter(({ baseline }) => comparableMs(baseline) !== null)
  return { milestones, audiences, cohorts, tasks: tasks.map(taskChoice), compared: compared.map(taskChoice) }
}
