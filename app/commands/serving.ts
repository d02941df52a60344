import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { env } from '#app/platform/env.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { askedToEnd, say } from './command.ts'
import { portHolder } from './port-holder.ts'

/** A server that answers; see app/server.ts. */
export type RunningServer = { url: string; close(): Promise<void> }

/** How long a predecessor may take to finish its answers and let go of the port. */
const PREDECESSOR_LIMIT_MS = 10_000

/** Waits while a predecessor is shutting down, and says whom it waits for; says in one line when the port stays taken. */
export async function waitForPort(): Promise<void> {
  if (env.PORT === 0) return
  const limit = Date.now() + PREDECESSOR_LIMIT_MS
  let waiting = false
  for (let problem = await portProblem(); problem; problem = await portProblem()) {
    if (problem !== 'EADDRINUSE') throw new StartProblem(`HOST, PORT: cannot listen on ${address()} (${problem}).`)
    if (!waiting) say(`${takenWords()} Waiting up to ${PREDECESSOR_LIMIT_MS / 1000} s for it to end.`)
    waiting = true
    if (Date.now() > limit) throw portTaken()
    await pause(100)
  }
}

/** Starts the built portal in this process. `folder` is where the build is, in the project's root. */
export async function serveBuild(folder = 'build'): Promise<RunningServer> {
  // React and everything else that has a slower form for development looks here when it is loaded.
  process.env.NODE_ENV = 'production'
  const entry = pathToFileURL(path.join(projectRoot, folder, 'server/index.js')).href
  const { serve } = (await import(entry)) as { serve: (from: { files: string }) => Promise<RunningServer> }
  return serve({ files: path.join(projectRoot, folder, 'client') }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? portTaken() : error
  })
}

/**
 * Serves until somebody asks the process to end, then lets the answers under way finish and calls `close` for what
 * the server stood on. `close` is called also when serving cannot begin.
 */
export async function serveUntilAsked(start: () => Promise<RunningServer>, close: () => Promise<void>): Promise<void> {
  const asked = askedToEnd()
  try {
    const running = await Promise.race([start(), asked])
    await asked
    if (running) await running.close()
    say('Stopped.')
  } finally {
    await close()
  }
  process.exit(0)
}

function portTaken(): StartProblem {
  return new StartProblem(`PORT: ${takenWords()} End that one, or set PORT to another.`)
}

const takenWords = () => `${address()} is taken by ${portHolder(env.PORT) ?? 'another program'}.`

const address = () => `${env.HOST}:${env.PORT}`

function portProblem(): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    probe.listen({ host: env.HOST, port: env.PORT, exclusive: true }, () => probe.close(() => resolve(null)))
  })
}
