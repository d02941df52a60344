import { Link } from 'react-router'
import { z } from 'zod'
import { OwnPassword } from '#app/components/account/own-password.tsx'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { changePassword } from '#app/domain/identity/choose-password.server.ts'
import { newPasswordInput } from '#app/domain/identity/password-rules.ts'
import { sessionIdOf } from '#app/http/context.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/own-password.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Change my password · Gangway' }]

export function loader({ context }: Route.LoaderArgs) {
  requireViewer(context)
  return null
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const schema = newPasswordInput(viewer.email).and(
    z.object({ current: z.string({ error: 'Enter your current password.' }) }),
  )
  return submitForm(request, schema, async ({ current, password }) => {
    await changePassword(viewer, { current, password }, sessionIdOf(context) ?? '', new Date())
    return redirectWithToast(paths.profile(), 'Your password is changed.')
  })
}

export default function OwnPasswordPage({ actionData }: Route.ComponentProps) {
  return (
    <Main>
      <PageHead over={<Link to={paths.profile()}>My settings</Link>} title="Change my password" />
      <OwnPassword lastResult={actionData ?? null} />
    </Main>
  )
}
