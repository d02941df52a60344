import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connected } from '#app/platform/connected.server.ts'
import { markPurpose, purposeOf } from '#app/platform/database/purpose.server.ts'
import { freePort } from '#tests/free-port.ts'
import { databaseIn } from './deployment.ts'
import { endPostgres } from './postgres-holder.ts'
import { beginCommand, type RunningCommand } from './run-command.ts'

// A load, and for whoever runs this file alone a build to wait for.
const LIMIT = 300_000

/** Made for its owner alone: as root, PostgreSQL's account cannot enter, and the data lie elsewhere. */
const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-demo-'))
const begun: RunningCommand[] = []
let both: Demo[]

beforeAll(async () => {
  const killed = await demo('--public')
  await killed.says('Living through nine weeks')
  await kill(killed)
  both = await Promise.all([demo('--public'), demo('--public')])
  await Promise.all(both.map(({ says }) => says('data is kept')))
}, LIMIT)

afterAll(async () => {
  await Promise.all(begun.map(kill))
  await endPostgres(path.join(cluster(), 'data'))
  rmSync(path.dirname(cluster()), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}, LIMIT)

test('of two demos at once one loads what a killed one left unfinished, and the other waits for it', async () => {
  expect(both.filter((one) => one.output().includes('Loading the demo migration')).length).toBe(1)
  const people = await connected(database(), (client) =>
    client.query('SELECT count(DISTINCT email)::int AS n FROM person'),
  )
  expect(people.rows).toEqual([{ n: 243 }])
  expect(await purposeOf(database())).toBe('demo-public')
})

test('a public demo has passwords that nobody knows, prints them, and lets people in by them', {
  timeout: LIMIT,
}, async () => {
  const [first, second] = both.map(introduced)
  expect(second).toEqual(first)
  expect(Object.keys(first ?? {})).toEqual(['learner', 'power', 'champion', 'trainer', 'lead', 'admin'])
  expect(new Set(Object.values(first ?? {})).size).toBe(6)
  expect(Object.values(first ?? {})).not.toContain('gangway-demo')
  const signedIn = await signIn(both[0] as Demo, 'learner', first?.learner ?? '')
  expect(signedIn.status).toBe(302)
  expect((await signIn(both[0] as Demo, 'learner', 'gangway-demo')).status).toBe(400)
})

test('a demo that runs is not started over', { timeout: LIMIT }, async () => {
  const other = await demo('--reset')
  expect(await other.ended).toBe(1)
  expect(other.output()).toMatch(/--reset: the demo is running \(process \d+\)\. End it first\.\n$/)
  expect(await purposeOf(database())).toBe('demo-public')
})

test('running it again keeps its data', { timeout: LIMIT }, async () => {
  await connected(database(), (client) =>
    client.query(`UPDATE person SET name = 'Kept' WHERE email = 'lead@demo.test'`),
  )
  for (const one of both) one.signal('SIGTERM')
  expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0])
  const again = await demo()
  await again.says('data is kept')
  expect(again.output()).not.toContain('Loading')
  expect(introduced(again)).toEqual(introduced(both[0] as Demo))
  const { rows } = await connected(database(), (client) =>
    client.query(`SELECT name FROM person WHERE email = 'lead@demo.test'`),
  )
  expect(rows).toEqual([{ name: 'Kept' }])
})

test('a demo that was loaded with well-known passwords does not become public', { timeout: LIMIT }, async () => {
  await markPurpose(database(), 'demo')
  const open = await demo('--public')
  expect(await open.ended).toBe(1)
  expect(open.output()).toMatch(/The demo was loaded with well-known passwords: [^\n]*--public --reset[^\n]*\n$/)
})

test('starting over throws the data away and loads anew', { timeout: LIMIT }, async () => {
  await Promise.all(begun.map(kill))
  const anew = await demo('--reset')
  await anew.says('Adding people')
  await kill(anew)
  expect(await purposeOf(database())).toBe('demo-loading')
  const { rows } = await connected(database(), (client) => client.query(`SELECT FROM person WHERE name = 'Kept'`))
  expect(rows).toEqual([])
})

type Demo = RunningCommand & { port: number }

async function demo(...args: string[]): Promise<Demo> {
  const port = await freePort()
  const command = beginCommand('demo', { DATA_DIR: path.join(folder, 'data'), PORT: String(port) }, args)
  begun.push(command)
  return { ...command, port }
}

async function kill(command: RunningCommand): Promise<void> {
  command.signal('SIGKILL')
  await command.ended
}

/** Where the data lie: under DATA_DIR, or where the start says. */
function cluster(): string {
  const [, elsewhere] = /its programs and data are in (.+)\.$/m.exec(begun[0]?.output() ?? '') ?? []
  return path.join(elsewhere ?? path.join(folder, 'data/postgres'), 'cluster')
}

const database = () => databaseIn(cluster(), 'gangway_demo')

/** The passwords that a start prints, by who has them. */
function introduced(command: RunningCommand): Record<string, string> {
  const lines = command.output().matchAll(/^ {2}(\w+)@demo\.test +(\S+) /gm)
  return Object.fromEntries([...lines].map(([, who, password]) => [who, password]))
}

function signIn({ port }: Demo, who: string, password: string): Promise<Response> {
  const origin = `http://127.0.0.1:${port}`
  return fetch(`${origin}/sign-in`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ email: `${who}@demo.test`, password }),
    redirect: 'manual',
  })
}
