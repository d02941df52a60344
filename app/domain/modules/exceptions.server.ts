import { paths } from '#app/http/paths.ts'
import { inTransaction, quick, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { Refusal } from '../errors.ts'
import { ensure } from '../identity/abilities.ts'
import { recordAudit } from '../identity/audit.server.ts'
import { todayOf } from '../identity/today.ts'
import type { Viewer } from '../identity/viewer.ts'
import { dayInWords, type LocalDay } from '../migrations/local-days.ts'
import { tell } from '../notices/tell.server.ts'
import type { ExceptionInput, PersonException } from './exceptions.ts'

/** What one person is asked for: a module for a milestone, by one assignment or several. */
export type AskedOf = {
  person: { id: string; name: string }
  module: { id: string; slug: string; title: string }
  milestone: { id: string; slug: string; name: string }
  /** the day on which it is due now; null: waived */
  dueOn: LocalDay | null
  exception: { id: string; dueOn: LocalDay | null; reason: string; by: string } | null
}

/**
 * What an assignment asks of a person, for the form that makes an exception. Refuses with `forbidden` who may not make
 * one, and with `missing` where the person is not asked.
 */
export async function askedOf(viewer: Viewer, personId: string, assignmentId: string, now: Date): Promise<AskedOf> {
  ensure(viewer, 'assignment.except')
  return askedOn(sql, viewer, personId, assignmentId, todayOf(viewer, now))
}

/**
 * Waives a module for one person, or gives them more time, for a reason that they read. One that holds already is
 * replaced. Refuses with `invalid` a day that is no later than the one on which it is due anyway.
 */
export async function exceptPerson(
  viewer: Viewer,
  personId: string,
  assignmentId: string,
  input: ExceptionInput,
  now: Date,
): Promise<void> {
  ensure(viewer, 'assignment.except')
  const today = todayOf(viewer, now)
  await inTransaction(async (tx) => {
    await lockPerson(tx, personId)
    const asked = await askedOn(tx, viewer, personId, assignmentId, today)
    const dueOn = input.kind === 'extended' ? input.dueOn : null
    if (dueOn !== null && dueOn < today) throw new Refusal('invalid', 'This day is over.', 'dueOn')
    if (dueOn !== null && asked.exception === null && asked.dueOn !== null && dueOn <= asked.dueOn) {
      throw new Refusal('invalid', 'That is no more time than they have already.', 'dueOn')
    }
    await withdrawOpen(tx, viewer, asked, now)
    const id = newId(now)
    await tx`
      INSERT INTO assignment_exception (id, person_id, module_id, milestone_id, due_on, reason, at, by_id)
      VALUES (${id}, ${asked.person.id}, ${asked.module.id}, ${asked.milestone.id}, ${dueOn}::date, ${input.reason},
        ${now}, ${viewer.personId}::uuid)`
    await auditOf(tx, viewer, input.kind, asked, dueOn, now)
    const { title, slug } = asked.module
    await tell(tx, {
      personIds: [asked.person.id],
      kind: 'assignment',
      key: `exception:${id}`,
      title: dueOn === null ? `You need not do ${title}.` : `You have more time for ${title}.`,
      words: `${dueOn === null ? '' : `Until ${dayInWords(dueOn)}. `}${viewer.name}: ${input.reason}`,
      link: paths.module(slug),
      now,
    })
  })
}

/** Takes an exception back: the person is asked as everybody is again, and told. A second time changes nothing. */
export async function withdrawException(
  viewer: Viewer,
  personId: string,
  assignmentId: string,
  now: Date,
): Promise<void> {
  ensure(viewer, 'assignment.except')
  await inTransaction(async (tx) => {
    await lockPerson(tx, personId)
    const asked = await askedOn(tx, viewer, personId, assignmentId, todayOf(viewer, now))
    if (!asked.exception) return
    await withdrawOpen(tx, viewer, asked, now)
    await auditOf(tx, viewer, 'asked-again', asked, null, now)
    const { title, slug } = asked.module
    await tell(tx, {
      personIds: [asked.person.id],
      kind: 'assignment',
      key: `exception-withdrawn:${asked.exception.id}`,
      title:
        asked.exception.dueOn === null
          ? `You are asked for ${title} again.`
          : `${title} is due as for everybody again.`,
      words: 'Your list says when.',
      link: paths.module(slug),
      now,
    })
  })
}

/** So that two leads act one after the other. */
async function lockPerson(tx: Sql, personId: string): Promise<void> {
  await tx`SELECT FROM person WHERE id = ${asId(personId)}::uuid FOR UPDATE`
}

async function withdrawOpen(tx: Sql, viewer: Viewer, { person, module, milestone }: AskedOf, now: Date): Promise<void> {
  await tx`
    UPDATE assignment_exception SET withdrawn_at = ${now}, withdrawn_by_id = ${viewer.personId}::uuid
    WHERE person_id = ${person.id} AND module_id = ${module.id} AND milestone_id = ${milestone.id}
      AND withdrawn_at IS NULL`
}

/** The reason stays beside the exception, where it can be removed with the person: the log keeps none. */
async function auditOf(
  tx: Sql,
  viewer: Viewer,
  verb: 'waived' | 'extended' | 'asked-again',
  { person, module, milestone, exception }: AskedOf,
  dueOn: LocalDay | null,
  now: Date,
): Promise<void> {
  const what = { module: module.slug, milestone: milestone.slug }
  const before = exception && { ...what, waived: exception.dueOn === null, dueOn: exception.dueOn }
  const after = verb === 'asked-again' ? null : { ...what, waived: dueOn === null, dueOn, reason: '…' }
  await recordAudit(tx, viewer, `assignment.${verb}`, { type: 'person', id: person.id }, before, after, now)
}

async function askedOn(
  on: Sql,
  viewer: Viewer,
  personId: string,
  assignmentId: string,
  today: LocalDay,
): Promise<AskedOf> {
  const [row] = await on<AskedOf>`
    SELECT jsonb_build_object('id', p.id, 'name', p.name) AS person,
      jsonb_build_object('id', m.id, 'slug', m.slug, 'title', r.title) AS module,
      jsonb_build_object('id', s.id, 'slug', s.slug, 'name', s.name) AS milestone,
      asked.due AS "dueOn", x.exception
    FROM assignment a
    JOIN milestone s ON s.id = a.milestone_id JOIN module m ON m.id = a.module_id
    JOIN LATERAL (
      SELECT o.title FROM release o WHERE o.module_id = m.id
      ORDER BY o.id = m.current_release_id IS TRUE DESC, o.published_at DESC LIMIT 1) r ON true
    JOIN person p ON p.id = ${asId(personId)}::uuid
    LEFT JOIN LATERAL (
      SELECT min(o.due_on) AS due FROM assigned_on(${today}::date) o
      WHERE o.person_id = p.id AND o.module_id = m.id AND o.milestone_id = s.id
    ) asked ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('id', y.id, 'dueOn', y.due_on, 'reason', y.reason, 'by', w.name) AS exception
      FROM assignment_exception y JOIN person w ON w.id = y.by_id
      WHERE y.person_id = p.id AND y.module_id = m.id AND y.milestone_id = s.id AND y.withdrawn_at IS NULL
    ) x ON true
    WHERE a.id = ${asId(assignmentId)}::uuid AND a.ended_at IS NULL AND (asked.due IS NOT NULL OR x.exception IS NOT NULL)
      AND s.migration_id = ${viewer.migration?.id ?? null}::uuid`
  if (!row) throw new Refusal('missing', 'This person is not asked for that, or not any more.')
  return row
}

/** Every exception that holds for a person in a migration; with `module` only those of one module. */
export async function exceptionsOf(
  personId: string,
  { id, timeZone }: { id: string; timeZone: string },
  module: string | null = null,
): Promise<PersonException[]> {
  return quick<PersonException>`
    SELECT a.id AS "assignmentId", m.slug, r.title,
      jsonb_build_object('slug', s.slug, 'name', s.name) AS milestone, x.due_on AS "dueOn", x.reason, w.name AS by,
      (x.at AT TIME ZONE ${timeZone})::date AS "on"
    FROM assignment_exception x
    JOIN milestone s ON s.id = x.milestone_id
    JOIN module m ON m.id = x.module_id
    JOIN LATERAL (
      SELECT b.id FROM assignment b WHERE b.module_id = m.id AND b.milestone_id = s.id AND b.ended_at IS NULL
      ORDER BY b.id LIMIT 1) a ON true
    JOIN release r ON r.id = m.current_release_id
    JOIN person w ON w.id = x.by_id
    WHERE x.person_id = ${personId}::uuid AND x.withdrawn_at IS NULL AND s.migration_id = ${id}::uuid
      AND (${module}::uuid IS NULL OR m.id = ${module}::uuid)
    ORDER BY s.date, s.slug, m.position, m.slug`
}
