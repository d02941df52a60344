import path from 'node:path'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { readContent } from '#app/lessons/content.server.ts'
import type { LabDefinition } from '#app/lessons/definitions.ts'
import { projectRoot } from '#app/platform/project.server.ts'

/** A lab of the demo: `name` is `module/block of release`, `slug` the module, `isCurrent` that of the newest release. */
export type DemoLab = { name: string; slug: string; title: string; isCurrent: boolean; lab: LabDefinition }

/** Every lab of every release of the demo's modules. */
export async function labsOfTheDemo(): Promise<DemoLab[]> {
  const compiler = createCompiler()
  const { migrations } = await readContent(path.join(projectRoot, 'content/brackwater'), compiler)
  await compiler.close()
  return migrations.flatMap(({ modules }) =>
    modules.flatMap(({ slug, isCurrent, header, lesson }) =>
      lesson.blocks.flatMap((block) =>
        block.kind === 'task' && block.definition.setting === 'lab'
          ? [
              {
                name: `${slug}/${block.id} of ${header.release}`,
                slug,
                title: block.title,
                isCurrent,
                lab: block.definition,
              },
            ]
          : [],
      ),
    ),
  )
}
