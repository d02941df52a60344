import { redirect } from 'react-router'
import { sendAgain } from '#app/domain/notices/mail-log.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/mail-sending.ts'

/** The button stands on the mail's page. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(adminPaths.adminMail(params.id))

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return redirectAfter(adminPaths.adminMail(params.id), async () => {
    await sendAgain(viewer, params.id, new Date())
    return 'The mail is tried again.'
  })
}
