import type { ReactNode } from 'react'
import { isRouteErrorResponse } from 'react-router'
import { paths } from '#app/http/paths.ts'
import { LinkButton } from '../ui/button.tsx'
import { Problem } from '../ui/problem.tsx'
import type { FrameViewer } from './frame.tsx'
import { Main } from './main.tsx'

type ErrorPageProps = {
  error: unknown
  viewer: FrameViewer | null
  /** under which the failure is logged, for whoever is asked about it */
  requestId: string | null
}

/** In the place of a page that could not be shown: what happened, and what to do next. */
export function ErrorPage({ error, viewer, requestId }: ErrorPageProps) {
  const { kind, title, words } = explained(error)
  return (
    <Main>
      <title>{`${title} · Gangway`}</title>
      <Problem kind={kind} title={title} level={1} action={<WayOn signedIn={viewer !== null} />}>
        <p>{words}</p>
        {kind === 'forbidden' && viewer && <SignedInAs viewer={viewer} />}
        {kind === 'failing' && requestId && (
          <p className="small muted">
            If you ask for help, give this number: <span className="num">{requestId}</span>
          </p>
        )}
      </Problem>
    </Main>
  )
}

type Explained = { kind: 'empty' | 'forbidden' | 'failing'; title: string; words: ReactNode }

const FAILING: Explained = {
  kind: 'failing',
  title: 'Something went wrong on our side',
  words: 'It is recorded. Nothing that you had saved is lost. Go back, or try again in a moment.',
}

/** Refusals carry words for a person (http/answer); anything else says nothing about itself. */
function explained(error: unknown): Explained {
  if (!isRouteErrorResponse(error)) return FAILING
  const words = wordsOf(error.data)
  switch (error.status) {
    case 401:
      return { kind: 'forbidden', title: 'You are signed out', words: 'Sign in again; what you had saved is there.' }
    case 403:
      return { kind: 'forbidden', title: 'You may not do this', words }
    case 404:
      return { kind: 'empty', title: 'There is nothing here', words }
    case 409:
      return { kind: 'empty', title: 'This is not possible now', words }
    case 429:
      return { kind: 'empty', title: 'Too many tries', words }
    default:
      return error.status < 500 ? { kind: 'empty', title: 'That did not work', words } : FAILING
  }
}

function wordsOf(data: unknown): string {
  const words = typeof data === 'object' && data !== null && 'words' in data ? data.words : null
  return typeof words === 'string' ? words : 'Go back and try it another way, or ask for help.'
}

function SignedInAs({ viewer }: { viewer: FrameViewer }) {
  return (
    <p className="small muted">
      You are signed in as {viewer.name}, {viewer.roles.join(', ')}.
    </p>
  )
}

function WayOn({ signedIn }: { signedIn: boolean }) {
  return (
    <div className="btn-row">
      <LinkButton kind="primary" to={signedIn ? paths.home() : paths.signIn()}>
        {signedIn ? 'Back to Home' : 'Sign in'}
      </LinkButton>
      <LinkButton to={paths.help()}>Help</LinkButton>
    </div>
  )
}
