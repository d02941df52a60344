import { z } from 'zod'
import { correctAttendance } from '#app/domain/cohorts/running/attendance.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-attendance.ts'

const AttendanceInput = z.object({ person: z.uuid(), present: z.enum(['yes', 'no']) })

/** Says after a session that somebody was there, or was not. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const address = { cohort: params.id, session: params.session }
  return submitForm(request, AttendanceInput, async ({ person, present }) => {
    await answer(() => correctAttendance(viewer, address, { person, present: present === 'yes' }, new Date()))
    return redirectWithToast(runPaths.sessionSummary(params.id, params.session), 'Attendance is corrected.')
  })
}
