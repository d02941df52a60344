import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { invitationCalendar, type Reply } from './calendar.server.ts'
import { type HostNews, missedWords, type News, newsOf } from './invitation-words.ts'
import type { SessionRow } from './session-row.server.ts'

/** Somebody who is told, and the number under which. */
export type Recipient = { id: string; name: string; email: string | null; sequence: number; reply: Reply }

const METHOD = {
  invited: 'REQUEST',
  changed: 'REQUEST',
  cancelled: 'CANCEL',
  withdrawn: 'CANCEL',
  runs: 'REQUEST',
  'runs changed': 'REQUEST',
  'runs cancelled': 'CANCEL',
  'runs no more': 'CANCEL',
} as const

/** A notice, and a mail that a calendar understands. Each number of a session is told to a person once. */
export async function tellPeople(
  tx: Sql,
  session: SessionRow,
  news: keyof typeof METHOD,
  people: readonly Recipient[],
  now: Date,
): Promise<void> {
  for (const [sequence, group] of Map.groupBy(people, ({ sequence }) => sequence)) {
    const calendars = group.map(({ id, name, email, reply }): [string, string] => [
      id,
      invitationCalendar(
        session,
        { name, email: email ?? '', reply, sequence, runs: isForHosts(news) },
        METHOD[news],
        now,
      ),
    ])
    await tell(tx, {
      ...common(session, news, now),
      personIds: group.map(({ id }) => id),
      key: `session:${session.id}:${sequence}`,
      calendars: new Map(calendars),
      thread: `session:${session.id}`,
    })
  }
}

/**
 * Asks those again who were absent from an earlier session, had been invited to this one before that was over, and have
 * not said that they come. Once for each.
 */
export async function askAgain(
  tx: Sql,
  session: SessionRow,
  {
    missed,
    personIds,
    now,
  }: { missed: { id: string; title: string; closedAt: Date | null }; personIds: readonly string[]; now: Date },
): Promise<number> {
  const people = await tx<{ id: string }>`
    SELECT person_id AS id FROM session_invitation
    WHERE session_id = ${session.id}::uuid AND withdrawn_at IS NULL AND person_id = ANY(${[...personIds]}::uuid[])
      AND reply IS DISTINCT FROM 'coming' AND reply IS DISTINCT FROM 'waiting' AND invited_at < ${missed.closedAt}`
  const told = await tell(tx, {
    ...missedWords(session, missed.title),
    kind: 'session',
    link: paths.session(session.id),
    personIds: people.map(({ id }) => id),
    key: `session:${session.id}:missed:${missed.id}`,
    now,
  })
  return told.length
}

/** Words without a change of the event: whether there is a place for them, or that it is soon. */
export async function tellOf(
  tx: Sql,
  session: SessionRow,
  news: 'place' | 'waiting',
  personId: string,
  now: Date,
): Promise<void> {
  const key = `session:${session.id}:${news}:${now.getTime()}`
  await tell(tx, { ...common(session, news, now), personIds: [personId], key })
}

const isForHosts = (news: News): news is HostNews => news.startsWith('runs')

const common = (session: SessionRow, news: News, now: Date) => ({
  ...newsOf(session, news),
  kind: 'session' as const,
  link: isForHosts(news) ? paths.cohortSession(session.cohortId, session.id) : paths.session(session.id),
  now,
})
