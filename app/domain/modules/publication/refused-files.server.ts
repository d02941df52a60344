import type { MigrationContent, ModuleRelease } from '#app/lessons/content.server.ts'
import { readFrontMatter } from '#app/lessons/front-matter.server.ts'
import { FILE_START, type Place, type Problem } from '#app/lessons/problem.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { localDay } from '../../migrations/local-days.ts'
import { planMigration } from './planning.ts'
import { readPublished } from './published.server.ts'

/**
 * What publishing these contents would refuse, as problems of their files: a label that is taken, a block that vanished,
 * a slug of another migration. For commands; changes nothing.
 */
export async function refusedFiles(contents: readonly MigrationContent[], now: Date): Promise<Problem[]> {
  const published = await readPublished(sql)
  return contents.flatMap((content) => {
    const { refused, releases, guides } = planMigration(content, published, localDay(now, content.migration.timeZone))
    const files = [...releases, ...guides].filter(({ change }) => change === 'refused')
    return [
      ...refused.map((message) => ({ file: content.path, ...FILE_START, message })),
      ...files.map(({ path, reason }) => {
        const module = content.modules.find((one) => one.path === path)
        return { file: path, ...(module ? labelPlace(module) : FILE_START), message: reason ?? '' }
      }),
    ]
  })
}

/** Where a module's label stands: what is refused is its release. The file's beginning where it has none. */
function labelPlace({ source }: ModuleRelease): Place {
  const front = readFrontMatter(source, () => {})
  const { line, column } = front?.yaml.placeOf(['release']) ?? FILE_START
  return { line, column }
}
