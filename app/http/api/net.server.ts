import type { ActionFunction, LoaderFunction } from 'react-router'
import { Refusal } from '#app/domain/errors.ts'
import { isDatabaseAway } from '#app/platform/database/away.ts'
import { logger } from '#app/platform/logger.server.ts'
import { type RequestContext, requestIdOf } from '../context.server.ts'
import { AWAY, AWAY_SECONDS, UNEXPECTED } from '../pages.server.ts'
import { refusalFor } from '../refused-values.ts'
import { problemOfRefusal, problemResponse } from './problem.server.ts'

type Handler = LoaderFunction | ActionFunction
type Handlers = { loader: LoaderFunction | undefined; action: ActionFunction | undefined }

/** The handlers of a route for programs: whatever happens in them, and a method that it does not take, is a problem. */
export function overProblems({ loader, action }: Handlers): { loader: LoaderFunction; action: ActionFunction } {
  const allow = [...(loader ? ['GET', 'HEAD'] : []), ...(action ? ['POST'] : [])].join(', ')
  const notTaken: Handler = ({ request }) =>
    problemResponse(405, `${request.method} is not possible here, only ${allow}.`, { Allow: allow })
  const taken: ActionFunction = (args) => (args.request.method === 'POST' && action ? action : notTaken)(args)
  return { loader: asProblems(loader ?? notTaken), action: asProblems(taken) }
}

function asProblems(handler: Handler): Handler {
  return async (args) => {
    try {
      return await handler(args)
    } catch (error) {
      return error instanceof Refusal ? problemOfRefusal(error) : problemOfFailure(error, args.context)
    }
  }
}

/** A failure of the database that is no bug of ours as what it is, and anything else as that we failed; logged. */
function problemOfFailure(error: unknown, context: RequestContext): Response {
  const refusal = refusalFor(error)
  const answer = isDatabaseAway(error)
    ? problemResponse(AWAY.status, AWAY.words, { 'Retry-After': String(AWAY_SECONDS) })
    : refusal
      ? problemOfRefusal(refusal)
      : problemResponse(UNEXPECTED.status, UNEXPECTED.words)
  const level = answer.status === UNEXPECTED.status ? 'error' : 'warn'
  logger[level](
    { err: error, requestId: requestIdOf(context), status: answer.status },
    'a program was answered with a problem',
  )
  return answer
}
