import { Refusal } from '#app/domain/errors.ts'

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** An id as it stood in an address. What cannot be one names nothing. */
export function knownId(id: string | undefined): string {
  if (id === undefined || !ID.test(id)) throw new Refusal('missing', 'There is no such report.')
  return id
}
