import { Link } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { HandOver } from '#app/components/admin/hand-over.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { invite, sendReset } from '#app/domain/identity/invitations.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/link-sent.ts'

export const meta: Route.MetaFunction = () => [{ title: 'A link to hand over · Gangway' }]

const SENDING = { invitation: invite, reset: sendReset }
const LASTS = { invitation: 'within seven days', reset: 'within an hour' }

export function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return answer(() => {
    ensure(viewer, 'people.manage')
    return { lasts: LASTS[purposeOf(params.purpose)] }
  })
}

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const { to, link } = await answer(() => SENDING[purposeOf(params.purpose)](viewer, params.id, new Date()))
  if (link === null) return redirectWithToast(adminPaths.adminPerson(params.id), `A link is on its way to ${to}.`)
  return { to, link }
}

function purposeOf(purpose: string): keyof typeof SENDING {
  if (purpose === 'invitation' || purpose === 'reset') return purpose
  throw new Refusal('missing', 'There is no such link.')
}

export default function LinkSentPage({ loaderData, actionData, params }: Route.ComponentProps) {
  const back = adminPaths.adminPerson(params.id)
  return (
    <AdminPage over={<Link to={back}>The person</Link>} title="A link to hand over">
      {actionData ? (
        <HandOver sent={actionData} until={loaderData.lasts} back={back} />
      ) : (
        <Problem
          kind="empty"
          title="A link is shown once"
          level={2}
          action={<LinkButton to={back}>Back to the person</LinkButton>}
        >
          It is not kept in a form that could be shown again. Ask for a new one on the person's page.
        </Problem>
      )}
    </AdminPage>
  )
}
