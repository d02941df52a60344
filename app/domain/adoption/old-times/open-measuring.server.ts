import { findNamed } from '#app/domain/cohorts/managing/find-people.server.ts'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { dayInWords } from '#app/domain/migrations/local-days.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { taskName } from '../task-times.ts'
import { LEAST_PEOPLE } from '../withholding.ts'
import type { MeasuringInput } from './measuring-input.ts'

type Choice = { value: string; label: string }

/** What can be measured, and the groups that can be asked: values as `MeasuringInput` reads them. */
export async function measuringChoices(viewer: Viewer): Promise<{ tasks: Choice[]; groups: Choice[] }> {
  ensure(viewer, 'adoption.read')
  const { id } = migrationOf(viewer)
  const [tasks, groups] = await Promise.all([
    sql<{ moduleSlug: string; blockId: string; label: string }>`
      SELECT m.slug AS "moduleSlug", b.block_id AS "blockId", r.title || ': ' || b.title AS label
      FROM module m JOIN release r ON r.id = m.current_release_id
      JOIN release_block b ON b.release_id = r.id AND b.kind = 'task'
      WHERE m.migration_id = ${id}::uuid ORDER BY m.position, m.slug, b.position`,
    sql<Choice>`
      SELECT value, label FROM (
        SELECT 'audience ' || id AS value, name AS label, 1 AS kind, position FROM audience
        WHERE migration_id = ${id}::uuid AND retired_at IS NULL
        UNION ALL SELECT 'cohort ' || id, 'Cohort ' || name, 2, 0 FROM cohort
        WHERE migration_id = ${id}::uuid AND closed_at IS NULL
      ) one ORDER BY kind, position, label`,
  ])
  return { tasks: tasks.map(({ label, ...task }) => ({ value: taskName(task), label })), groups }
}

/**
 * Asks people to do a task in the old product until a day, and tells them. Who is asked is settled now. One measuring
 * of a task goes on at a time. Answers its id and how many are asked.
 */
export async function openMeasuring(
  viewer: Viewer,
  input: MeasuringInput,
  now: Date,
): Promise<{ id: string; asked: number }> {
  ensure(viewer, 'adoption.read')
  const migration = migrationOf(viewer)
  const today = todayOf(viewer, now)
  if (input.until < today) throw new Refusal('invalid', 'Enter a day that is not over.', 'until')
  return inTransaction(async (tx) => {
    const task = await theTask(tx, viewer, input.task, today)
    const { people, whom } = await thePeople(tx, viewer, input, now)
    if (people.length < LEAST_PEOPLE) {
      throw new Refusal('invalid', 'Ask at least five people: times of fewer are withheld.', 'group')
    }
    const id = newId(now)
    await tx`
      INSERT INTO measuring (id, migration_id, module_id, release_id, block_id, words, whom, until, opened_at, opened_by_id)
      VALUES (${id}::uuid, ${migration.id}::uuid, ${task.moduleId}::uuid, ${task.releaseId}::uuid, ${task.blockId},
        ${input.words}, ${whom}, ${input.until}::date, ${now}, ${viewer.personId}::uuid)`
    await tx`
      INSERT INTO measuring_person (measuring_id, person_id) SELECT ${id}::uuid, unnest(${people}::uuid[])`
    const subject = { type: 'measuring', id }
    await recordAudit(tx, viewer, 'measuring.opened', subject, null, { task: input.task, asked: people.length }, now)
    await tell(tx, {
      ...{ personIds: people, kind: 'message', key: `measuring:${id}`, link: paths.oldTime(id), now },
      title: `Show how long “${task.title}” takes in ${migration.oldProduct}.`,
      words: `Do it once in ${migration.oldProduct} by ${dayInWords(input.until)}, with the clock of the page. Only you see your time.`,
    })
    return { id, asked: people.length }
  })
}

