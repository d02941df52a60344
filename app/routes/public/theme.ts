import { data } from 'react-router'
import { seeOther } from '#app/http/answer.server.ts'
import { localPath } from '#app/http/redirect.ts'
import { themeCookie } from '#app/http/theme.server.ts'
import { themeFrom } from '#app/http/theme.ts'
import type { Route } from './+types/theme.ts'

/** Keeps the chosen theme. A form without scripts names the page it came from and goes back there. */
export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData()
  const cookie = themeCookie(themeFrom(form.get('theme')))
  const from = form.get('redirectTo')
  return from === null ? data(null, { headers: { 'Set-Cookie': cookie } }) : seeOther(localPath(from), [cookie])
}
