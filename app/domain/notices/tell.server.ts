import { paths } from '#app/http/paths.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/ids.ts'
import { linkWords, MAIL_BY_DEFAULT, type NoticeKind } from './kinds.ts'
import { queueMail } from './mail.server.ts'
import { noticeMail } from './notice-mail.ts'

export type Telling = {
  personIds: readonly string[]
  kind: NoticeKind
  /** made from what it is about: the same person is told the same thing once, however often it is said */
  key: string
  title: string
  words: string
  /** a path of this portal */
  link: string | null
  /** where people need links of their own */
  links?: ReadonlyMap<string, string>
  /** who gets no mail, because a mail in the queue would say who they are */
  withoutMail?: ReadonlySet<string>
  /** an iCalendar object for each person's mail */
  calendars?: ReadonlyMap<string, string>
  /** a person's mails of one thread leave in the order in which they were told */
  thread?: string
  now: Date
}

type Told = { id: string; person_id: string; email: string | null }

/**
 * Tells people something: a notice here and, as each has chosen, a mail. Idempotent by person and key, within the
 * caller's transaction. Answers who was told now. People who have left keep the notice and get no mail.
 */
export async function tell(sql: Sql, telling: Telling): Promise<string[]> {
  const { kind, links, now } = telling
  const personIds = [...new Set(telling.personIds)]
  if (personIds.length === 0) return []
  const told = await sql<Told>`
    WITH told AS (
      INSERT INTO notice (id, person_id, kind, key, title, words, link, at)
      SELECT id, person_id, ${kind}::notice_kind, ${telling.key}, ${telling.title}, ${telling.words}, link, ${now}::timestamptz
      FROM unnest(${personIds.map(() => newId(now))}::uuid[], ${personIds}::uuid[],
        ${personIds.map((id) => links?.get(id) ?? telling.link)}::text[]) AS one (id, person_id, link)
      ON CONFLICT (person_id, key) DO NOTHING
      RETURNING id, person_id
    )
    SELECT told.id, told.person_id,
      CASE WHEN p.left_on IS NULL AND coalesce(c.mail, ${MAIL_BY_DEFAULT[kind]}) THEN p.email END AS email
    FROM told JOIN person p ON p.id = told.person_id
    LEFT JOIN notice_preference c ON c.person_id = p.id AND c.kind = ${kind}::notice_kind
    ORDER BY told.id`
  for (const { id, person_id, email } of told) {
    if (email === null || telling.withoutMail?.has(person_id)) continue
    await mailNotice(sql, telling, id, person_id, email)
  }
  return told.map((one) => one.person_id)
}

async function mailNotice(sql: Sql, telling: Telling, noticeId: string, personId: string, to: string): Promise<void> {
  const link = telling.links?.get(personId) ?? telling.link
  const mail = noticeMail(
    { ...telling, link, linkWords: linkWords[telling.kind] },
    env.ORIGIN,
    `${paths.profile()}#mail`,
  )
  const calendar = telling.calendars?.get(personId)
  const more = { ...(calendar && { calendar }), ...(telling.thread && { thread: `${telling.thread}:${personId}` }) }
  await queueMail(sql, { key: `notice:${noticeId}`, to, personId, noticeId, ...mail, ...more }, telling.now)
}
