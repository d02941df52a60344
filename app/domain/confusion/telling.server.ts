import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

/** An answer or a resolution, as people are told of it. */
export type News = {
  subject: { answerId: string } | { resolutionId: string }
  title: string
  words: string
}

type Voice = { person_id: string; report_id: string; anonymous: boolean }

/**
 * Tells everyone of a trouble (whoever reported it or said "me too", also in what was joined with it) an answer or a
 * resolution, once each. `only` narrows it to people who came later. Answers how many were told now.
 * Who reported without a name is told here only: a mail in the queue would give them away.
 */
export async function tellTrouble(sql: Sql, rootId: string, news: News, now: Date, only?: string[]): Promise<number> {
  const voices = (await voicesOf(sql, rootId)).filter((voice) => !only || only.includes(voice.person_id))
  const told = await noteTold(sql, rootId, news, voices, now)
  const about =
    'answerId' in news.subject ? `answer:${news.subject.answerId}` : `resolution:${news.subject.resolutionId}`
  await tell(sql, {
    personIds: told,
    kind: 'confusion',
    key: `confusion:${about}`,
    title: news.title,
    words: news.words,
    link: paths.reports(),
    links: new Map(voices.map((voice) => [voice.person_id, paths.report(voice.report_id)])),
    withoutMail: new Set(voices.filter((voice) => voice.anonymous).map((voice) => voice.person_id)),
    now,
  })
  return told.length
}

/** Everyone in a trouble once, with the report under which they find what became of it: their own before a me-too. */
async function voicesOf(sql: Sql, rootId: string): Promise<Voice[]> {
  return sql<Voice>`
    WITH report AS (
      SELECT r.id, r.person_id, r.anonymous, r.at FROM confusion_report r JOIN confusion_cluster c ON c.id = r.cluster_id
      WHERE coalesce(c.merged_into_id, c.id) = ${rootId}::uuid
    ), voice AS (
      SELECT person_id, id AS report_id, anonymous, 1 AS rank, at FROM report
      UNION ALL
      SELECT m.person_id, m.report_id, false, 2, m.at FROM me_too m JOIN report r ON r.id = m.report_id
    )
    SELECT DISTINCT ON (person_id) person_id, report_id, bool_or(anonymous) OVER (PARTITION BY person_id) AS anonymous
    FROM voice ORDER BY person_id, rank, at, report_id`
}

async function noteTold(sql: Sql, rootId: string, { subject }: News, voices: Voice[], now: Date): Promise<string[]> {
  const answerId = 'answerId' in subject ? subject.answerId : null
  const resolutionId = 'resolutionId' in subject ? subject.resolutionId : null
  const told = await sql<{ person_id: string }>`
    INSERT INTO told (id, cluster_id, answer_id, resolution_id, person_id, at)
    SELECT id, ${rootId}::uuid, ${answerId}::uuid, ${resolutionId}::uuid, person_id, ${now}::timestamptz
    FROM unnest(${voices.map(() => newId(now))}::uuid[], ${voices.map((voice) => voice.person_id)}::uuid[]) AS one (id, person_id)
    ON CONFLICT DO NOTHING
    RETURNING person_id`
  return told.map((one) => one.person_id)
}
