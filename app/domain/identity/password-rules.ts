import { z } from 'zod'
import { COMMON_PASSWORDS } from './common-passwords.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from './password-limits.ts'

/**
 * What is wrong with a password that somebody wants to choose, in words; null if nothing is.
 * Length and a list of common ones, as NIST SP 800-63B (5.1.1.2) asks; no rules about kinds of characters.
 */
export function passwordProblem(password: string, email: string): string | null {
  const plain = password.normalize('NFKC').toLowerCase()
  if ([...plain].length < PASSWORD_MIN) return `Use at least ${PASSWORD_MIN} characters.`
  if ([...plain].length > PASSWORD_MAX) return `Use at most ${PASSWORD_MAX} characters.`
  if (plain === email.toLowerCase()) return 'Use something other than your e-mail address.'
  if (new Set(plain).size < 4 || isCommon(plain))
    return 'This one is among the first that others would try. Use another.'
  return null
}

/** Digits and signs around a common word do not make it less common. */
function isCommon(plain: string): boolean {
  return COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(plain.replace(/^[\d\W_]+|[\d\W_]+$/g, ''))
}

/** A new password, typed twice, of whoever signs in with `email`. */
export const newPasswordInput = (email: string) =>
  z
    .object({
      password: z.string({ error: 'Enter a password.' }).check((context) => {
        const problem = passwordProblem(context.value, email)
        if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
      }),
      again: z.string({ error: 'Enter it once more.' }),
    })
    .refine(({ password, again }) => password.normalize('NFKC') === again.normalize('NFKC'), {
      path: ['again'],
      message: 'This is not the same as above.',
    })
