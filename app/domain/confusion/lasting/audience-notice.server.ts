import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { addAction, lockAsSeen } from '../actions.server.ts'
import { headline } from '../headline.ts'
import type { AudienceNoticeInput } from './lasting-input.ts'
import { neededSource } from './source.server.ts'

/** An audience that an answer can be told to; `people` are in it today. */
export type NoticeAudience = { id: string; name: string; people: number; isTold: boolean }

/** The audiences of the migration, and which of them were told this answer already. */
export function noticeAudiences(viewer: Viewer, sourceId: string, now: Date): Promise<NoticeAudience[]> {
  const today = dayOf(viewer, now)
  return sql<NoticeAudience>`
    SELECT u.id, u.name,
      (SELECT count(DISTINCT w.person_id) FROM membership w JOIN person p ON p.id = w.person_id
        WHERE w.audience_id = u.id AND w."from" <= ${today}::date AND (w."to" IS NULL OR w."to" > ${today}::date)
          AND (p.left_on IS NULL OR p.left_on >= ${today}::date)) AS people,
      EXISTS (SELECT FROM answer_notice n WHERE n.audience_id = u.id AND n.source_id = ${sourceId}::uuid) AS "isTold"
    FROM audience u WHERE u.migration_id = ${viewer.migration?.id ?? null}::uuid AND u.retired_at IS NULL
    ORDER BY u.position, u.name`
}

const dayOf = (viewer: Viewer, now: Date) => localDay(now, viewer.migration?.timeZone ?? 'UTC')

/**
 * Tells an answer to everybody in an audience, once: not again to those who were told it in another one, or because they
 * had asked. Answers how many people are in the audience. Who asked without a name is told as everybody else is: a gap
 * would say that they asked. Refuses with `conflict` what happened meanwhile and a second time.
 */
export async function tellAudience(
  viewer: Viewer,
  clusterId: string,
  input: AudienceNoticeInput,
  now: Date,
): Promise<{ people: number; audience: string }> {
  return inTransaction(async (tx) => {
    const trouble = await lockAsSeen(tx, viewer, clusterId, input.seen)
    const source = await neededSource(viewer, clusterId, tx)
    const audience = (await noticeAudiences(viewer, source.id, now)).find(({ id }) => id === input.audienceId)
    if (!audience) throw new Refusal('invalid', 'Choose an audience that is not retired.', 'audienceId')
    if (audience.people === 0) throw new Refusal('invalid', 'Nobody is in this audience today.', 'audienceId')
    const [sent] = await tx`
      INSERT INTO answer_notice (id, cluster_id, source_id, audience_id, words, people, at, by_id)
      VALUES (${newId(now)}, ${trouble.id}, ${source.id}, ${audience.id}, ${input.words}, ${audience.people}, ${now}, ${viewer.personId})
      ON CONFLICT (source_id, audience_id) DO NOTHING RETURNING id`
    if (!sent) throw new Refusal('conflict', `${audience.name} were told this answer already.`, 'audienceId')
    await tell(tx, {
      personIds: await untold(tx, trouble.id, source.id, audience.id, dayOf(viewer, now)),
      kind: 'message',
      key: `confusion:notice:${source.id}`,
      title: 'Others asked this, and it is answered.',
      words: `“${headline(source.question)}” ${input.words}`,
      link: paths.module(source.module.slug, source.block.title === null ? undefined : source.block.id),
      now,
    })
    await addAction(tx, trouble.id, viewer.personId, { kind: 'noticed', audience: audience.name }, now)
    return { people: audience.people, audience: audience.name }
  })
}

async function untold(tx: Sql, rootId: string, sourceId: string, audienceId: string, today: string): Promise<string[]> {
  const people = await tx<{ id: string }>`
    SELECT DISTINCT p.id FROM membership w JOIN person p ON p.id = w.person_id
    WHERE w.audience_id = ${audienceId}::uuid AND w."from" <= ${today}::date AND (w."to" IS NULL OR w."to" > ${today}::date)
      AND (p.left_on IS NULL OR p.left_on >= ${today}::date)
      AND (NOT EXISTS (SELECT FROM told t WHERE t.person_id = p.id AND ${sourceId}::uuid IN (t.answer_id, t.resolution_id))
        OR EXISTS (
          SELECT FROM confusion_report r JOIN confusion_cluster c ON c.id = r.cluster_id
          WHERE r.person_id = p.id AND r.anonymous AND (c.id = ${rootId}::uuid OR c.merged_into_id = ${rootId}::uuid)))`
  return people.map(({ id }) => id)
}
