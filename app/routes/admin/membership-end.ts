import { redirect } from 'react-router'
import { z } from 'zod'
import { DayInput, endMembership } from '#app/domain/identity/memberships.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { readForm, replyToForm } from '#app/http/form.server.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/membership-end.ts'

/** The form stands on the person's page. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(adminPaths.adminPerson(params.id))

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const submission = await readForm(request, z.object({ to: DayInput }))
  if (submission.status !== 'success') return replyToForm(submission)
  const { to } = submission.value
  return redirectAfter(adminPaths.adminPerson(params.id), async () => {
    await endMembership(viewer, params.id, params.membership, to, new Date())
    return 'They are no longer in the audience.'
  })
}
