import { Refusal } from '#app/domain/errors.ts'
import { refusalResponse } from './answer.server.ts'
import { redirectWithToast } from './toast.server.ts'

type Where = { path: string; words: string }

/**
 * The action of a button that has no form of its own: acts, goes on and says what was done. What the domain refuses
 * because of how things stand is said where the button is, at `here`; whatever else it refuses is the answer.
 */
export async function redirectAfter(here: string, act: () => Promise<Where | string>): Promise<Response> {
  try {
    const done = await act()
    return typeof done === 'string' ? redirectWithToast(here, done) : redirectWithToast(done.path, done.words)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'missing' || error.kind === 'forbidden') throw refusalResponse(error)
    return redirectWithToast(here, error.message, 'bad')
  }
}
