import { data } from 'react-router'
import { listed } from '#app/components/format.ts'
import { askForHelp, HelpInput } from '#app/domain/cohorts/help.server.ts'
import { tellOfLearning } from '#app/domain/cohorts/running/rooms.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { type Toast, toastCookie } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/help-request.ts'

/** *Ask your champion*: the page stays as it is, and says who will see the request, or that nobody will. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, HelpInput, async (input) => {
    const { seenBy, inCohort } = await askForHelp(viewer, params.slug, input, new Date())
    tellOfLearning(viewer.personId)
    const toast: Toast =
      seenBy.length > 0
        ? { words: `${listed(seenBy)} will see that you ask for help.`, tone: 'good' }
        : { words: inCohort ? NO_CHAMPION : NO_COHORT, tone: 'plain' }
    return data(null, { headers: { 'Set-Cookie': toastCookie(toast) } })
  })
}

const NO_CHAMPION = 'Kept, but your cohort has no champion yet who is told of it. Ask a colleague as well.'
const NO_COHORT = 'Kept, but you are in no cohort yet, so nobody is told of it. Ask a colleague or your migration lead.'
