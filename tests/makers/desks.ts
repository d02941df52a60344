import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from './events.ts'
import { aCheck, aLab, aLesson, anOutsideTask, aSection, aVideo } from './lessons.ts'
import { aModule } from './modules.ts'
import { aLearner, type MadeMigration } from './people.ts'

/** People sign in now, and work from now on. */
export const START = new Date()

/** A lesson with a block of each kind that something can be done at. */
export const everything = aLesson({
  blocks: [aSection('start'), aLab('enter'), anOutsideTask('drill'), aCheck('check'), aVideo('film')],
})

/** Somebody at work in a migration: Lena with a browser on a module. */
export const deskIn =
  (migration: MadeMigration) =>
  async (
    compiled = everything,
    parts: Partial<Parameters<typeof aLearner>[0]> = {},
  ): Promise<{ lena: Viewer; browser: Browser }> => {
    const lena = await aLearner({ migration, ...parts })
    const { release } = await aModule(migration, { compiled })
    return { lena, browser: new Browser(lena, release, START) }
  }

/** An attempt as it is stored. */
export const attemptOf = async (id: string) => (await sql`SELECT * FROM attempt WHERE id = ${id}`)[0]
