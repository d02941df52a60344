import { redirect } from 'react-router'
import { z } from 'zod'
import { reopenAudience, retireAudience } from '#app/domain/identity/audiences.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { readForm, replyToForm } from '#app/http/form.server.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/retirement.ts'

/** The form stands on the audience's page. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(adminPaths.adminAudience(params.slug))

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const submission = await readForm(request, z.object({ retired: z.stringbool() }))
  if (submission.status !== 'success') return replyToForm(submission)
  const { retired } = submission.value
  return redirectAfter(adminPaths.adminAudience(params.slug), async () => {
    await (retired ? retireAudience : reopenAudience)(viewer, params.slug, new Date())
    return retired ? 'The audience is retired.' : 'The audience is open again.'
  })
}
