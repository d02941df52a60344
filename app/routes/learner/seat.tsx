import { SeatScreen } from '#app/components/run/seat-screen.tsx'
import { QuestionInput } from '#app/domain/cohorts/running/act-input.server.ts'
import { parkQuestion } from '#app/domain/cohorts/running/notes.server.ts'
import { seatViewOf } from '#app/domain/cohorts/running/run-view.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/seat.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.seat.title ?? 'Session'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const seat = await answer(() => seatViewOf(viewer, params.session))
  const timeZone = viewer.migration?.timeZone ?? 'UTC'
  return { seat, made: now.toISOString(), personId: viewer.personId, name: viewer.name, timeZone }
}

/** A question for the parking lot. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, QuestionInput, async (input) => {
    await parkQuestion(viewer, params.session, input, new Date())
    return redirectWithToast(paths.seat(params.session), 'It is in the parking lot.')
  })
}

export default function SeatPage({ loaderData, actionData }: Route.ComponentProps) {
  return <SeatScreen {...loaderData} reply={actionData} />
}
