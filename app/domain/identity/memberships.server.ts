import { z } from 'zod'
import { dayInput } from '#app/domain/day-input.ts'
import { Refusal } from '#app/domain/errors.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { ensure } from './abilities.ts'
import { recordAudit } from './audit.server.ts'
import { letCohortsFollow } from './cohorts-follow.server.ts'
import type { Viewer } from './viewer.ts'

export const DayInput = dayInput('Enter a date.')

/** `to` is the first day on which it no longer holds; null: no end is known. */
export const MembershipInput = z
  .object({ audienceId: z.uuid({ error: 'Choose an audience.' }), from: DayInput, to: DayInput.optional() })
  .refine(({ from, to }) => to === undefined || to > from, { path: ['to'], message: 'Choose a day after the first.' })
export type MembershipInput = z.output<typeof MembershipInput>

/** Puts a person into an audience for some days. Refuses days on which they are in it already. */
export async function beginMembership(
  viewer: Viewer,
  personId: string,
  input: MembershipInput,
  now: Date,
): Promise<void> {
  ensure(viewer, 'people.manage')
  await inTransaction(async (tx) => {
    const [person] =
      await tx`SELECT id FROM person WHERE id = ${asId(personId)} AND erased_at IS NULL FOR NO KEY UPDATE`
    if (!person) throw new Refusal('missing', 'This person is not here.')
    const slug = await openAudience(tx, viewer, input.audienceId)
    const [overlap] = await tx`
      SELECT id FROM membership WHERE person_id = ${personId} AND audience_id = ${input.audienceId}
        AND daterange("from", "to") && daterange(${input.from}::date, ${input.to ?? null}::date)`
    if (overlap) throw new Refusal('conflict', 'They are in this audience on some of these days already.')
    await tx`
      INSERT INTO membership (id, person_id, audience_id, "from", "to")
      VALUES (${newId()}, ${personId}, ${input.audienceId}, ${input.from}, ${input.to ?? null})`
    const after = { audience: slug, from: input.from, ...(input.to ? { to: input.to } : {}) }
    await recordAudit(tx, viewer, 'membership.began', { type: 'person', id: personId }, null, after, now)
    await letCohortsFollow(tx)
  })
}

/** Ends a membership: `to` is the first day on which it no longer holds. One that had not begun is as if it never was. */
export async function endMembership(
  viewer: Viewer,
  personId: string,
  membershipId: string,
  to: string,
  now: Date,
): Promise<void> {
  ensure(viewer, 'people.manage')
  await inTransaction(async (tx) => {
    const [membership] = await tx<{ slug: string; from: string; to: string | null }>`
      SELECT a.slug, m."from", m."to" FROM membership m JOIN audience a ON a.id = m.audience_id
      WHERE m.id = ${asId(membershipId)} AND m.person_id = ${asId(personId)} AND a.migration_id = ${viewer.migration?.id ?? null}
      FOR UPDATE OF m`
    if (!membership) throw new Refusal('missing', 'This membership is not here.')
    const { slug, from } = membership
    await tx`UPDATE membership SET "to" = greatest(${to}::date, "from") WHERE id = ${membershipId}`
    const subject = { type: 'person', id: personId }
    const before = { audience: slug, from, to: membership.to }
    await recordAudit(tx, viewer, 'membership.ended', subject, before, { to: to > from ? to : from }, now)
    await letCohortsFollow(tx)
  })
}

async function openAudience(tx: Sql, viewer: Viewer, audienceId: string): Promise<string> {
  const [audience] = await tx<{ slug: string; name: string; retired_at: Date | null }>`
    SELECT slug, name, retired_at FROM audience
    WHERE id = ${audienceId} AND migration_id = ${viewer.migration?.id ?? null} FOR SHARE`
  if (!audience) throw new Refusal('missing', 'This audience is not here.')
  if (audience.retired_at) throw new Refusal('conflict', `${audience.name} is retired and takes nobody new.`)
  return audience.slug
}
