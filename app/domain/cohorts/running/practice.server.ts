import { isHere } from '#app/domain/identity/present.server.ts'
import { type PublishedRelease, releasesOf } from '#app/domain/modules/releases.server.ts'
import { stepsOf } from '#app/domain/progress/record.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type PracticeFacts, type PracticeState, practiceOf } from './practice.ts'

/** Somebody of the cohort, or a guest, and how they get on. */
export type PersonInRoom = {
  id: string
  name: string
  here: boolean
  /** checked in, and not of the cohort */
  guest: boolean
  /** whether the champion ticked them off */
  byHand: boolean
  state: PracticeState
}

type Room = { sessionId: string; cohortId: string; openedAt: Date; today: string; viewerId: string }

type Row = {
  id: string
  name: string
  here: boolean
  guest: boolean
  byHand: boolean
  help: PracticeFacts['help']
  completed: boolean
  attempt: {
    release: string
    block: string
    outcome: 'success' | 'failure' | 'gave up' | null
    step: number | null
    screen: string | null
  } | null
  solved: string[]
  reading: string | null
  heardAt: Date | null
}

/**
 * Everybody of the cohort and every guest, in order of name, with how they get on in one module; without a module,
 * whether they are here. One statement, and none for releases that this process knows.
 */
export async function peopleIn(room: Room, module: string | null, now: Date): Promise<PersonInRoom[]> {
  const rows = await rowsOf(room, module)
  const releases = await releasesOf(rows.flatMap(({ attempt }) => attempt?.release ?? []))
  return rows.map((row) => {
    const { id, name, here, guest, byHand } = row
    return { id, name, here, guest, byHand, state: practiceOf(factsOf(row, releases), now) }
  })
}

function rowsOf({ sessionId, cohortId, openedAt, today, viewerId }: Room, module: string | null): Promise<Row[]> {
  return sql<Row>`
    WITH room AS (
      SELECT p.id, p.name, t.person_id IS NOT NULL AS here, m.person_id IS NULL AS guest, t.source = 'champion' AS by_hand
      FROM person p
      LEFT JOIN attendance t ON t.person_id = p.id AND t.session_id = ${sessionId}::uuid
      LEFT JOIN cohort_member m ON m.person_id = p.id AND m.cohort_id = ${cohortId}::uuid AND m."to" IS NULL
      WHERE (t.person_id IS NOT NULL OR m.person_id IS NOT NULL) AND p.erased_at IS NULL
        AND (t.person_id IS NOT NULL OR (${isHere(today)} AND EXISTS (SELECT FROM cohort_session s
          WHERE s.id = ${sessionId}::uuid AND (s.chosen = '{}' OR p.id = ANY(s.chosen)))))
        AND NOT EXISTS (SELECT FROM cohort_champion h
          WHERE h.cohort_id = ${cohortId}::uuid AND h.person_id = p.id AND h."to" IS NULL AND t.person_id IS NULL)
    ), module AS (SELECT id FROM module WHERE slug = ${module})
    SELECT r.id, r.name, r.here, r.guest, coalesce(r.by_hand, false) AS "byHand", h.help,
      coalesce((SELECT g.first_completed_at IS NOT NULL FROM module_progress g, module o
        WHERE g.person_id = r.id AND g.module_id = o.id), false) AS completed,
      CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('release', a.release_id, 'block', a.block_id,
        'outcome', a.outcome, 'step', (a.lab_state->>'step')::int, 'screen', a.lab_state->>'screen') END AS attempt,
      ARRAY(SELECT DISTINCT x.block_id FROM attempt x, module o
        WHERE x.person_id = r.id AND x.module_id = o.id AND x.outcome = 'success') AS solved,
      (SELECT b.title FROM block_seen s JOIN release_block b USING (release_id, block_id)
        JOIN release l ON l.id = s.release_id, module o
        WHERE s.person_id = r.id AND l.module_id = o.id AND s.last_at >= ${openedAt} ORDER BY s.last_at DESC LIMIT 1) AS reading,
      (SELECT max(last_contact_at) FROM device d WHERE d.person_id = r.id) AS "heardAt"
    FROM room r
    LEFT JOIN LATERAL (
      SELECT x.* FROM attempt x, module o WHERE x.person_id = r.id AND x.module_id = o.id
        AND (x.started_at >= ${openedAt} OR (x.outcome IS NULL AND x.last_event_at > ${openedAt}::timestamptz - interval '12 hours'))
      ORDER BY x.started_at DESC LIMIT 1
    ) a ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('id', q.id, 'block', b.title, 'words', q.words, 'takenBy', k.name,
        'isMine', coalesce(q.taken_by_id = ${viewerId}::uuid, false)) AS help
      FROM help_request q JOIN release_block b USING (release_id, block_id) LEFT JOIN person k ON k.id = q.taken_by_id
      WHERE q.person_id = r.id AND q.answered_at IS NULL
        AND (q.at >= ${openedAt} OR q.module_id = (SELECT id FROM module))
      ORDER BY q.at DESC LIMIT 1
    ) h ON true
    ORDER BY lower(r.name), r.id`
}

function factsOf(row: Row, releases: ReadonlyMap<string, PublishedRelease>): PracticeFacts {
  const { here, help, completed, reading, heardAt } = row
  return { here, help, completed, reading, heardAt, attempt: attemptOf(row, releases) }
}

function attemptOf(
  { attempt, solved }: Row,
  releases: ReadonlyMap<string, PublishedRelease>,
): PracticeFacts['attempt'] {
  const release = attempt && releases.get(attempt.release)
  const block = attempt && release?.blocks.get(attempt.block)
  if (!attempt || !release || !block) return null
  const screens = block.kind === 'task' && block.definition.setting === 'lab' ? block.definition.screens : []
  const screen = screens.find(({ id }) => id === attempt.screen)
  const tasks = release.lesson.blocks.filter(({ kind }) => kind === 'task')
  return {
    ...{ outcome: attempt.outcome, step: attempt.step, steps: stepsOf(block) },
    where: screen?.title ?? block.title,
    isOnlyOne: tasks.every(({ id }) => solved.includes(id)),
  }
}
