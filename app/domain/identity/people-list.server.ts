import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { ensure } from './abilities.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { PersonState } from './people-words.ts'
import { todayOf } from './today.ts'
import type { Role, Viewer } from './viewer.ts'

export type PeopleFilter = {
  /** words of name, address or external id; all must be there */
  words?: string
  role?: Role
  /** an audience's id, as of today */
  audience?: string
  state?: PersonState
  /** where the page before ended */
  after?: string
}

export type ListedPerson = {
  id: string
  name: string
  email: string
  externalId: string | null
  state: PersonState
  lastDay: string | null
  roles: Role[]
  audiences: string[]
}

export type PeoplePage = { people: ListedPerson[]; total: number; next: string | null }

const PAGE = 50

/** A page of people by name, with roles and audiences in the viewer's migration; `total` counts all who match. */
export async function listPeople(viewer: Viewer, filter: PeopleFilter, now: Date): Promise<PeoplePage> {
  ensure(viewer, 'people.manage')
  const today = todayOf(viewer, now)
  const migrationId = viewer.migration?.id ?? null
  const matches = conditions(filter, migrationId, today)
  const [rows, [count]] = await Promise.all([
    sql<ListedPerson & { key: string }>`
      SELECT p.id, lower(p.name) AS key, p.name, p.email, p.external_id AS "externalId", p.left_on AS "lastDay",
        CASE WHEN p.left_on < ${today} THEN 'left' WHEN w.person_id IS NULL THEN 'invited' ELSE 'active' END AS state,
        ARRAY(SELECT DISTINCT g.role::text FROM role_grant g
          WHERE g.person_id = p.id AND g.ended_at IS NULL AND (g.role = 'admin' OR g.migration_id = ${migrationId})
          ORDER BY 1) AS roles,
        ARRAY(SELECT a.name FROM membership m JOIN audience a ON a.id = m.audience_id
          WHERE m.person_id = p.id AND a.migration_id = ${migrationId} AND ${openOn(today)}
          ORDER BY a.position, a.name) AS audiences
      FROM person p LEFT JOIN password w ON w.person_id = p.id
      WHERE ${matches} ${beyond(filter.after)}
      ORDER BY lower(p.name), p.id LIMIT ${PAGE + 1}`,
    sql<{ total: number }>`
      SELECT count(*) AS total FROM person p LEFT JOIN password w ON w.person_id = p.id WHERE ${matches}`,
  ])
  const page = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? page.at(-1) : undefined
  return {
    people: page.map(({ key, ...person }) => person),
    total: count?.total ?? 0,
    next: last ? writeCursor(last.key, last.id) : null,
  }
}

const openOn = (today: string) => part`m."from" <= ${today} AND (m."to" IS NULL OR m."to" > ${today})`

function conditions(filter: PeopleFilter, migrationId: string | null, today: string): Part {
  const role = filter.role
    ? part`AND EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.ended_at IS NULL
        AND g.role = ${filter.role}::role AND (g.role = 'admin' OR g.migration_id = ${migrationId}))`
    : part``
  const audience = filter.audience
    ? part`AND EXISTS (SELECT FROM membership m
        WHERE m.person_id = p.id AND m.audience_id = ${asId(filter.audience)} AND ${openOn(today)})`
    : part``
  return part`p.erased_at IS NULL ${withWords(filter.words)} ${inState(filter.state, today)} ${role} ${audience}`
}

function inState(state: PersonState | undefined, today: string): Part {
  if (state === 'left') return part`AND p.left_on < ${today}`
  if (!state) return part``
  const here = part`AND (p.left_on IS NULL OR p.left_on >= ${today})`
  return state === 'active' ? part`${here} AND w.person_id IS NOT NULL` : part`${here} AND w.person_id IS NULL`
}

/** Every word must be somewhere in name, address or external id; accents do not matter. */
function withWords(words: string | undefined): Part {
  const patterns = (words ?? '').split(/\s+/).filter(Boolean).slice(0, 8).map(containing)
  if (patterns.length === 0) return part``
  return part`AND unaccent(concat_ws(' ', p.name, p.email, p.external_id)) ILIKE ALL
    (SELECT unaccent(word) FROM unnest(${patterns}::text[]) AS word)`
}

const containing = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`

function beyond(cursor: string | undefined): Part {
  if (!cursor) return part``
  const [name, id] = readCursor(cursor)
  return part`AND (lower(p.name), p.id) > (${name}, ${asId(id)}::uuid)`
}
