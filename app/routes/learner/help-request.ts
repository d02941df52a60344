import { data } from 'react-router'
import { listed } from '#app/components/format.ts'
import { askForHelp, HelpInput } from '#app/domain/cohorts/help.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { toastCookie } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/help-request.ts'

/** *Ask your champion*: the page stays as it is, and says who will see the request. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, HelpInput, async (input) => {
    const { seenBy } = await askForHelp(viewer, params.slug, input, new Date())
    const words =
      seenBy.length > 0
        ? `${listed(seenBy)} will see that you ask for help.`
        : 'Noted. Your cohort has no champion yet.'
    return data(null, { headers: { 'Set-Cookie': toastCookie({ words, tone: 'good' }) } })
  })
}
