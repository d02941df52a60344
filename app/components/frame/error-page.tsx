import { paths } from '#app/http/paths.ts'
import { LinkButton } from '../ui/button.tsx'
import { Problem } from '../ui/problem.tsx'
import { explained } from './explained.ts'
import type { FrameViewer } from './frame.tsx'
import { Main } from './main.tsx'
import { useOnline } from './use-online.ts'

type ErrorPageProps = {
  error: unknown
  viewer: FrameViewer | null
  /** under which the failure is logged, for whoever is asked about it */
  requestId: string | null
}

/** In the place of a page that could not be shown: what happened, and what to do next. */
export function ErrorPage({ error, viewer, requestId }: ErrorPageProps) {
  const { kind, title, words, requestId: own } = explained(error, useOnline())
  const number = own ?? requestId
  return (
    <Main>
      <title>{`${title} · Gangway`}</title>
      <Problem kind={kind} title={title} level={1} action={<WayOn signedIn={viewer !== null} />}>
        <p>{words}</p>
        {kind === 'forbidden' && viewer && <SignedInAs viewer={viewer} />}
        {kind === 'failing' && number && (
          <p className="small muted">
            If you ask for help, give this number: <span className="num">{number}</span>
          </p>
        )}
      </Problem>
    </Main>
  )
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
