import { z } from 'zod'
import { sql } from '#app/platform/database/sql.server.ts'
import { PASSWORD_MAX } from './password-limits.ts'
import { passwordMatches } from './passwords.server.ts'
import { endSession, type OpenedSession, openSession, viewerOfSession } from './sessions.server.ts'
import { countTry, forgive } from './sign-in-limits.server.ts'

export const SignInInput = z.object({
  email: z.string({ error: 'Enter your e-mail address.' }).trim().min(1, 'Enter your e-mail address.').max(300),
  password: z.string({ error: 'Enter your password.' }).min(1, 'Enter your password.'),
})
export type SignInInput = z.output<typeof SignInInput>

/**
 * `wrong` says how many tries are left and never which of the two was wrong; `resting` for how long no try is looked at;
 * `left` is told only to whoever knows the password.
 */
export type SignInResult =
  | { outcome: 'signed in'; session: OpenedSession }
  | { outcome: 'wrong'; triesLeft: number }
  | { outcome: 'resting'; seconds: number }
  | { outcome: 'left'; lastDay: string }

/**
 * Opens a session for whoever knows the password. `from` is the network address that tries are counted by.
 * An unknown address costs as much time as a wrong password.
 */
export async function signIn(input: SignInInput, from: string, now: Date): Promise<SignInResult> {
  const email = input.email.toLowerCase()
  const allowance = await countTry(email, from)
  if ('seconds' in allowance) return { outcome: 'resting', seconds: allowance.seconds }
  const [person] = await sql<{ id: string; hash: string | null; last_day: string | null }>`
    SELECT p.id, w.hash, p.left_on AS last_day
    FROM person p LEFT JOIN password w ON w.person_id = p.id
    WHERE p.email = ${email} AND p.erased_at IS NULL`
  const matches = await passwordMatches(person?.hash ?? null, input.password.slice(0, 2 * PASSWORD_MAX))
  if (!person || !matches) return { outcome: 'wrong', triesLeft: allowance.left }
  await forgive(email, from)
  const session = await openSession(person.id, now)
  // What a session is worth is decided in one place: it shows nobody to somebody whose last day is over.
  if (await viewerOfSession(session.id, now)) return { outcome: 'signed in', session }
  await endSession(session.id, now)
  return { outcome: 'left', lastDay: person.last_day ?? '' }
}
