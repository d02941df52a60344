import type { AddressInfo } from 'node:net'
import * as build from 'virtual:react-router/server-build'
import { createRequestHandler, type ServerBuild } from 'react-router'
import type { ViteDevServer } from 'vite'
import { ensureFirstAdminToken } from './domain/identity/first-admin.server.ts'
import { viewerOfSession } from './domain/identity/sessions.server.ts'
import { portal, type Recognised } from './http/app.server.ts'
import { builtFiles } from './http/assets.server.ts'
import { sessionIdFrom } from './http/cookies.server.ts'
import { untilFirstAdmin } from './http/first-admin.server.ts'
import { overNet } from './http/last-net.server.ts'
import { listen, stopListening } from './http/listening.server.ts'
import { endStreams } from './http/live-stream.server.ts'
import { measureProcess } from './http/measures.server.ts'
import { paths } from './http/paths.ts'
import { beginServing, beginStopping } from './http/standing.server.ts'
import { startRollingUp } from './jobs/rolling-up.server.ts'
import { startJobs } from './jobs/worker.server.ts'
import { closeDatabase } from './platform/database/sql.server.ts'
import { env } from './platform/env.server.ts'
import { isLoopback } from './platform/environment.ts'
import { stopListeningLive } from './platform/live.server.ts'

export type RunningServer = {
  /** where visitors find the portal */
  url: string
  /** stops accepting, lets answers under way finish within 10 s, then ends the database connections */
  close(): Promise<void>
}

/**
 * Serves the portal on `HOST:PORT`; the database is migrated and loaded by then. With a Vite development server, routes
 * and browser files come from source and reload; without, routes are those of this bundle, and the browser's files those
 * in `files`.
 */
export async function serve(from: { vite: ViteDevServer } | { files: string }): Promise<RunningServer> {
  const vite = 'vite' in from ? from.vite : null
  const app = portal({
    pages: untilFirstAdmin(vite ? pagesFromSource(vite) : createRequestHandler(overNet(build), 'production')),
    files: 'vite' in from ? from.vite.middlewares : await builtFiles(from.files),
    recognise,
    origin: pinnedOrigin(),
    trustProxy: env.TRUST_PROXY,
    development: vite !== null,
  })
  measureProcess()
  const server = await listen(app, { host: env.HOST, port: env.PORT })
  const jobs = await startJobs()
  const rollingUp = startRollingUp()
  await sayHowToBegin()
  beginServing()
  let closing: Promise<void> | undefined
  return {
    url: env.PORT === 0 ? `http://${env.HOST}:${(server.address() as AddressInfo).port}` : env.ORIGIN,
    close() {
      beginStopping()
      endStreams()
      closing ??= Promise.all([stopListening(server), jobs.stop(), rollingUp.stop(), stopListeningLive()]).then(
        closeDatabase,
      )
      return closing
    },
  }
}

const pagesFromSource = (vite: ViteDevServer) =>
  createRequestHandler(
    async () => overNet((await vite.ssrLoadModule('virtual:react-router/server-build')) as ServerBuild),
    'development',
  )

/** The token proves that whoever becomes the first admin can read this log; it is not repeated anywhere. */
async function sayHowToBegin(): Promise<void> {
  const token = await ensureFirstAdminToken(new Date())
  if (token) console.info(`\nCreate the first admin at ${env.ORIGIN}${paths.firstAdmin()} with this token: ${token}\n`)
}

async function recognise(cookies: string): Promise<Recognised> {
  const sessionId = sessionIdFrom(cookies)
  return { sessionId, viewer: sessionId === null ? null : await viewerOfSession(sessionId, new Date()) }
}

/** On one's own machine any loopback name will do; everywhere else `ORIGIN` is the only name that we go by. */
function pinnedOrigin(): string | null {
  const { protocol, hostname } = new URL(env.ORIGIN)
  return protocol === 'http:' && isLoopback(hostname) ? null : env.ORIGIN
}
