import { withdrawException } from '#app/domain/modules/exceptions.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/exception-withdrawal.ts'

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await answer(() => withdrawException(viewer, params.id, params.assignment, new Date()))
  return redirectWithToast(paths.person(params.id), 'The person is asked as everybody is again, and told.')
}