/** Ends a measuring before its last day; one that is over stays as it is. Any other is `missing`. */
export async function endMeasuring(viewer: Viewer, id: string, now: Date): Promise<void> {
  ensure(viewer, 'adoption.read')
  const migration = migrationOf(viewer)
  await inTransaction(async (tx) => {
    const [known] = await tx<{ open: boolean }>`
      SELECT ended_at IS NULL AND until >= ${todayOf(viewer, now)}::date AS open FROM measuring
      WHERE id = ${asId(id)}::uuid AND migration_id = ${migration.id}::uuid FOR NO KEY UPDATE`
    if (!known) throw new Refusal('missing', 'There is no such measuring in this migration.')
    if (!known.open) return
    await tx`UPDATE measuring SET ended_at = ${now} WHERE id = ${asId(id)}::uuid`
    await recordAudit(tx, viewer, 'measuring.ended', { type: 'measuring', id }, null, null, now)
  })
}

type Task = { moduleId: string; releaseId: string; blockId: string; title: string; isMeasured: boolean }

/** The task as it now stands, held so that nobody else begins to measure it meanwhile. */
async function theTask(tx: Sql, { migration }: Viewer, task: string, today: string): Promise<Task> {
  const [slug = '', block = ''] = task.split('/')
  const [found] = await tx<Task>`
    SELECT m.id AS "moduleId", b.release_id AS "releaseId", b.block_id AS "blockId", b.title,
      EXISTS (SELECT FROM measuring g WHERE g.module_id = m.id AND g.block_id = b.block_id AND g.ended_at IS NULL
        AND g.until >= ${today}::date) AS "isMeasured"
    FROM module m JOIN release_block b ON b.release_id = m.current_release_id AND b.kind = 'task'
    WHERE m.migration_id = ${migration?.id ?? null}::uuid AND m.slug = ${slug} AND b.block_id = ${block}
    FOR NO KEY UPDATE OF m`
  if (!found) throw new Refusal('invalid', 'Choose a task of the list.', 'task')
  if (found.isMeasured) throw new Refusal('conflict', 'This task is being measured already. End that first.', 'task')
  return found
}

/** Everybody of the group today, and everybody who is named. */
async function thePeople(
  tx: Sql,
  viewer: Viewer,
  { group, who }: MeasuringInput,
  now: Date,
): Promise<{ people: string[]; whom: string | null }> {
  const chosen = group ? await groupOf(tx, viewer, group, todayOf(viewer, now)) : null
  const named = await findNamed(viewer, { who, person: [] }, now, tx)
  if (named.unknown.length > 0) {
    throw new Refusal('invalid', `Nobody in this migration has “${named.unknown[0]}”.`, 'who')
  }
  const people = named.people.filter(({ here }) => here).map(({ id }) => id)
  return { people: [...new Set([...(chosen?.people ?? []), ...people])], whom: chosen?.name ?? null }
}

async function groupOf(tx: Sql, { migration }: Viewer, group: string, today: string) {
  const [kind, id = ''] = group.split(' ')
  const [found] = await tx<{ name: string; people: string[] }>`
    SELECT g.name, ARRAY(SELECT p.id FROM (
        SELECT person_id FROM membership WHERE audience_id = g.id AND "from" <= ${today}::date AND ("to" IS NULL OR "to" > ${today}::date)
        UNION SELECT person_id FROM cohort_member WHERE cohort_id = g.id AND "from" <= ${today}::date AND ("to" IS NULL OR "to" > ${today}::date)
      ) n JOIN person p ON p.id = n.person_id WHERE p.erased_at IS NULL AND ${isHere(today)}) AS people
    FROM (SELECT id, migration_id, name, 'audience' AS kind FROM audience
      UNION ALL SELECT id, migration_id, name, 'cohort' FROM cohort) g
    WHERE g.kind = ${kind} AND g.id = ${asId(id)}::uuid AND g.migration_id = ${migration?.id ?? null}::uuid`
  if (!found) throw new Refusal('invalid', 'Choose a group of the list.', 'group')
  return found
}
