import { env } from '#app/platform/env.server.ts'
import { isLoopback } from '#app/platform/environment.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { command, say } from './command.ts'
import { openEmbedded } from './database.ts'
import { DEMO_PEOPLE, openDemoDatabase } from './demo-database.ts'
import { ensureBuild } from './preparation.ts'
import { type RunningServer, serveBuild, serveUntilAsked, waitForPort } from './serving.ts'

/**
 * `npm run demo`: the whole product with the demo migration's data, in a database of its own on the embedded server.
 * Keeps its data; `--reset` starts over. Only this machine reaches it, unless `--public`, which makes passwords that
 * nobody can guess.
 */
await command(async (args) => {
  const options = { reset: args.includes('--reset'), unguessable: args.includes('--public') }
  if (!options.unguessable && !isLoopback(env.HOST)) {
    throw new StartProblem(
      `HOST: the demo's passwords are well known, so it does not listen on ${env.HOST} without --public.`,
    )
  }
  await waitForPort()
  await ensureBuild()
  const server = await openEmbedded('npm run demo')
  await serveUntilAsked(async () => {
    const passwords = await openDemoDatabase(server, options)
    const running = await serveBuild()
    introduce(running, passwords)
    return running
  }, server.stop)
})

function introduce({ url }: RunningServer, passwords: (email: string) => string): void {
  say(`\nGangway runs at ${url}\n`)
  const width = Math.max(...DEMO_PEOPLE.map((person) => person.email.length))
  for (const { email, words } of DEMO_PEOPLE) say(`  ${email.padEnd(width)}  ${passwords(email)}  ${words}`)
  say('\nEnd it with Ctrl-C; its data is kept.')
}
