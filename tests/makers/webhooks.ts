import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Heard = { path: string; headers: IncomingHttpHeaders; text: string; body: Record<string, unknown> }
type Way = (req: IncomingMessage, res: ServerResponse) => void

/** A program's server: it keeps what it hears, and answers as it is told to. */
export async function aTracker() {
  const heard: Heard[] = []
  const take: Way = (_req, res) => void res.writeHead(204).end()
  let way = take
  const server = createServer(async (req, res) => {
    const text = Buffer.concat(await req.toArray()).toString()
    heard.push({ path: req.url ?? '', headers: req.headers, text, body: JSON.parse(text) })
    way(req, res)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gangway`,
    heard,
    take: () => {
      way = take
    },
    hang: () => {
      way = () => undefined
    },
    answer: (status: number, headers: Record<string, string> = {}) => {
      way = (_req, res) => void res.writeHead(status, headers).end()
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
