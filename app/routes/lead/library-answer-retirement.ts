import { AnswerRetirementInput } from '#app/domain/confusion/lasting/lasting-input.ts'
import { retireAnswer } from '#app/domain/confusion/lasting/library-answers.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { lastingPaths } from '#app/http/lasting-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/library-answer-retirement.ts'

/** Takes an answer out of the library, or brings it back. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, AnswerRetirementInput, async ({ retired }) => {
    await answer(() => retireAnswer(viewer, params.id, retired === 'yes', new Date()))
    return redirectWithToast(
      lastingPaths.libraryAnswer(params.id),
      retired === 'yes' ? 'Retired. Nobody finds it any more.' : 'It is in the library again.',
    )
  })
}
