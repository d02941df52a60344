import { data } from 'react-router'
import { z } from 'zod'
import { seeOther } from '#app/http/answer.server.ts'
import { readForm, replyToForm } from '#app/http/form.server.ts'
import { localPath } from '#app/http/redirect.ts'
import { themeCookie } from '#app/http/theme.server.ts'
import { THEMES } from '#app/http/theme.ts'
import type { Route } from './+types/theme.ts'

const ThemeInput = z.object({ theme: z.enum(THEMES), redirectTo: z.string().optional() })

/** Keeps the chosen theme. A form without scripts names the page it came from and goes back there. */
export async function action({ request }: Route.ActionArgs) {
  const submission = await readForm(request, ThemeInput)
  if (submission.status !== 'success') return replyToForm(submission)
  const { theme, redirectTo } = submission.value
  const cookie = themeCookie(theme)
  return redirectTo === undefined
    ? data(null, { headers: { 'Set-Cookie': cookie } })
    : seeOther(localPath(redirectTo), [cookie])
}
