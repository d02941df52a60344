import type { Refusal } from '#app/domain/errors.ts'
import { statusOf } from '../answer.server.ts'

/** An error as programs get it (RFC 9457). `type` is `about:blank`: the status says what kind it is. */
export type Problem = { type: 'about:blank'; title: string; status: number; detail: string }

/** The title that goes with a status, in our words. */
const TITLES: Record<number, string> = {
  400: 'Not valid',
  401: 'No valid token',
  403: 'Not allowed',
  404: 'Not here',
  405: 'Not possible here',
  409: 'In conflict with what is there',
  413: 'Too large',
  429: 'Too many requests',
  503: 'Back in a moment',
}

export const problemOf = (status: number, detail: string): Problem => ({
  type: 'about:blank',
  title: TITLES[status] ?? 'Something went wrong',
  status,
  detail,
})

export const PROBLEM_TYPE = 'application/problem+json'

/** A problem as the whole answer. */
export function problemResponse(status: number, detail: string, headers: HeadersInit = {}): Response {
  return new Response(JSON.stringify(problemOf(status, detail)), {
    status,
    headers: { ...headers, 'Content-Type': PROBLEM_TYPE, 'Cache-Control': 'no-store' },
  })
}

/** A refusal as a problem. */
export const problemOfRefusal = ({ kind, message }: Refusal): Response => problemResponse(statusOf(kind), message)
