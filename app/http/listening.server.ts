import { createServer, type RequestListener, type Server } from 'node:http'

/** How long answers under way may take once the process is asked to stop. */
const FINISH_MS = 10_000

/**
 * Listens on a host and port, 0 for any free one. The limits end connections that send a head or a body too slowly to
 * mean it, and outlast the 60 s for which common proxies keep theirs open.
 */
export async function listen(app: RequestListener, where: { host: string; port: number }): Promise<Server> {
  const server = createServer({ headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000 }, app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(where.port, where.host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return server
}

/** Stops accepting, lets answers under way finish within `limit` milliseconds, then cuts what is left. */
export async function stopListening(server: Server, limit = FINISH_MS): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection whose last answer is out would stay open for the visitor's next request.
  const letGo = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), limit)
  await closed
  clearInterval(letGo)
  clearTimeout(cut)
}
