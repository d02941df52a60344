import { Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { KeyList } from '#app/components/help/key-list.tsx'
import { RoleHelp } from '#app/components/help/role-help.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { can } from '#app/domain/identity/abilities.ts'
import { paths } from '#app/http/paths.ts'
import { optionalViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/help.ts'
import '#app/styles/pages/help.css'

export const meta: Route.MetaFunction = () => [{ title: 'Help · Gangway' }]

export function loader({ context }: Route.LoaderArgs) {
  const viewer = optionalViewer(context)
  return { roles: viewer ? [...viewer.roles] : [], isSignedIn: viewer !== null, board: can(viewer, 'confusion.read') }
}

export default function HelpPage({ loaderData: { roles, isSignedIn, board } }: Route.ComponentProps) {
  return (
    <Main>
      <PageHead
        title="Help"
        meta={
          <span>
            <Link to={paths.measured()}>What is measured, and who sees it</Link>
          </span>
        }
      />
      {!isSignedIn && <GettingIn />}
      {isSignedIn && <KeyList board={board} />}
      <RoleHelp roles={roles} />
    </Main>
  )
}

function GettingIn() {
  return (
    <section className="section" aria-labelledby="getting-in">
      <SectionHead id="getting-in" title="Getting in" />
      <ul className="answers">
        <li>
          <h3>I was invited.</h3>
          <p>
            Open the link in the mail and choose a password. A link works once and not for ever: if it has expired, ask
            your administrator for a new one.
          </p>
        </li>
        <li>
          <h3>I have forgotten my password.</h3>
          <p>
            <Link to={paths.resetPassword()}>Ask for a new one</Link>. If no mail arrives, your administrator can tell
            whether you are known under that address.
          </p>
        </li>
      </ul>
    </section>
  )
}
