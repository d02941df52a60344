import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { markPurpose, type Purpose, purposeOf } from '#app/platform/database/purpose.server.ts'
import { settleDatabase } from '#app/platform/database/url.server.ts'
import { env } from '#app/platform/env.server.ts'
import type { EmbeddedServer } from '#app/platform/postgres/embedded.server.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { say } from './command.ts'

/** Those whom the demo introduces; everybody else in it is generated and cannot sign in. */
export const DEMO_PEOPLE = [
  { email: 'learner@demo.test', words: 'Lena, a learner: accounts payable, now and then' },
  { email: 'power@demo.test', words: 'a learner: accounts payable, every day' },
  { email: 'champion@demo.test', words: 'a champion' },
  { email: 'trainer@demo.test', words: 'a trainer' },
  { email: 'lead@demo.test', words: 'a migration lead' },
  { email: 'admin@demo.test', words: 'an admin' },
] as const

/** What the loader of the demo's data is given. */
export type DemoOptions = {
  /** the day that all dates of the demo are relative to */
  now: Date
  /** of the people in DEMO_PEOPLE; nobody else gets one */
  passwordOf: (email: string) => string
  say: (line: string) => void
}

const DATABASE = 'gangway_demo'
const WELL_KNOWN = 'gangway-demo'

/**
 * Makes the demo's database ready and settles it as this process's: migrated, and loaded if it was empty. Of two
 * demos at once one loads and the other waits; what a killed loading left is thrown away.
 * Returns the demo people's passwords.
 */
export async function openDemoDatabase(
  server: EmbeddedServer,
  options: { reset: boolean; unguessable: boolean },
): Promise<(email: string) => string> {
  return server.exclusively(DATABASE, async () => {
    if (options.reset) await reset(server)
    await server.ensureDatabase(DATABASE)
    const purpose = await discardUnfinished(server, await purposeOf(server.url(DATABASE)))
    if (purpose === 'demo' && options.unguessable) {
      throw new StartProblem(
        'The demo was loaded with well-known passwords: npm run demo -- --public --reset loads it anew.',
      )
    }
    settleDatabase(server.url(DATABASE))
    const { migrate } = await import('#app/platform/database/migrate.server.ts')
    if (purpose) await migrate(say)
    else await load(server.url(DATABASE), options.unguessable)
    return purpose === 'demo' || !(purpose || options.unguessable) ? () => WELL_KNOWN : keptPassword
  })
}

async function load(url: string, unguessable: boolean): Promise<void> {
  await markPurpose(url, 'demo-loading')
  const { migrate } = await import('#app/platform/database/migrate.server.ts')
  await migrate()
  const began = performance.now()
  say('Loading the demo migration …')
  const { loadDemo } = await import('../../prisma/seed/demo.ts')
  if (unguessable) makePasswords()
  await loadDemo({ now: new Date(), passwordOf: unguessable ? keptPassword : () => WELL_KNOWN, say })
  const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
  await closeDatabase()
  await markPurpose(url, unguessable ? 'demo-public' : 'demo')
  say(`Loaded in ${((performance.now() - began) / 1000).toFixed(0)} s.`)
}

async function reset(server: EmbeddedServer): Promise<void> {
  const other = server.others().find((process) => process.name === 'npm run demo')
  if (other) throw new StartProblem(`--reset: the demo is running (process ${other.pid}). End it first.`)
  await server.dropDatabase(DATABASE)
}

async function discardUnfinished(server: EmbeddedServer, purpose: Purpose): Promise<Purpose> {
  if (purpose !== 'demo-loading') return purpose
  await server.dropDatabase(DATABASE)
  await server.ensureDatabase(DATABASE)
  return null
}

/** The passwords of a public demo, readable by its operator alone, so that a restart can print them again. */
const passwordFile = () => path.join(env.DATA_DIR, 'demo-passwords.json')

function makePasswords(): void {
  const passwords = Object.fromEntries(DEMO_PEOPLE.map(({ email }) => [email, randomBytes(9).toString('base64url')]))
  writeFileSync(passwordFile(), JSON.stringify(passwords, null, 2), { mode: 0o600 })
}

function keptPassword(email: string): string {
  if (!existsSync(passwordFile())) return '(see where it was loaded)'
  const passwords = JSON.parse(readFileSync(passwordFile(), 'utf8')) as Record<string, string>
  return passwords[email] ?? ''
}
