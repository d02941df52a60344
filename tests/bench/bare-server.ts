import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerUsage } from './usage.ts'

// What Node itself can do on this machine, in the same run: the measure for how much the portal adds.
const server = createServer((_req, res) => {
  res.setHeader('Content-Type', 'text/html; charset=utf-8').end('<!DOCTYPE html><title>Word</title>Word')
})
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
answerUsage()
