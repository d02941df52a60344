import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { nameOf, portHolder } from './port-holder.ts'

test('whoever listens on a port is named where the system says who it is, and nobody where nobody does', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const named = process.platform === 'linux' ? expect.stringMatching(`\\(process ${process.pid}\\)$`) : null
  expect(portHolder(port)).toEqual(named)
  server.close()
  await once(server, 'close')
  expect(portHolder(port)).toBeNull()
})

test.each([
  ['/usr/bin/node\0--import\0./app/commands/node-version.js\0app/commands/demo.ts\0--reset\0', 'npm run demo'],
  ['node\0/srv/gangway/app/commands/start.ts\0', 'npm start'],
  ['/usr/sbin/nginx\0-g\0', 'nginx'],
  ['', 'another program'],
])('%j is %s to a person', (commandLine, name) => {
  expect(nameOf(commandLine)).toBe(name)
})
