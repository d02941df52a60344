import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { publish } from '#app/domain/modules/publication/publication.server.ts'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { readContent } from '#app/lessons/content.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'

const PATTERNS = path.join(projectRoot, 'tests/bench/content')
const PICTURE = path.join(projectRoot, 'content/brackwater/media/inbox.png')

const MODULES = 20
const MILESTONES = 4
/** Every third module is practised, the others are read. */
const isLab = (number: number) => number % 3 === 0

/** By check, question and choice. */
type Keys = Record<string, Record<string, Record<string, { right: boolean }>>>

export type BenchModule = { slug: string; kind: 'lesson' | 'lab'; release: string; blocks: string[]; keys: Keys }
export type BenchMigration = { id: string; audiences: string[]; modules: BenchModule[] }

/** Writes a migration of twenty modules as an organisation would, into `folder`, and publishes it. */
export async function publishBenchMigration(folder: string, now: Date): Promise<BenchMigration> {
  await writeContent(folder)
  const compiler = createCompiler()
  const { migrations, problems } = await readContent(folder, compiler)
  await compiler.close()
  if (problems[0]) throw new Error(`${problems[0].file}:${problems[0].line} ${problems[0].message}`)
  await publish('system', migrations, now)
  return published()
}

async function writeContent(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(path.join(folder, 'media'), { recursive: true })
  await copyFile(path.join(PATTERNS, 'migration.yaml'), path.join(folder, 'migration.yaml'))
  await copyFile(PICTURE, path.join(folder, 'media/inbox.png'))
  for (let number = 1; number <= MODULES; number++) {
    const kind = isLab(number) ? 'lab' : 'lesson'
    const pattern = await readFile(path.join(PATTERNS, `${kind}.mdx`), 'utf8')
    const milestone = path.join(folder, 'modules', `bench-${Math.ceil((number * MILESTONES) / MODULES)}`)
    await mkdir(milestone, { recursive: true })
    const text = pattern.replaceAll('{{number}}', `Module ${number}`)
    await writeFile(path.join(milestone, `${kind}-${String(number).padStart(2, '0')}.mdx`), text)
  }
}

async function published(): Promise<BenchMigration> {
  const [migration] = await sql<{ id: string; audiences: string[] }>`
    SELECT m.id, ARRAY(SELECT id FROM audience WHERE migration_id = m.id ORDER BY position) AS audiences FROM migration m`
  if (!migration) throw new Error('Nothing was published.')
  const modules = await sql<BenchModule>`
    SELECT m.slug, r.kind, r.id AS release, r.keys,
      ARRAY(SELECT block_id FROM release_block WHERE release_id = r.id ORDER BY position) AS blocks
    FROM module m JOIN release r ON r.id = m.current_release_id ORDER BY substring(m.slug FROM '[0-9]+')`
  return { ...migration, modules }
}
