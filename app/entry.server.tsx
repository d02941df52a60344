import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@react-router/node'
import { isbot } from 'isbot'
import type { ReactElement } from 'react'
import { renderToPipeableStream, renderToString } from 'react-dom/server'
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router'
import { lessonAtHand } from '#app/domain/modules/releases.server.ts'
import { nonceOf, requestIdOf } from '#app/http/context.server.ts'
import { takeHandoff } from '#app/http/handoff.server.ts'
import { logger } from '#app/platform/logger.server.ts'
import { ServedContext } from './components/served.ts'
import { PageDrawing } from './drawing.server.ts'

export { instrumentations } from '#app/http/route-names.server.ts'

/** How long a loader may keep a page's later parts waiting. */
export const streamTimeout = 5_000

/** What React writes where it gave up on a part for want of something that only comes later. */
const LEFT_OUT = '<!--$!-->'

/**
 * Renders a page: in one go where all of its data is there, at less than half the cost of a stream; else the shell at
 * once, and what a loader still waits for when it comes.
 */
export default async function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const isWhole = await takeHandoff(entry)
  const nonce = nonceOf(context)
  const near = withOwnRoutes(entry)
  const page = (drawing: PageDrawing | null) => (
    <ServedContext value={{ lesson: lessonAtHand, drawing }}>
      <ServerRouter context={near} url={request.url} nonce={nonce} />
    </ServedContext>
  )
  const html = isWhole ? drawnWhole(page) : null
  const body = html === null ? await stream(page(null), nonce, request, context) : html
  return new Response(body, { status, headers })
}

/**
 * With the routes of this page in the list, and all others at hand by their id: React Router makes elements of each route
 * in the list, anew for every page, and that would cost more with each page that the portal gets.
 */
function withOwnRoutes(entry: EntryContext): EntryContext {
  const { manifest, staticHandlerContext } = entry
  const routes: typeof manifest.routes = Object.create(manifest.routes)
  for (const { route } of staticHandlerContext.matches) routes[route.id] = manifest.routes[route.id]
  return { ...entry, manifest: { ...manifest, routes } }
}

/** The page as one string; null where a part of it waits for something. */
function drawnWhole(page: (drawing: PageDrawing | null) => ReactElement): string | null {
  const drawing = import.meta.env.PROD ? new PageDrawing() : null
  const drawn = renderToString(page(drawing))
  if (drawn.includes(LEFT_OUT)) return null
  return `<!DOCTYPE html>${drawing ? drawing.finish(drawn) : drawn}`
}

/** The page as a stream that has begun; a crawler gets the whole at once. */
function stream(
  page: ReactElement,
  nonce: string,
  request: Request,
  context: RouterContextProvider,
): Promise<ReadableStream> {
  const ready = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady'
  return new Promise((resolve, reject) => {
    let shellSent = false
    let giveUp: NodeJS.Timeout | undefined
    const rendering = renderToPipeableStream(page, {
      nonce,
      [ready]() {
        shellSent = true
        const body = new PassThrough()
        body.once('close', () => clearTimeout(giveUp))
        rendering.pipe(body)
        resolve(createReadableStreamFromReadable(body))
      },
      onShellError(error) {
        clearTimeout(giveUp)
        reject(error)
      },
      // Before the shell is sent, React Router renders the error page and reports the error itself.
      onError(error) {
        if (shellSent && !request.signal.aborted) logFailure(error, context)
      },
    })
    giveUp = setTimeout(() => rendering.abort(), streamTimeout + 1_000)
  })
}

/** Every error that no loader or action answered. What visitors see of it is the request's id. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return
  if (isRouteErrorResponse(error)) return
  logFailure(error, context as RouterContextProvider)
}

function logFailure(error: unknown, context: RouterContextProvider): void {
  logger.error({ err: error, requestId: requestIdOf(context) }, 'route failed')
}
