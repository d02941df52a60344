import { ZodError } from 'zod'
import { Refusal } from '#app/domain/errors.ts'
import { refusalResponse, seeOther } from '#app/http/answer.server.ts'
import { formOf } from '#app/http/form.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'

/**
 * What a form of a running session asks to be done, for whoever has no scripts: the act of the form, of the button that
 * was pressed, and what was filled in. Null: the form asks for nothing but the page's own act.
 */
export async function actOfForm(
  request: Request,
  back: string,
  act: (act: object | null) => Promise<void>,
): Promise<Response> {
  const form = await formOf(request)
  const acts = form.getAll('act').map((one) => parsed(String(one)))
  form.delete('act')
  try {
    await act(acts.length === 0 ? null : Object.assign({}, ...acts, Object.fromEntries(form)))
    return seeOther(back)
  } catch (error) {
    if (error instanceof ZodError) return redirectWithToast(back, error.issues[0]?.message ?? 'Not done.', 'bad')
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'missing' || error.kind === 'forbidden') throw refusalResponse(error)
    return redirectWithToast(back, error.message, 'bad')
  }
}

function parsed(json: string): object {
  try {
    return JSON.parse(json)
  } catch {
    return {}
  }
}
