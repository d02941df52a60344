import type { ActionFunction, LoaderFunction, ServerBuild } from 'react-router'
import { isDatabaseAway } from '#app/platform/database/away.ts'
import { logger } from '#app/platform/logger.server.ts'
import { refusalResponse } from './answer.server.ts'
import { overProblems } from './api/net.server.ts'
import { type RequestContext, requestIdOf } from './context.server.ts'
import { awayResponse } from './pages.server.ts'
import { refusalFor } from './refused-values.ts'

type Handler = LoaderFunction | ActionFunction

/** Routes that answer programs, by their place among the routes. What is missing is missing by any method. */
const FOR_PROGRAMS = /^routes\/api\/(?!missing$)/

/**
 * The routes with a net under each loader and action, for failures of the database that are no bug of ours: it is away,
 * it cannot take a value that no schema refused, or two changes got in each other's way. What falls into it is logged;
 * a value in it means that a schema lets too much through.
 */
export function overNet(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { loader, action } = route.module
    if (FOR_PROGRAMS.test(id))
      return [id, { ...route, module: { ...route.module, ...overProblems({ loader, action }) } }]
    const module = {
      ...route.module,
      ...(loader && { loader: netted(loader) }),
      ...(action && { action: netted(action) }),
    }
    return [id, { ...route, module }]
  })
  return { ...build, routes: Object.fromEntries(routes) }
}

/** One loader or action over the net. */
export function netted(handler: Handler): Handler {
  return async (args) => {
    try {
      return await handler(args)
    } catch (error) {
      throw answerTo(error, args.context) ?? error
    }
  }
}

/** What is answered where the failure is none of ours; null for a bug, and for what was thrown on purpose. */
function answerTo(error: unknown, context: RequestContext): Response | null {
  const refusal = refusalFor(error)
  const answer = isDatabaseAway(error) ? awayResponse() : refusal && refusalResponse(refusal)
  if (answer)
    logger.warn({ err: error, requestId: requestIdOf(context), status: answer.status }, 'caught by the last net')
  return answer
}
