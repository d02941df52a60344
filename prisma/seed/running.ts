import { agendaOf } from '#app/domain/cohorts/running/agenda.ts'
import { acted, ended, opened, type RunState } from '#app/domain/cohorts/running/run.ts'
import { reviewTip, shareTip } from '#app/domain/playbooks/tips.server.ts'
import type { Playbook } from '#app/lessons/playbook.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { DemoStaff } from './persons.ts'

type PastSession = { id: string; title: string; startsAt: Date; minutes: number }

const MINUTE = 60_000

/** What the champion's past sessions left behind: how the agenda kept its time, questions, notes, and two tips. */
export async function addRuns({ champion, lead }: DemoStaff, now: Date): Promise<void> {
  const sessions = await sql<PastSession>`
    SELECT s.id, s.title, s.starts_at AS "startsAt", s.minutes FROM cohort_session s
    JOIN cohort_champion h ON h.cohort_id = s.cohort_id AND h.person_id = ${champion.personId}::uuid
    WHERE s.closed_at IS NOT NULL ORDER BY s.starts_at`
  const [guide] = await sql<{ tree: Playbook }>`
    SELECT r.tree FROM playbook_revision r JOIN playbook p ON p.id = r.playbook_id
    WHERE p.slug = 'first-cohort-session' ORDER BY r.number DESC LIMIT 1`
  for (const session of sessions) await addRun(session, guide?.tree ?? null, champion.personId)
  const last = sessions.at(-1)
  if (!last) return
  const tips = [
    {
      place: { module: 'find-your-way', block: await firstBlockOf('find-your-way') },
      words: 'The slash key works from any page. Try it before you look for a menu.',
    },
    {
      place: { module: 'find-your-way', block: await firstBlockOf('find-your-way') },
      words: 'Look for the invoice that you know best first: then you see what is where.',
    },
  ]
  const ids = tips.map(() => newId(now))
  for (const [place, tip] of tips.entries())
    await shareTip(champion, last.id, { ...tip, id: ids[place] as string }, now)
  await reviewTip(lead, ids[0] as string, 'approve', now)
}

async function firstBlockOf(slug: string): Promise<string> {
  const [block] = await sql<{ id: string }>`
    SELECT b.block_id AS id FROM release_block b JOIN module m ON m.current_release_id = b.release_id
    WHERE m.slug = ${slug} AND b.kind = 'section' AND b.position > 0 ORDER BY b.position LIMIT 1`
  return block?.id ?? 'start'
}

/** Everything a minute late, the practice shortened by one. */
async function addRun(session: PastSession, guide: Playbook | null, personId: string): Promise<void> {
  const agenda = agendaOf(guide, session)
  let at = session.startsAt.getTime()
  let state: RunState = opened(agenda, session, session.startsAt)
  for (const [place, { minutes }] of agenda.slice(0, -1).entries()) {
    at += (minutes + (place % 3 === 0 ? 1 : 0) - (place % 3 === 1 ? 1 : 0)) * MINUTE
    state = acted(agenda, state, { kind: 'next' }, new Date(at)) ?? state
  }
  const end = new Date(at + 3 * MINUTE)
  await sql`
    INSERT INTO session_run (session_id, agenda, state, changed_at, changed_by_id)
    VALUES (${session.id}, ${JSON.stringify(agenda)}::jsonb, ${JSON.stringify(ended(state, end))}::jsonb, ${end}, ${personId})`
  const asked = new Date(session.startsAt.getTime() + 12 * MINUTE)
  await sql`
    INSERT INTO session_note (id, session_id, kind, at, author_id, words, ticked_at, ticked_by_id)
    VALUES (${newId(asked)}, ${session.id}, 'parked', ${asked}, ${personId}, 'Does the tolerance count per line or per invoice?', ${end}, ${personId}),
      (${newId(asked)}, ${session.id}, 'parked', ${new Date(asked.getTime() + MINUTE)}, ${personId}, 'What if the order is in dollars?', NULL, NULL)`
  await sql`
    INSERT INTO session_note (id, session_id, kind, at, author_id, words)
    VALUES (${newId(end)}, ${session.id}, 'note', ${end}, ${personId}, 'Three people looked for the due date in the lines.')`
}
