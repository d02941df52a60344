import { z } from 'zod'
import { seeOther } from './answer.server.ts'
import { cookieOf, forgetCookie, keepCookie } from './cookies.server.ts'

const NAME = 'toast'

const Toast = z.object({ words: z.string().min(1).max(300), tone: z.enum(['good', 'bad', 'plain']) })

/** A short message that the next page shows once. */
export type Toast = z.infer<typeof Toast>

/** Goes on to `path`, where the words are shown once. */
export function redirectWithToast(path: string, words: string, tone: Toast['tone'] = 'good'): Response {
  return seeOther(path, [toastCookie({ words, tone })])
}

/** The `Set-Cookie` value that makes the next page show a toast. */
export function toastCookie(toast: Toast): string {
  return keepCookie(NAME, Buffer.from(JSON.stringify(toast)).toString('base64url'))
}

/** The toast to show on this page, with the header that makes it the only time; null if there is none. */
export function takeToast(request: Request): { toast: Toast; headers: { 'Set-Cookie': string } } | null {
  const kept = cookieOf(request.headers.get('cookie'), NAME)
  if (kept === null) return null
  const toast = Toast.safeParse(parsed(Buffer.from(kept, 'base64url').toString()))
  return toast.success ? { toast: toast.data, headers: { 'Set-Cookie': forgetCookie(NAME) } } : null
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
