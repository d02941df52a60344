import { z } from 'zod'
import { tellOfLearning } from '#app/domain/cohorts/running/rooms.server.ts'
import { confirmModule } from '#app/domain/progress/confirmation.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confirmation.ts'

const ConfirmationInput = z.object({ release: z.uuid() })

/** *Done, next*: records that the learner has read the module, and leads to the next one. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ConfirmationInput, async ({ release }) => {
    const { completed, next } = await confirmModule(viewer, params.slug, release, new Date())
    tellOfLearning(viewer.personId)
    const words = completed
      ? 'Complete. It is on your transcript.'
      : 'Noted. What is still missing stands beside the text.'
    const onward = completed ? (next ? paths.module(next.slug) : paths.home()) : paths.module(params.slug)
    return redirectWithToast(onward, words)
  })
}
