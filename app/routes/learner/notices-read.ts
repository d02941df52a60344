import { data } from 'react-router'
import { z } from 'zod'
import { readNotices } from '#app/domain/notices/notices.server.ts'
import { seeOther } from '#app/http/answer.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { localPath } from '#app/http/redirect.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/notices-read.ts'

const ReadInput = z.object({
  id: z.uuid().optional(),
  all: z.literal('yes').optional(),
  redirectTo: z.string().optional(),
})

/** Marks one notice, or all, as read. What is not the viewer's stays as it is. A form names the page to go back to. */
export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const submission = await readForm(request, ReadInput)
  const { id, all, redirectTo } = submission.status === 'success' ? submission.value : {}
  if (!id && !all) throw data({ kind: 'invalid', words: 'This names no notice.' }, { status: 400 })
  await readNotices(viewer, id ? { id } : 'all', new Date())
  return redirectTo === undefined ? null : seeOther(localPath(redirectTo))
}
