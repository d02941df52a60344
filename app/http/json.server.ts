import { Refusal } from '#app/domain/errors.ts'
import { refusalResponse } from './answer.server.ts'

/** The JSON that a script of our pages sent; anything else is answered 400. Its shape is still unknown. */
export async function readJson(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text())
  } catch {
    throw refusalResponse(new Refusal('invalid', 'What was sent is not JSON.'))
  }
}
