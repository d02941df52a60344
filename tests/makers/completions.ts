import type { Viewer } from '#app/domain/identity/viewer.ts'
import { restand } from '#app/domain/progress/restanding.server.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { Browser } from './events.ts'
import { aCheck, aLab, aLesson, aSection } from './lessons.ts'
import { aModule, aReleaseOf } from './modules.ts'
import { aLearner, type MadeMigration } from './people.ts'

/** A module with a lab; one with a check, too. */
export const withLab = aLesson({ blocks: [aSection('start'), aLab('enter')] })
export const withBoth = aLesson({
  blocks: [aSection('start'), aLab('enter'), aCheck('check')],
  complete: { tasks: 'all', checks: 60 },
})

/** Somebody who learns a module in a migration. */
export const learnerDeskIn =
  (migration: MadeMigration) =>
  async (compiled = withLab) => {
    const lena = await aLearner({ migration })
    const module = await aModule(migration, { compiled })
    return { lena, module, browser: new Browser(lena, module.release, new Date()) }
  }

/** What somebody completed, first to last. */
export const completions = ({ personId }: Viewer) =>
  sql<{ release: string; source: string; at: Date }>`
    SELECT release_id AS release, source, completed_at AS at FROM completion WHERE person_id = ${personId} ORDER BY id`

/** How far somebody is. */
export const progressOf = async ({ personId }: Viewer) =>
  (
    await sql`SELECT met, required, release_id, completed_release_id FROM module_progress WHERE person_id = ${personId}`
  )[0]

/** Publishes a further release as publication does: everybody's progress is brought to it. */
export async function publishNext(
  module: { id: string },
  ...release: [...Parameters<typeof aReleaseOf>] extends [unknown, ...infer Rest] ? Rest : never
) {
  const made = await aReleaseOf(module, ...release)
  await inTransaction((tx) => restand(tx, [module.id], new Date()))
  return made
}
