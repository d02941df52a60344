import { Refusal } from '#app/domain/errors.ts'
import { refusalResponse } from '#app/http/answer.server.ts'

/** Every address that is no other page: a route of its own, so that the page around the message knows who reads it. */
export function loader() {
  throw refusalResponse(new Refusal('missing', 'There is no page at this address.'))
}

export const action = loader

export default function Missing() {
  return null
}
