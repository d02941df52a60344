import { isRouteErrorResponse } from 'react-router'

/** What stands in the place of a page that could not be shown. */
export type Explained = {
  kind: 'empty' | 'forbidden' | 'failing' | 'offline'
  title: string
  words: string
  /** under which the failure is logged, where the answer says so itself */
  requestId: string | null
}

const FAILING: Explained = {
  kind: 'failing',
  title: 'Something went wrong on our side',
  words: 'It is recorded. Nothing that you had saved is lost. Go back, or try again in a moment.',
  requestId: null,
}

const OFFLINE: Explained = {
  kind: 'offline',
  title: 'No connection',
  words: 'What you asked for needs one. Go back, or try again when you are connected.',
  requestId: null,
}

/**
 * What to say of whatever a page failed with. Refusals carry words for a person (`http/answer.server.ts`), answers that no
 * route gave do too (`http/early-answer.server.ts`); anything else says nothing about itself, but without a connection
 * that is what it failed for.
 */
export function explained(error: unknown, isOnline = true): Explained {
  if (!isRouteErrorResponse(error)) return isOnline ? FAILING : OFFLINE
  const { kind, words, requestId } = saidBy(error.data)
  switch (error.status) {
    case 401:
      return {
        kind: 'forbidden',
        title: 'You are signed out',
        words: 'Sign in again; what you had saved is there.',
        requestId,
      }
    case 403:
      if (kind === 'foreign') return { kind: 'empty', title: 'Not sent from this site', words, requestId }
      return { kind: 'forbidden', title: 'You may not do this', words, requestId }
    case 404:
      return { kind: 'empty', title: 'There is nothing here', words, requestId }
    case 409:
      return { kind: 'empty', title: 'This is not possible now', words, requestId }
    case 413:
      return { kind: 'empty', title: 'Too large', words, requestId }
    case 429:
      return { kind: 'empty', title: 'Too many tries', words, requestId }
    case 503:
      return { kind: 'offline', title: 'Back in a moment', words, requestId }
    default:
      if (error.status >= 500) return { ...FAILING, requestId }
      return { kind: 'empty', title: 'That did not work', words, requestId }
  }
}

/** An answer's words. Where it came to our own script before any route saw the request, it is JSON still unread. */
function saidBy(data: unknown): { kind: string | null; words: string; requestId: string | null } {
  const said = typeof data === 'string' ? parsed(data) : data
  const text = (name: string) => {
    const value = typeof said === 'object' && said !== null ? (said as Record<string, unknown>)[name] : null
    return typeof value === 'string' ? value : null
  }
  const words = text('words') ?? 'Go back and try it another way, or ask for help.'
  return { kind: text('kind'), words, requestId: text('requestId') }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
