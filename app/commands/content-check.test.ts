import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { publish } from '#app/domain/modules/publication/publication.server.ts'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { readContent } from '#app/lessons/content.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'
import { anEmptyDatabase, connectionString } from '#tests/database.ts'
import { aContentFolder } from '#tests/makers/content.ts'

type Ended = { code: number; lines: string[] }

/** Runs the command as npm does; without a `DATABASE_URL` there is no database where it is run. */
function contentCheck(folder: string, environment: { DATABASE_URL?: string } = {}): Promise<Ended> {
  const command = path.join(projectRoot, 'app/commands/content-check.ts')
  const env = { PATH: process.env.PATH, LOG_LEVEL: 'silent', ...environment }
  return new Promise((resolve) => {
    execFile(process.execPath, [command, folder], { cwd: folder, env }, (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, lines: stdout.trim().split('\n') })
    })
  })
}

/** Each run is a process of its own, with a compiler. */
const LIMIT = 90_000

const NOT_COMPARED = 'Not compared with what is published: no database runs.'

const MIGRATION = `name: A
organisation: B
old: { name: C }
new: { name: D }
timeZone: UTC
milestones: [{ slug: pilot, name: Pilot, date: today }]
`

test('each problem is a line with file, line and column, and the command fails', { timeout: LIMIT }, async () => {
  const folder = await aContentFolder({
    'migration.yaml': MIGRATION,
    'modules/pilot/approve.mdx': '---\ntitle: Approve\n---\n\nText {1 + 1}',
    'modules/pilot/close.mdx': '---\ntitle: Close\nminutes: soon\n---\n',
  })
  expect(await contentCheck(folder)).toEqual({
    code: 1,
    lines: [
      'modules/pilot/approve.mdx:5:6 {1 + 1} is an expression: authors cannot run code. Write \\{ for a brace, or {/* … */} for a comment.',
      'modules/pilot/close.mdx:3:10 “minutes” must be a number.',
      NOT_COMPARED,
      '2 problems in 3 files.',
    ],
  })
})

test('a sound folder passes', { timeout: LIMIT }, async () => {
  const folder = await aContentFolder({ 'migration.yaml': MIGRATION, 'modules/pilot/a.md': '# Only a title' })
  expect(await contentCheck(folder)).toEqual({ code: 0, lines: [NOT_COMPARED, '2 files, no problem.'] })
})

test('where the database runs, a changed file under a published label asks for a new one', {
  timeout: LIMIT,
}, async () => {
  const text = (words: string) => `---\ntitle: Approve\nrelease: "2026.1"\n---\n\n${words}`
  const folder = await aContentFolder({
    'migration.yaml': MIGRATION,
    'modules/pilot/approve.mdx': text('Text.'),
    'modules/pilot/close.md': '# Close',
  })
  const environment = { DATABASE_URL: connectionString() }
  const compiler = createCompiler()
  await publish('system', (await readContent(folder, compiler)).migrations, new Date())
  await compiler.close()
  expect(await contentCheck(folder, environment)).toEqual({ code: 0, lines: ['3 files, no problem.'] })
  await writeFile(path.join(folder, 'modules/pilot/approve.mdx'), text('Other words.'))
  await writeFile(path.join(folder, 'modules/pilot/close.md'), '# Close it')
  expect(await contentCheck(folder, environment)).toEqual({
    code: 1,
    lines: [
      'modules/pilot/approve.mdx:3:10 Release 2026.1 is published, and this file says something else. Give it a new label.',
      'modules/pilot/close.md:1:1 Release 1 is published, and this file says something else. Give it a new label.',
      '2 problems in 3 files.',
    ],
  })
})

test('a database that cannot be compared with is named, and fails nothing', { timeout: LIMIT }, async () => {
  const folder = await aContentFolder({ 'migration.yaml': MIGRATION })
  const away = await contentCheck(folder, { DATABASE_URL: 'postgresql://someone:secret@127.0.0.1:1/none' })
  expect(away.code).toBe(0)
  expect(away.lines[0]).toMatch(/^Not compared with what is published: DATABASE_URL: the database does not answer/)
  const { url, drop } = await anEmptyDatabase()
  onTestFinished(drop)
  expect(await contentCheck(folder, { DATABASE_URL: url })).toEqual({
    code: 0,
    lines: ['Not compared with what is published: the database is of another release.', '1 file, no problem.'],
  })
})
