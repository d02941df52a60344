import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { type AuditEntry, privately, recordAudit, recordAudits } from '../audit.server.ts'
import { letCohortsFollow } from '../cohorts-follow.server.ts'
import { sendInvitations } from '../invitations.server.ts'
import { todayOf } from '../today.ts'
import type { Viewer } from '../viewer.ts'
import type { PeoplePlan, PlannedPerson } from './people-plan.ts'

type Source = { draftId: string; fileName: string; invite: boolean }
type Numbered = PlannedPerson & { personId: string }

/**
 * Writes a plan in a fixed number of statements, however many lines it has. The plan's rules have decided everything;
 * here it is only stored, with one audit entry for each person and one for the file. Waits for whoever else changes who is
 * in which cohort.
 */
export async function applyPeople(tx: Sql, viewer: Viewer, plan: PeoplePlan, source: Source, now: Date) {
  const today = todayOf(viewer, now)
  await tx`SELECT FROM migration WHERE id = ${viewer.migration?.id ?? null} FOR NO KEY UPDATE`
  const people = plan.people.map((person): Numbered => ({ ...person, personId: person.personId ?? newId() }))
  const added = people.filter((person) => person.kind === 'added')
  const changed = people.filter((person) => person.kind === 'changed')
  await writePeople(tx, added, changed, now)
  await writeRoles(tx, viewer, people, now)
  await writeAudiences(tx, viewer, people, today)
  await writeCohorts(tx, viewer, people, plan.newCohorts, { today, now })
  await letCohortsFollow(tx)
  await recordAudits(tx, viewer, 'person.added', added.map(entryOf), now)
  await recordAudits(tx, viewer, 'person.changed', changed.map(entryOf), now)
  const counts = { added: added.length, changed: changed.length, invited: source.invite ? added.length : 0 }
  const after = { file: source.fileName, lines: people.length, ...counts, newCohorts: plan.newCohorts.length }
  await recordAudit(tx, viewer, 'people.imported', { type: 'import', id: source.draftId }, null, after, now)
  if (source.invite) {
    const invited = added.map(({ personId, name, email }) => ({ id: personId, name, email }))
    await sendInvitations(tx, viewer, invited, now)
  }
  return counts
}

async function writePeople(tx: Sql, added: Numbered[], changed: Numbered[], now: Date): Promise<void> {
  await tx`
    INSERT INTO person (id, name, email, external_id, language, created_at)
    SELECT "personId", name, email, "externalId", language, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(added)})
      AS p ("personId" uuid, name text, email text, "externalId" text, language text)`
  await tx`
    UPDATE person SET name = p.name, email = p.email, external_id = p."externalId", language = p.language
    FROM jsonb_to_recordset(${JSON.stringify(changed)})
      AS p ("personId" uuid, name text, email text, "externalId" text, language text)
    WHERE person.id = p."personId"`
}

/** One row a person and name, for the statements below. */
const pairs = (people: Numbered[], names: (person: Numbered) => readonly string[]) =>
  JSON.stringify(
    people.flatMap((person) => names(person).map((name) => ({ id: newId(), person: person.personId, name }))),
  )

async function writeRoles(tx: Sql, viewer: Viewer, people: Numbered[], now: Date): Promise<void> {
  const migrationId = viewer.migration?.id ?? null
  await tx`
    UPDATE role_grant SET ended_at = greatest(${now}, granted_at)
    FROM jsonb_to_recordset(${pairs(people, (person) => person.rolesEnded)}) AS r (person uuid, name role)
    WHERE person_id = r.person AND role = r.name AND migration_id = ${migrationId} AND ended_at IS NULL`
  await tx`
    INSERT INTO role_grant (id, person_id, role, migration_id, granted_at, granted_by_id)
    SELECT r.id, r.person, r.name, ${migrationId}, ${now}, ${viewer.personId}
    FROM jsonb_to_recordset(${pairs(people, (person) => person.rolesBegun)}) AS r (id uuid, person uuid, name role)`
}

