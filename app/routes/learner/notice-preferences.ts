import { data, redirect } from 'react-router'
import { choosePreferences } from '#app/domain/notices/preferences.server.ts'
import { PreferencesInput } from '#app/domain/notices/preferences.ts'
import { readForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/notice-preferences.ts'

/** The form stands among the viewer's settings. */
export const loader = () => redirect(`${paths.profile()}#mail`)

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const submission = await readForm(request, PreferencesInput)
  if (submission.status !== 'success')
    throw data({ kind: 'invalid', words: 'There is no such kind of notice.' }, { status: 400 })
  await choosePreferences(viewer, submission.value)
  return redirectWithToast(paths.profile(), 'Saved. Mails follow your choice from now on.')
}
