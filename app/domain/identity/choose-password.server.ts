import { Refusal } from '#app/domain/errors.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { recordAudit } from './audit.server.ts'
import { ownerOfLink, useLink } from './one-time-links.server.ts'
import { passwordProblem } from './password-rules.ts'
import { hashPassword, keepPassword, passwordMatches } from './passwords.server.ts'
import { endSessionsOf, type OpenedSession, openSession } from './sessions.server.ts'
import { countOwnTry, forgiveOwn } from './sign-in-limits.server.ts'
import type { Viewer } from './viewer.ts'

/** What a link that no longer works says. */
export const LINK_IS_OVER = 'This link was used or has expired. Ask for a new one with your e-mail address.'

/**
 * Sets the password of a link's owner, uses the link up, ends the person's other sessions and opens one.
 * Refuses with `missing` for a link that does not work (any more).
 */
export async function choosePassword(secret: string, password: string, now: Date): Promise<OpenedSession> {
  const owner = await ownerOfLink(secret, now)
  if (!owner) throw new Refusal('missing', LINK_IS_OVER)
  refuseWeak(password, owner.email)
  const hashed = await hashPassword(password)
  await inTransaction(async (tx) => {
    if (!(await useLink(tx, secret, now))) throw new Refusal('missing', LINK_IS_OVER)
    await keepPassword(tx, owner.personId, hashed, now)
    await endSessionsOf(tx, owner.personId)
    const actor = { personId: owner.personId, migration: null }
    const subject = { type: 'person', id: owner.personId }
    await recordAudit(tx, actor, 'password.chosen', subject, null, { by: owner.purpose }, now)
  })
  return openSession(owner.personId, now)
}

/**
 * Changes one's own password; all sessions but the one that asks (`sessionId`) end. Refuses a wrong current one, and after
 * ten of them any for a while: whoever holds a stolen session must not find out the password by guessing.
 */
export async function changePassword(
  viewer: Viewer,
  { current, password }: { current: string; password: string },
  sessionId: string,
  now: Date,
): Promise<void> {
  refuseWeak(password, viewer.email)
  const allowance = await countOwnTry(viewer.personId)
  if ('seconds' in allowance) throw new Refusal('limited', restingWords(allowance.seconds), 'current')
  const [kept] = await sql<{ hash: string }>`SELECT hash FROM password WHERE person_id = ${viewer.personId}`
  if (!(await passwordMatches(kept?.hash ?? null, current))) {
    throw new Refusal('invalid', 'The current password is not right.', 'current')
  }
  await forgiveOwn(viewer.personId)
  const hashed = await hashPassword(password)
  await inTransaction(async (tx) => {
    await keepPassword(tx, viewer.personId, hashed, now)
    await endSessionsOf(tx, viewer.personId, sessionId)
    await recordAudit(tx, viewer, 'password.changed', { type: 'person', id: viewer.personId }, null, null, now)
  })
}

function restingWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`
}

function refuseWeak(password: string, email: string): void {
  const problem = passwordProblem(password, email)
  if (problem) throw new Refusal('invalid', problem, 'password')
}
