import { execFile } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#app/platform/project.server.ts'
import { aContentFolder } from '#tests/makers/content.ts'

type Ended = { code: number; lines: string[] }

/** Runs the command as npm does. */
function contentCheck(folder: string): Promise<Ended> {
  const command = path.join(projectRoot, 'app/commands/content-check.ts')
  return new Promise((resolve) => {
    execFile(process.execPath, [command, folder], { cwd: folder }, (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, lines: stdout.trim().split('\n') })
    })
  })
}

const MIGRATION = `name: A
organisation: B
old: { name: C }
new: { name: D }
timeZone: UTC
milestones: [{ slug: pilot, name: Pilot, date: today }]
`

test('each problem is a line with file, line and column, and the command fails', async () => {
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
      '2 problems in 3 files.',
    ],
  })
})

test('a sound folder passes', async () => {
  const folder = await aContentFolder({ 'migration.yaml': MIGRATION, 'modules/pilot/a.md': '# Only a title' })
  expect(await contentCheck(folder)).toEqual({ code: 0, lines: ['2 files, no problem.'] })
})
