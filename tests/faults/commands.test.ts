import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { markPurpose } from '#app/platform/database/purpose.server.ts'
import { anEmptyDatabase, connectionString } from '#tests/database.ts'
import { freePort } from '#tests/free-port.ts'
import { runCommand } from './run-command.ts'

// Whoever runs this file alone may have a build to wait for.
const LIMIT = 180_000

test('npm start brings an empty database up to date and is ready', { timeout: LIMIT }, async () => {
  const { url } = await database()
  const port = await freePort()
  const start = runCommand('start', { DATABASE_URL: url, PORT: String(port) })
  await start.says(`Gangway runs at http://127.0.0.1:${port}`)
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
  start.signal('SIGTERM')
  expect(await start.ended).toBe(0)
})

test('a start waits for its predecessor to leave', { timeout: LIMIT }, async () => {
  const port = await freePort()
  const environment = { DATABASE_URL: connectionString(), PORT: String(port) }
  const first = runCommand('start', environment)
  await first.says('Gangway runs at')
  const second = runCommand('start', environment)
  await second.says(`127.0.0.1:${port} is taken by ${process.platform === 'linux' ? 'npm start' : 'another program'}`)
  await pause(1_500)
  expect(second.output()).toMatch(/^[^\n]*\. Waiting up to 10 s for it to end\.\n$/)
  first.signal('SIGTERM')
  await second.says('Gangway runs at')
  expect(await first.ended).toBe(0)
  second.signal('SIGINT')
  expect(await second.ended).toBe(0)
})

test('a port that stays taken is said at once, and at last in one line', { timeout: LIMIT }, async () => {
  const other = await listening()
  const start = runCommand('start', { DATABASE_URL: connectionString(), PORT: String(portOf(other)) })
  expect(await start.ended).toBe(1)
  expect(start.output()).toMatch(
    /^[^\n]* Waiting up to 10 s[^\n]*\nPORT: [^\n]* is taken by [^\n]*\. End that one[^\n]*\n$/,
  )
})

test('npm start refuses the database of a demo', { timeout: LIMIT }, async () => {
  const { url } = await database()
  await markPurpose(url, 'demo')
  const start = runCommand('start', { DATABASE_URL: url, PORT: String(await freePort()) })
  expect(await start.ended).toBe(1)
  expect(start.output()).toMatch(/DATABASE_URL: this database holds demo data[^\n]*\n$/)
})

test('a database that does not answer is named in one line', { timeout: LIMIT }, async () => {
  const url = 'postgresql://someone:secret@127.0.0.1:1/none'
  const start = runCommand('start', { DATABASE_URL: url, PORT: String(await freePort()) })
  expect(await start.ended).toBe(1)
  expect(start.output()).toMatch(/DATABASE_URL: the database does not answer[^\n]*\n$/)
  expect(start.output()).not.toContain('secret')
})

test('a bad variable ends every command with one line', { timeout: LIMIT }, async () => {
  for (const name of ['start', 'demo', 'dev', 'migration']) {
    const command = runCommand(name, { PORT: 'http' })
    expect(await command.ended).toBe(1)
    expect(command.output()).toMatch(/^PORT: must be a whole number[^\n]*\n$/)
  }
})

test('the demo listens to its own machine only', { timeout: LIMIT }, async () => {
  const demo = runCommand('demo', { HOST: '0.0.0.0', ORIGIN: 'http://learn.example.org', PORT: '0' })
  expect(await demo.ended).toBe(1)
  expect(demo.output()).toMatch(/^HOST: [^\n]*--public[^\n]*\n$/)
})

async function database(): Promise<{ url: string }> {
  const { url, drop } = await anEmptyDatabase()
  onTestFinished(drop)
  return { url }
}

function listening(): Promise<Server> {
  const server = createServer()
  onTestFinished(() => void server.close())
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
