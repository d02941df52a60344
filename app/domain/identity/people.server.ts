import { Refusal } from '#app/domain/errors.ts'
import { addDays } from '#app/domain/migrations/local-days.ts'
import { isUniqueViolation } from '#app/platform/database/failures.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { ensure } from './abilities.ts'
import { privately, recordAudit } from './audit.server.ts'
import { letCohortsFollow } from './cohorts-follow.server.ts'
import { type SentLink, sendInvitation } from './invitations.server.ts'
import type { PersonDetailsInput, PersonInput } from './people.ts'
import { giveRole, refuseWithoutAdmin } from './roles.server.ts'
import { endSessionsOf } from './sessions.server.ts'
import { todayOf } from './today.ts'
import type { Viewer } from './viewer.ts'

/** Who was added, and the link where it must be handed over by hand. */
export type AddedPerson = { personId: string; invitation: SentLink | null }

/** Adds a person with roles and audiences from today on. Refuses an address or external id that is taken. */
export async function addPerson(viewer: Viewer, input: PersonInput, now: Date): Promise<AddedPerson> {
  ensure(viewer, 'people.manage')
  const personId = newId()
  return unlessTaken(input, null, async (tx) => {
    await tx`
      INSERT INTO person (id, name, email, external_id, language, created_at)
      VALUES (${personId}, ${input.name}, ${input.email}, ${input.externalId}, ${input.language}, ${now})`
    const audiences = await join(tx, viewer, personId, input.audiences, todayOf(viewer, now))
    const after = { ...privateDetails(input), audiences, roles: input.roles }
    await recordAudit(tx, viewer, 'person.added', { type: 'person', id: personId }, null, after, now)
    for (const role of input.roles) await giveRole(tx, viewer, personId, role, now)
    await letCohortsFollow(tx)
    const person = { id: personId, name: input.name, email: input.email }
    return { personId, invitation: input.invite ? await sendInvitation(tx, viewer, person, now) : null }
  })
}

/** Changes who a person is: name, address, external id, language. */
export async function changePerson(
  viewer: Viewer,
  personId: string,
  input: PersonDetailsInput,
  now: Date,
): Promise<void> {
  ensure(viewer, 'people.manage')
  await unlessTaken(input, personId, async (tx) => {
    const before = await personHeld(tx, personId)
    await tx`
      UPDATE person SET name = ${input.name}, email = ${input.email}, external_id = ${input.externalId},
        language = ${input.language}
      WHERE id = ${personId}`
    const { was, is } = difference(before, input)
    if (Object.keys(is).length === 0) return
    await recordAudit(tx, viewer, 'person.changed', { type: 'person', id: personId }, was, is, now)
  })
}

/** The last day of somebody who leaves: a day, or `at once`, which ends their sessions. */
export type Leaving = { lastDay: string } | 'at once'

/**
 * Records that a person leaves. Sign-in works to the end of the last day; what they learned stays. Refuses for the only
 * admin.
 */
export async function recordLeaving(viewer: Viewer, personId: string, leaving: Leaving, now: Date): Promise<void> {
  ensure(viewer, 'people.manage')
  const today = todayOf(viewer, now)
  const lastDay = leaving === 'at once' ? addDays(today, -1) : leaving.lastDay
  await inTransaction(async (tx) => {
    await refuseWithoutAdmin(tx, personId)
    const before = await personHeld(tx, personId)
    await tx`UPDATE person SET left_on = ${lastDay} WHERE id = ${personId}`
    if (lastDay < today) {
      await endSessionsOf(tx, personId)
      await tx`DELETE FROM one_time_token WHERE person_id = ${personId}`
    }
    const subject = { type: 'person', id: personId }
    await recordAudit(tx, viewer, 'person.left', subject, { lastDay: before.leftOn }, { lastDay }, now)
    await letCohortsFollow(tx)
  })
}

/** Takes a last day back: they may sign in again, with the roles and audiences that they had. */
export async function recordReturn(viewer: Viewer, personId: string, now: Date): Promise<void> {
  ensure(viewer, 'people.manage')
  await inTransaction(async (tx) => {
    const before = await personHeld(tx, personId)
    if (before.leftOn === null) return
    await tx`UPDATE person SET left_on = NULL WHERE id = ${personId}`
    const subject = { type: 'person', id: personId }
    await recordAudit(tx, viewer, 'person.returned', subject, { lastDay: before.leftOn }, null, now)
    await letCohortsFollow(tx)
  })
}

type Held = PersonDetailsInput & { leftOn: string | null }

async function personHeld(tx: Sql, personId: string): Promise<Held> {
  const [person] = await tx<Held>`
    SELECT name, email, external_id AS "externalId", language, left_on AS "leftOn"
    FROM person WHERE id = ${asId(personId)} AND erased_at IS NULL FOR NO KEY UPDATE`
  if (!person) throw new Refusal('missing', 'This person is not here.')
  return person
}

/** Runs `work` unless somebody else has the address or number, also somebody whom a colleague adds at this moment. */
async function unlessTaken<T>(
  input: PersonDetailsInput,
  except: string | null,
  work: (tx: Sql) => Promise<T>,
): Promise<T> {
  try {
    return await inTransaction(async (tx) => {
      await refuseTaken(tx, input, except)
      return work(tx)
    })
  } catch (error) {
    if (isUniqueViolation(error)) await refuseTaken(sql, input, except)
    throw error
  }
}

async function refuseTaken(tx: Sql, input: PersonDetailsInput, except: string | null): Promise<void> {
  const [other] = await tx<{ name: string; email: string }>`
    SELECT name, email FROM person
    WHERE (email = ${input.email} OR external_id = ${input.externalId}) AND id IS DISTINCT FROM ${except}::uuid LIMIT 1`
  if (!other) return
  if (other.email === input.email) throw new Refusal('conflict', `This address is ${other.name}'s.`, 'email')
  throw new Refusal('conflict', `This number is ${other.name}'s.`, 'externalId')
}

/** Puts a new person into audiences of the migration; answers their slugs. */
async function join(tx: Sql, viewer: Viewer, personId: string, ids: string[], from: string): Promise<string[]> {
  if (ids.length === 0) return []
  const audiences = await tx<{ id: string; slug: string }>`
    SELECT id, slug FROM audience
    WHERE id = ANY (${ids.map(asId)}::uuid[]) AND migration_id = ${viewer.migration?.id ?? null} AND retired_at IS NULL
    ORDER BY slug FOR SHARE`
  if (audiences.length < new Set(ids).size) throw new Refusal('conflict', 'One of the audiences is not here any more.')
  for (const { id } of audiences) {
    await tx`INSERT INTO membership (id, person_id, audience_id, "from") VALUES (${newId()}, ${personId}, ${id}, ${from})`
  }
  return audiences.map((audience) => audience.slug)
}

/** Stands in the audit log for a value that it must not keep: that it changed is told, what it is is not. */
const PRIVATE = '…'

const privateDetails = ({ name, email, externalId, language }: PersonDetailsInput) => ({
  name: name && PRIVATE,
  email: privately(email),
  externalId: externalId && PRIVATE,
  language,
})

function difference(before: PersonDetailsInput, after: PersonDetailsInput) {
  const fields = (['name', 'email', 'externalId', 'language'] as const).filter(
    (field) => before[field] !== after[field],
  )
  const values = (of: ReturnType<typeof privateDetails>) =>
    Object.fromEntries(fields.map((field) => [field, of[field]]))
  return { was: values(privateDetails(before)), is: values(privateDetails(after)) }
}
