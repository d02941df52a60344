import { redirect } from 'react-router'
import { z } from 'zod'
import { RoleInput } from '#app/domain/identity/people.ts'
import { endRole, grantRole } from '#app/domain/identity/roles.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { readForm, replyToForm } from '#app/http/form.server.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/roles.ts'

const RoleChange = z.object({ role: RoleInput, change: z.enum(['give', 'end']) })

/** The form stands on the person's page. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(adminPaths.adminPerson(params.id))

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const submission = await readForm(request, RoleChange)
  if (submission.status !== 'success') return replyToForm(submission)
  const { role, change } = submission.value
  return redirectAfter(adminPaths.adminPerson(params.id), async () => {
    const act = change === 'give' ? grantRole : endRole
    await act(viewer, params.id, role, new Date())
    return change === 'give' ? 'The role is given.' : 'The role has ended.'
  })
}
