import { sql } from '#app/platform/database/sql.server.ts'
import { announce, subscribe } from '#app/platform/live.server.ts'
import { logger } from '#app/platform/logger.server.ts'
import { practiceTopic, ROOMS } from './topics.ts'

/** A session that nobody ended is over by then. */
export const LONGEST_HOURS = 12

/** Sessions by person: who is in a room that is open. Everybody else costs one look into an empty place. */
let inRooms: ReadonlyMap<string, readonly string[]> = new Map()
let loading: Promise<void> | null = null

/**
 * Says that somebody has just learned something: whoever runs a session in which they are, on whatever instance, is told
 * to look. Called after what they did is stored, and never waited for.
 */
export function tellOfLearning(personId: string): void {
  const told = () => {
    for (const session of inRooms.get(personId) ?? []) announce(practiceTopic(session))
  }
  if (loading === null) {
    subscribe(ROOMS, () => {
      loading = load()
    })
    loading = load()
  }
  // Until the rooms are read again, whoever has just come in might be missing.
  void loading.then(told)
}

async function load(): Promise<void> {
  try {
    const rows = await sql<{ person: string; session: string }>`
      SELECT a.person_id AS person, a.session_id AS session FROM attendance a
      JOIN cohort_session s ON s.id = a.session_id
      WHERE s.opened_at > now() - make_interval(hours => ${LONGEST_HOURS}) AND s.closed_at IS NULL`
    const found = new Map<string, string[]>()
    for (const { person, session } of rows) found.set(person, [...(found.get(person) ?? []), session])
    inRooms = found
  } catch (error) {
    logger.warn({ err: error }, 'who is in which room could not be read')
  }
}
