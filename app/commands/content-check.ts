import { stat } from 'node:fs/promises'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { readContent } from '#app/lessons/content.server.ts'
import { problemLine } from '#app/lessons/problem.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { command, say } from './command.ts'

/** `npm run content:check [dir]`: every problem of a content folder as `file:line:column message`; exit 1 if there is any. */
await command(async ([dir = 'content']) => {
  const isFolder = await stat(dir).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new StartProblem(`${dir} is not a folder.`)
  const compiler = createCompiler()
  const { problems, files } = await readContent(dir, compiler)
  await compiler.close()
  for (const problem of problems) say(problemLine(problem))
  say(
    problems.length === 0
      ? `${counted(files, 'file')}, no problem.`
      : `${counted(problems.length, 'problem')} in ${counted(files, 'file')}.`,
  )
  if (problems.length > 0) process.exitCode = 1
})

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
