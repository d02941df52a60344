import { redirect } from 'react-router'
import { Refusal, type RefusalKind } from '#app/domain/errors.ts'

const STATUS: Record<RefusalKind, number> = { missing: 404, forbidden: 403, conflict: 409, invalid: 400, limited: 429 }

/** What a page or a script gets of a refusal, and all that it gets: never a message that was not written for people. */
export type RefusalAnswer = { kind: RefusalKind; words: string }

/** The status that a kind of refusal is answered with. */
export const statusOf = (kind: RefusalKind): number => STATUS[kind]

/**
 * Runs one domain call of a loader or an action; a refusal becomes the answer with its status. On a page the error
 * boundary gets `{ kind, words }` as the route error's data, a script gets it as JSON. Anything else is a bug and passes.
 */
export async function answer<T>(call: () => T | Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw error instanceof Refusal ? refusalResponse(error) : error
  }
}

/** A refusal as a response of its own. */
export function refusalResponse({ kind, message }: Refusal): Response {
  return Response.json({ kind, words: message } satisfies RefusalAnswer, { status: STATUS[kind] })
}

/** A redirect after a form, with 303 so that any method goes on as GET. */
export function seeOther(path: string, cookies: readonly string[] = []): Response {
  const response = redirect(path, 303)
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  return response
}
