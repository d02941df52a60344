import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../project.server.ts'

const FOLDER = path.join(projectRoot, 'prisma/migrations')

/** The names of this release's migrations, in order. */
export function migrationNames(): string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** What Prisma notes of a migration that it applies: the SHA-256 of its file, in hexadecimal digits. */
export function checksumOf(migration: string): string {
  const file = readFileSync(path.join(FOLDER, migration, 'migration.sql'))
  return createHash('sha256').update(file).digest('hex')
}
