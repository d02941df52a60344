import { readdirSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../project.server.ts'

/** The names of this release's migrations, in order. */
export function migrationNames(): string[] {
  return readdirSync(path.join(projectRoot, 'prisma/migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}
