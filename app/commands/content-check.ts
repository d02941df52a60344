import { stat } from 'node:fs/promises'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { readContent } from '#app/lessons/content.server.ts'
import { OWN_CONTENT } from '#app/lessons/own-folder.server.ts'
import { problemLine } from '#app/lessons/problem.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { command, say } from './command.ts'
import { comparedWithPublished } from './published-comparison.ts'

/**
 * `npm run content:check [dir]`: every problem of a content folder as `file:line:column message`; exit 1 if there is any.
 * Where the deployment's database runs, also what publishing would refuse; else says that this was not looked at.
 */
await command(async ([dir = OWN_CONTENT]) => {
  const isFolder = await stat(dir).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new StartProblem(`${dir} is not a folder.`)
  const compiler = createCompiler()
  const content = await readContent(dir, compiler).finally(compiler.close)
  const comparison = await comparedWithPublished(content.migrations, new Date())
  const problems = [...content.problems, ...('refused' in comparison ? comparison.refused : [])]
  const files = content.files
  for (const problem of problems) say(problemLine(problem))
  if ('notCompared' in comparison) say(`Not compared with what is published: ${comparison.notCompared}.`)
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
