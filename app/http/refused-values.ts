import { Refusal } from '#app/domain/errors.ts'
import { isCollision, isUnfitValue } from '#app/platform/database/failures.ts'

/** What the database refused, as words; null where it refused nothing. */
export function refusalFor(error: unknown): Refusal | null {
  if (isUnfitValue(error))
    return new Refusal('invalid', 'Something in what was sent cannot be kept. Check it, then send it again.')
  if (isCollision(error))
    return new Refusal('conflict', 'Somebody else changed the same thing at this moment. Try again.')
  return null
}
