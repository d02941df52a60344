import { createCompiler } from '#app/lessons/compiler.server.ts'
import { readContent } from '#app/lessons/content.server.ts'
import { OWN_CONTENT } from '#app/lessons/own-folder.server.ts'
import { problemLine } from '#app/lessons/problem.ts'
import { agreed, command, say } from './command.ts'
import { openDatabase } from './database.ts'
import { ensureDatabaseClient } from './preparation.ts'

/**
 * `npm run content:publish`: publishes new releases of `content/`, or of the folder that is named, after showing who
 * will be asked to do what. `--yes` publishes without asking; `--preview` only shows. Broken files are told and left out.
 */
await command(async (args) => {
  const folder = args.find((arg) => !arg.startsWith('--')) ?? OWN_CONTENT
  await ensureDatabaseClient()
  const compiler = createCompiler()
  const { migrations, problems } = await readContent(folder, compiler).finally(compiler.close)
  for (const problem of problems) say(problemLine(problem))
  const database = await openDatabase('npm run content:publish')
  try {
    const { prepareForPeople } = await import('./real-database.ts')
    await prepareForPeople(database.url)
    await publishAfterPreview(migrations, args)
  } finally {
    const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
    await closeDatabase()
    await database.close()
  }
  if (problems.length > 0) process.exitCode = 1
})

async function publishAfterPreview(migrations: Awaited<ReturnType<typeof readContent>>['migrations'], args: string[]) {
  const { planPublication, publish } = await import('#app/domain/modules/publication/publication.server.ts')
  const { changesAnything } = await import('#app/domain/modules/publication/plan.ts')
  const { previewLines } = await import('#app/domain/modules/publication/preview.ts')
  const now = new Date()
  const plan = await planPublication('system', migrations, now)
  for (const line of previewLines(plan)) say(line)
  if (!changesAnything(plan) || args.includes('--preview')) return
  if (!args.includes('--yes') && !(await agreed('Publish this?', 'publish what is shown')))
    return say('Nothing was published.')
  await publish('system', migrations, now, { expect: plan.fingerprint })
  say('Published.')
}
