import { redirect } from 'react-router'
import { beginMembership, MembershipInput } from '#app/domain/identity/memberships.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { readForm } from '#app/http/form.server.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/memberships.ts'

/** The form stands on the person's page. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(adminPaths.adminPerson(params.id))

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const page = adminPaths.adminPerson(params.id)
  const submission = await readForm(request, MembershipInput)
  if (submission.status !== 'success') {
    const words = Object.values(submission.error ?? {}).flat()[0]
    return redirectWithToast(page, words ?? 'Choose an audience and a first day.', 'bad')
  }
  const input = submission.value
  return redirectAfter(page, async () => {
    await beginMembership(viewer, params.id, input, new Date())
    return 'The audience is added.'
  })
}
