import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction } from '#app/platform/database/sql.server.ts'
import { comingTo, promote } from './places.server.ts'
import type { ReplyInput } from './session-input.ts'
import { ensureToCome, lockSession } from './session-row.server.ts'

/**
 * Whether the viewer comes to a session that they are invited to. Where it is full they wait in line, and a place that
 * they give back goes to whoever is first there; the line is in the order in which replies came to hold the session.
 * Replies close when it begins. Answers what they are now.
 */
export async function replyTo(
  viewer: Viewer,
  sessionId: string,
  input: ReplyInput,
  now: Date,
): Promise<'coming' | 'not coming' | 'waiting'> {
  return inTransaction(async (tx) => {
    const session = await lockSession(tx, sessionId)
    const [own] = await tx<{ reply: 'coming' | 'not coming' | 'waiting' | null }>`
      SELECT reply::text AS reply FROM session_invitation
      WHERE session_id = ${session.id}::uuid AND person_id = ${viewer.personId}::uuid AND withdrawn_at IS NULL`
    if (!own) throw new Refusal('missing', 'You are not invited to this session.')
    ensureToCome(session, now)
    const stays = input.reply === 'coming' && (own.reply === 'coming' || own.reply === 'waiting')
    const isFull = session.capacity !== null && (await comingTo(tx, session.id)) >= session.capacity
    const reply = stays ? own.reply : input.reply === 'coming' && isFull ? 'waiting' : input.reply
    await tx`
      UPDATE session_invitation SET reply = ${reply}::reply, reply_words = ${input.words},
        replied_at = CASE WHEN ${stays}::boolean THEN replied_at ELSE greatest(${now}::timestamptz,
          (SELECT max(replied_at) + interval '1 millisecond' FROM session_invitation WHERE session_id = ${session.id}::uuid)) END
      WHERE session_id = ${session.id}::uuid AND person_id = ${viewer.personId}::uuid`
    if (own.reply === 'coming' && reply === 'not coming') await promote(tx, session, now)
    return reply ?? input.reply
  })
}