async function writeAudiences(tx: Sql, viewer: Viewer, people: Numbered[], today: string): Promise<void> {
  const migrationId = viewer.migration?.id ?? null
  await tx`
    UPDATE membership SET "to" = greatest(${today}::date, "from")
    FROM jsonb_to_recordset(${pairs(people, (person) => person.audiencesEnded)}) AS e (person uuid, name text)
    JOIN audience a ON a.slug = e.name AND a.migration_id = ${migrationId}
    WHERE person_id = e.person AND audience_id = a.id AND ("to" IS NULL OR "to" > ${today})`
  await tx`
    INSERT INTO membership (id, person_id, audience_id, "from")
    SELECT b.id, b.person, a.id, ${today}
    FROM jsonb_to_recordset(${pairs(people, (person) => person.audiencesBegun)}) AS b (id uuid, person uuid, name text)
    JOIN audience a ON a.slug = b.name AND a.migration_id = ${migrationId}`
}

type Clock = { today: string; now: Date }

async function writeCohorts(tx: Sql, viewer: Viewer, people: Numbered[], fresh: string[], { today, now }: Clock) {
  const { migration } = viewer
  if (!migration) return
  await tx`
    INSERT INTO cohort (id, migration_id, name, time_zone, created_at)
    SELECT id, ${migration.id}, name, ${migration.timeZone}, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(fresh.map((name) => ({ id: newId(), name })))}) AS c (id uuid, name text)`
  await tx`
    UPDATE cohort_member SET "to" = greatest(${today}::date, "from")
    FROM jsonb_to_recordset(${pairs(people, (person) => person.cohort?.leaves ?? [])}) AS l (person uuid, name text)
    JOIN cohort c ON c.name = l.name AND c.migration_id = ${migration.id}
    WHERE person_id = l.person AND cohort_id = c.id AND "to" IS NULL`
  const joining = (as: 'member' | 'champion') =>
    pairs(people, ({ cohort }) => (cohort?.as === as ? [cohort.joins] : []))
  await tx`
    INSERT INTO cohort_member (id, person_id, cohort_id, "from")
    SELECT j.id, j.person, c.id, ${today}
    FROM jsonb_to_recordset(${joining('member')}) AS j (id uuid, person uuid, name text)
    JOIN cohort c ON c.name = j.name AND c.migration_id = ${migration.id}
    WHERE NOT EXISTS (SELECT FROM cohort_member m WHERE m.cohort_id = c.id AND m.person_id = j.person AND m."to" IS NULL)`
  await tx`
    INSERT INTO cohort_champion (id, person_id, cohort_id, "from")
    SELECT j.id, j.person, c.id, ${today}
    FROM jsonb_to_recordset(${joining('champion')}) AS j (id uuid, person uuid, name text)
    JOIN cohort c ON c.name = j.name AND c.migration_id = ${migration.id}`
}

/** What changed of one person, without what names them. */
function entryOf(person: Numbered): AuditEntry {
  const { was } = person
  const after = {
    ...('name' in was ? { name: '…' } : {}),
    ...('email' in was || person.kind === 'added' ? { email: privately(person.email) } : {}),
    ...('externalId' in was ? { externalId: '…' } : {}),
    ...('language' in was ? { language: person.language } : {}),
    ...filled('roles', person.rolesBegun),
    ...filled('audiences', person.audiencesBegun),
    ...(person.cohort ? { cohort: person.cohort.joins } : {}),
  }
  const before = {
    ...('name' in was ? { name: '…' } : {}),
    ...('email' in was ? { email: privately(was.email ?? null) } : {}),
    ...('language' in was ? { language: was.language } : {}),
    ...filled('roles', person.rolesEnded),
    ...filled('audiences', person.audiencesEnded),
    ...filled('cohorts', person.cohort?.leaves ?? []),
  }
  const subject = { type: 'person', id: person.personId }
  return { subject, before: person.kind === 'added' ? null : before, after }
}

const filled = (field: string, names: readonly string[]) => (names.length > 0 ? { [field]: names } : {})
