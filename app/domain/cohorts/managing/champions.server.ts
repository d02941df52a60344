import { Refusal } from '#app/domain/errors.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import { letCohortsFollow } from '#app/domain/identity/cohorts-follow.server.ts'
import { giveRole } from '#app/domain/identity/roles.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { findNamed, type NamedPerson } from './find-people.server.ts'
import { championsOfCohort, holdOpenCohort, type ManagedCohort, managedCohort } from './managed-cohort.server.ts'

/**
 * Makes somebody a champion of a cohort from today on; they get the role where they have it not, and are told. Answers their
 * name. Who leads it already stays as they are.
 */
export async function addChampion(viewer: Viewer, cohortId: string, who: string, now: Date): Promise<string> {
  return inTransaction(async (tx) => {
    const cohort = await holdOpenCohort(tx, viewer, cohortId)
    const person = await theOne(tx, viewer, who, now)
    await tx`SELECT FROM person WHERE id = ${person.id}::uuid FOR NO KEY UPDATE`
    const leading = await championsOfCohort(cohort.id, tx)
    if (leading.some(({ id }) => id === person.id)) return person.name
    await giveRole(tx, viewer, person.id, 'champion', now)
    const id = newId(now)
    await tx`
      INSERT INTO cohort_champion (id, cohort_id, person_id, "from")
      VALUES (${id}::uuid, ${cohort.id}::uuid, ${person.id}::uuid, ${todayOf(viewer, now)}::date)`
    const subject = { type: 'person', id: person.id }
    await recordAudit(tx, viewer, 'cohort-champion.named', subject, null, { cohort: cohort.name }, now)
    await tell(tx, {
      ...{ personIds: [person.id], kind: 'message', key: `champion:${id}`, link: paths.cohort(cohort.id), now },
      title: `You lead ${cohort.name}.`,
      words: `${viewer.name} named you its champion. Its page shows who needs what, and plans sessions with you.`,
    })
    await letCohortsFollow(tx)
    return person.name
  })
}

async function theOne(tx: Sql, viewer: Viewer, who: string, now: Date): Promise<NamedPerson> {
  const { people, unknown } = await findNamed(viewer, { who, person: [] }, now, tx)
  const [person] = people
  if (!person || unknown.length > 0) {
    throw new Refusal(
      'invalid',
      `Nobody in this migration has “${unknown[0] ?? who}”. Enter the address they sign in with.`,
      'who',
    )
  }
  if (people.length > 1) throw new Refusal('invalid', 'Enter one person at a time.', 'who')
  if (!person.here) throw new Refusal('invalid', `${person.name} has left.`, 'who')
  return person
}

/** What ends with a champion: sessions that they lead, and that are not over. */
export type Leading = {
  cohort: ManagedCohort
  champion: { id: string; name: string }
  /** that which runs now, if any */
  running: { id: string; title: string } | null
  /** how many are planned */
  planned: number
  /** who else leads the cohort */
  others: { id: string; name: string }[]
}

/** What taking a champion off means now. Somebody who does not lead the cohort is `missing`. */
export async function leadingOf(viewer: Viewer, cohortId: string, personId: string, now: Date): Promise<Leading> {
  return leading(sql, await managedCohort(viewer, cohortId), personId, now)
}

async function leading(on: Sql, cohort: ManagedCohort, personId: string, now: Date): Promise<Leading> {
  const champions = await championsOfCohort(cohort.id, on)
  const champion = champions.find(({ id }) => id === personId)
  if (!champion) throw new Refusal('missing', `They do not lead ${cohort.name}.`)
  const sessions = await on<{ id: string; title: string; running: boolean }>`
    SELECT id, title, opened_at IS NOT NULL AS running FROM cohort_session
    WHERE cohort_id = ${cohort.id}::uuid AND champion_id = ${personId}::uuid AND cancelled_at IS NULL AND closed_at IS NULL
      AND (starts_at > ${now} OR opened_at IS NOT NULL)
    ORDER BY starts_at`
  return {
    ...{ cohort, champion, others: champions.filter(({ id }) => id !== personId) },
    running: sessions.find(({ running }) => running) ?? null,
    planned: sessions.filter(({ running }) => !running).length,
  }
}

/**
 * Takes a champion off a cohort from today on. Sessions that they would lead go to `successor`, or to nobody yet; one that
 * runs stays open, with all that was noted, for whoever else may run it. They keep the role: others may need it, and an
 * administrator ends it. They are told.
 */
export async function endChampion(
  viewer: Viewer,
  cohortId: string,
  personId: string,
  successor: string | null,
  now: Date,
): Promise<Leading> {
  return inTransaction(async (tx) => {
    const was = await leading(tx, await holdOpenCohort(tx, viewer, cohortId), personId, now)
    const { cohort, champion, others } = was
    if (successor && !others.some(({ id }) => id === successor)) {
      throw new Refusal('invalid', 'Choose another champion of this cohort.', 'successor')
    }
    await tx`
      UPDATE cohort_champion SET "to" = greatest(${todayOf(viewer, now)}::date, "from")
      WHERE cohort_id = ${cohort.id}::uuid AND person_id = ${champion.id}::uuid AND "to" IS NULL`
    await tx`
      UPDATE cohort_session SET champion_id = ${successor}::uuid, version = version + 1
      WHERE cohort_id = ${cohort.id}::uuid AND champion_id = ${champion.id}::uuid AND cancelled_at IS NULL
        AND closed_at IS NULL AND (starts_at > ${now} OR opened_at IS NOT NULL)`
    const subject = { type: 'person', id: champion.id }
    await recordAudit(tx, viewer, 'cohort-champion.ended', subject, { cohort: cohort.name }, null, now)
    await tell(tx, {
      ...{
        personIds: [champion.id],
        kind: 'message',
        key: `champion-end:${cohort.id}:${now.getTime()}`,
        link: null,
        now,
      },
      title: `You no longer lead ${cohort.name}.`,
      words: `${viewer.name} changed who leads it. What you wrote there stays with the cohort.`,
    })
    await letCohortsFollow(tx)
    return was
  })
}
