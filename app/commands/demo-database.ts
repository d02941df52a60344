import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { markPurpose, type Purpose, purposeOf } from '#app/platform/database/purpose.server.ts'
import { settleDatabase } from '#app/platform/database/url.server.ts'
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

/** By e-mail address. */
type Passwords = (email: string) => string

/** What the loader of the demo's data is given. */
export type DemoOptions = {
  /** the day that all dates of the demo are relative to */
  now: Date
  /** of the people in DEMO_PEOPLE; nobody else gets one */
  passwordOf: Passwords
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
): Promise<Passwords> {
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
    const passwords = passwordsOf(server, purpose === 'demo-public' || options.unguessable)
    if (purpose) await migrate(say)
    else await load(server, options.unguessable, passwords)
    return passwords
  })
}

async function load(server: EmbeddedServer, unguessable: boolean, passwordOf: Passwords): Promise<void> {
  const url = server.url(DATABASE)
  await markPurpose(url, 'demo-loading')
  const { migrate } = await import('#app/platform/database/migrate.server.ts')
  await migrate()
  const began = performance.now()
  say('Loading the demo migration …')
  const { loadDemo } = await import('../../prisma/seed/demo.ts')
  if (unguessable) makePasswords(passwordFile(server))
  await loadDemo({ now: new Date(), passwordOf, say })
  const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
  await closeDatabase()
  await markPurpose(url, unguessable ? 'demo-public' : 'demo')
  say(`Loaded in ${((performance.now() - began) / 1000).toFixed(0)} s.`)
}

async function reset(server: EmbeddedServer): Promise<void> {
  const other = server.others().find((process) => process.name === 'npm run demo')
  if (other) throw new StartProblem(`--reset: the demo is running (process ${other.pid}). End it first.`)
  await server.dropDatabase(DATABASE)
  rmSync(passwordFile(server), { force: true })
}

async function discardUnfinished(server: EmbeddedServer, purpose: Purpose): Promise<Purpose> {
  if (purpose !== 'demo-loading') return purpose
  await server.dropDatabase(DATABASE)
  await server.ensureDatabase(DATABASE)
  return null
}

/**
 * The passwords of a public demo, readable by its operator alone, so that a restart can print them again. They lie
 * where its data lie, which is not under DATA_DIR where PostgreSQL's account cannot go there.
 */
const passwordFile = ({ data }: EmbeddedServer) => path.join(path.dirname(data), 'demo-passwords.json')

function makePasswords(file: string): void {
  const passwords = Object.fromEntries(DEMO_PEOPLE.map(({ email }) => [email, randomBytes(9).toString('base64url')]))
  writeFileSync(file, JSON.stringify(passwords, null, 2), { mode: 0o600 })
}

/** The well-known one for all, or each one's own as they are kept. */
function passwordsOf(server: EmbeddedServer, unguessable: boolean): Passwords {
  if (!unguessable) return () => WELL_KNOWN
  return (email) => {
    const file = passwordFile(server)
    if (!existsSync(file)) return '(see where it was loaded)'
    const passwords = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    return passwords[email] ?? ''
  }
}
