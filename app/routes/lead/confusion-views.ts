import { saveView } from '#app/domain/confusion/saved-views.server.ts'
import { ViewInput } from '#app/domain/confusion/saved-views-input.ts'
import { forgetPage } from '#app/domain/identity/saved-views.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-views.ts'

/** Saves a view of the board, or forgets one; back to the board as it was filtered. */
export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const submission = await readForm(request, ViewInput)
  if (submission.status !== 'success') {
    return redirectWithToast(paths.confusion(), 'Enter a name of at most 60 characters for the view.', 'bad')
  }
  const input = submission.value
  if ('forget' in input) {
    await answer(() => forgetPage(viewer, input.forget))
    return redirectWithToast(paths.confusion(), 'The view is removed.')
  }
  const query = await answer(() => saveView(viewer, input, new Date()))
  return redirectWithToast(paths.confusion() + query, `Saved as “${input.name}”.`)
}
