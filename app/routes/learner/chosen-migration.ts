import { redirect } from 'react-router'
import { z } from 'zod'
import { chooseMigration } from '#app/domain/identity/profile.server.ts'
import { readForm, replyToForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/chosen-migration.ts'

/** The form stands among the viewer's settings. */
export const loader = () => redirect(paths.profile())

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const submission = await readForm(request, z.object({ migration: z.uuid() }))
  if (submission.status !== 'success') return replyToForm(submission)
  const { migration } = submission.value
  return redirectAfter(paths.profile(), async () => {
    await chooseMigration(viewer, migration, new Date())
    return { path: paths.home(), words: 'Your pages show this migration now.' }
  })
}
