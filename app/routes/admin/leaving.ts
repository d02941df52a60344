import { redirect } from 'react-router'
import { z } from 'zod'
import { DayInput } from '#app/domain/identity/memberships.server.ts'
import { recordLeaving, recordReturn } from '#app/domain/identity/people.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { readForm } from '#app/http/form.server.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/leaving.ts'

const LeavingInput = z.discriminatedUnion('when', [
  z.object({ when: z.literal('at once') }),
  z.object({ when: z.literal('on a day'), lastDay: DayInput }),
  z.object({ when: z.literal('not at all') }),
])

/** The form stands on the person's page. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(adminPaths.adminPerson(params.id))

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const page = adminPaths.adminPerson(params.id)
  const submission = await readForm(request, LeavingInput)
  if (submission.status !== 'success') return redirectWithToast(page, 'Enter the last day.', 'bad')
  const input = submission.value
  const now = new Date()
  return redirectAfter(page, async () => {
    if (input.when === 'not at all') {
      await recordReturn(viewer, params.id, now)
      return 'They may sign in again.'
    }
    await recordLeaving(viewer, params.id, input.when === 'at once' ? input.when : { lastDay: input.lastDay }, now)
    return 'Leaving is recorded.'
  })
}
