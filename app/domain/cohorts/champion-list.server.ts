import { ensure } from '#app/domain/identity/abilities.ts'
import { readCursor, writeCursor } from '#app/domain/identity/cursor.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import type { ChampionState, ChampionStepName } from './champion-steps.ts'
import { stepsDone } from './champion-steps-done.server.ts'
import type { SignOff } from './champions.server.ts'
import { andHasWords } from './name-words.server.ts'

export type ChampionFilter = {
  /** words of the name; all must be there */
  words?: string
  state?: ChampionState
  /** where the page before ended */
  after?: string
}

export type ListedChampion = {
  id: string
  name: string
  /** the open cohorts that they lead, by name */
  cohorts: string[]
  /** the steps that are not done */
  open: ChampionStepName[]
  signedOff: Pick<SignOff, 'at' | 'by'> | null
}

export type ChampionCounts = { total: number; waiting: number; signedOff: number }

export type ChampionsPage = {
  champions: ListedChampion[]
  /** of all champions, whatever is looked for */
  counts: ChampionCounts
  /** how many match */
  matching: number
  next: string | null
}

const PAGE = 50

/** A page of the champions of the viewer's migration: who waits to be signed off, then the others, each by name. */
export async function listChampions(viewer: Viewer, filter: ChampionFilter, now: Date): Promise<ChampionsPage> {
  ensure(viewer, 'champion.sign-off')
  const migrationId = viewer.migration?.id
  if (!migrationId) return { champions: [], counts: { total: 0, waiting: 0, signedOff: 0 }, matching: 0, next: null }
  const today = todayOf(viewer, now)
  const { rows, matching, ...counts } = await found(migrationId, filter, today)
  const page = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? page.at(-1) : undefined
  return {
    champions: await described(migrationId, page, today),
    ...{ counts, matching, next: last ? writeCursor(last.key, last.id) : null },
  }
}

type Found = ChampionCounts & { matching: number; rows: { id: string; name: string; key: string }[] }

async function found(migrationId: string, filter: ChampionFilter, today: LocalDay): Promise<Found> {
  const [row] = await sql<Found>`
    WITH ${states(migrationId, today)}, matching AS (
      SELECT p.id, p.name, CASE WHEN p.state = 'waiting' THEN '0 ' ELSE '1 ' END || lower(p.name) AS key FROM state p
      WHERE ${filter.state ? part`p.state = ${filter.state}` : part`true`} ${andHasWords(part`p.name`, filter.words ?? '')}
    ), page AS (
      SELECT * FROM matching p ${beyond(filter.after)} ORDER BY p.key, p.id LIMIT ${PAGE + 1}
    )
    SELECT count(*)::int AS total,
      count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
      count(*) FILTER (WHERE state = 'signed off')::int AS "signedOff",
      (SELECT count(*) FROM matching)::int AS matching,
      (SELECT coalesce(jsonb_agg(page ORDER BY key, id), '[]') FROM page) AS rows
    FROM state`
  return row ?? { total: 0, waiting: 0, signedOff: 0, matching: 0, rows: [] }
}

/**
 * Common table expressions that end in `state`: every champion who is here, and how far they are. Each looks only at whom
 * the one before left: labs, which ask about the members of cohorts, are looked at last.
 */
const states = (migrationId: string, today: LocalDay): Part => {
  const done = stepsDone(migrationId, today)
  return part`
    champion AS MATERIALIZED (
      SELECT p.id, p.name, coalesce((SELECT s.given FROM champion_sign_off s
        WHERE s.person_id = p.id AND s.migration_id = ${migrationId}::uuid ORDER BY s.at DESC, s.id DESC LIMIT 1), false) AS signed
      FROM person p
      WHERE p.id IN (SELECT g.person_id FROM role_grant g WHERE g.role = 'champion' AND g.ended_at IS NULL
          AND g.migration_id = ${migrationId}::uuid)
        AND p.erased_at IS NULL AND ${isHere(today)}
    ), nearly AS MATERIALIZED (
      SELECT p.id FROM champion p
      WHERE NOT p.signed AND ${done.module} AND ${done.cohort} AND ${done.playbook} AND ${done.session}
    ), ready AS MATERIALIZED (
      SELECT p.id FROM nearly p WHERE ${done.lab}
    ), state AS MATERIALIZED (
      SELECT p.id, p.name, CASE WHEN p.signed THEN 'signed off'
        WHEN p.id IN (SELECT id FROM ready) THEN 'waiting' ELSE 'not yet' END AS state
      FROM champion p
    )`
}

function beyond(cursor: string | undefined): Part {
  if (!cursor) return part``
  const [key, id] = readCursor(cursor)
  return part`WHERE (p.key, p.id) > (${key}, ${asId(id)}::uuid)`
}

type Described = Record<ChampionStepName, boolean> & { id: string; cohorts: string[] } & {
  signOff: { given: boolean; at: string; by: string } | null
}

async function described(migrationId: string, people: readonly { id: string; name: string }[], today: LocalDay) {
  const done = stepsDone(migrationId, today)
  const rows = await sql<Described>`
    SELECT p.id, ${done.module} AS module, ${done.lab} AS lab, ${done.cohort} AS cohort, ${done.playbook} AS playbook,
      ${done.session} AS session,
      ARRAY(SELECT c.name FROM cohort_champion h JOIN cohort c ON c.id = h.cohort_id AND c.closed_at IS NULL
        WHERE h.person_id = p.id AND h."to" IS NULL AND c.migration_id = ${migrationId}::uuid ORDER BY c.name) AS cohorts,
      (SELECT jsonb_build_object('given', s.given, 'at', s.at, 'by', b.name)
        FROM champion_sign_off s JOIN person b ON b.id = s.by_id
        WHERE s.person_id = p.id AND s.migration_id = ${migrationId}::uuid ORDER BY s.at DESC, s.id DESC LIMIT 1) AS "signOff"
    FROM person p WHERE p.id = ANY(${people.map(({ id }) => id)}::uuid[])`
  const known = new Map(rows.map((row) => [row.id, row]))
  return people.flatMap(({ id, name }): ListedChampion[] => {
    const row = known.get(id)
    if (!row) return []
    const signedOff = row.signOff?.given ? { at: new Date(row.signOff.at), by: row.signOff.by } : null
    return [{ id, name, cohorts: row.cohorts, open: STEPS.filter((step) => !row[step]), signedOff }]
  })
}

/** In the order in which they are told. */
const STEPS = ['module', 'lab', 'cohort', 'playbook', 'session'] as const
