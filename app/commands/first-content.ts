import { say } from './command.ts'

/**
 * Publishes the project's content into a database that has none, as a start does: only the first time. What is broken
 * is told and left out. The database must be open.
 */
export async function publishFirstContent(now: Date): Promise<void> {
  const { nothingPublished, publishIntoEmpty } = await import('#app/domain/modules/publication/publication.server.ts')
  if (!(await nothingPublished())) return
  const { createCompiler } = await import('#app/lessons/compiler.server.ts')
  const { readContent } = await import('#app/lessons/content.server.ts')
  const { OWN_CONTENT } = await import('#app/lessons/own-folder.server.ts')
  const { problemLine } = await import('#app/lessons/problem.ts')
  const compiler = createCompiler()
  const { migrations, problems } = await readContent(OWN_CONTENT, compiler)
  await compiler.close()
  for (const problem of problems) say(problemLine(problem))
  if (await publishIntoEmpty(migrations, now)) say('Published the content of this project.')
}
