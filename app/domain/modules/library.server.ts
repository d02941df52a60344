import type { ModuleKind } from '#app/lessons/tree.ts'
import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import type { Viewer } from '../identity/viewer.ts'
import { type LocalDay, localDay } from '../migrations/local-days.ts'
import type { ModuleStanding } from '../progress/standing.ts'
import { isNarrowed, type LibraryFilters, ME } from './library-filters.ts'
import { meantBy } from './library-words.server.ts'
import { type Asked, hasMark, MARK, type Piece, pieces, tsQuery, wordsOf } from './search.ts'

/** A block in which the words of a search occur, what matched marked. */
export type FoundBlock = {
  id: string
  title: Piece[]
  /** words around what was found; null if only the title has it */
  excerpt: Piece[] | null
}

export type LibraryEntry = {
  slug: string
  title: Piece[]
  kind: ModuleKind
  summary: string | null
  minutes: number
  standing: ModuleStanding
  /** the best few places; none without a search */
  blocks: FoundBlock[]
}

export type Library = {
  entries: LibraryEntry[]
  /** how many there are on all pages */
  total: number
  /** what was searched for in place of the words as typed, since nothing has those */
  meant: string | null
  /** nothing has all of the words: these have some */
  isPartial: boolean
  /** where the filters leave nothing: how many there are without them */
  elsewhere: number
}

export const PAGE_ROWS = 30

/**
 * What is offered in the viewer's migration, whoever it is asked of: in teaching order, or what a search finds, by
 * title before headings before text. Beginnings and forms of words match, accents do not count. Where nothing has the
 * words, it is looked for what was probably meant, and then for some of the words.
 */
export async function searchLibrary(viewer: Viewer, filters: LibraryFilters, now: Date): Promise<Library> {
  const typed = wordsOf(filters.query)
  if (filters.query !== '' && typed.length === 0) return NOTHING
  const exact = await page(viewer, searchFor(typed, '&'), filters, now)
  if (exact.total > 0) return { ...NOTHING, ...exact }
  const meant = await meantBy(viewer, typed)
  const words = meant ?? typed
  for (const join of joinsFor(words)) {
    const found = await page(viewer, searchFor(words, join), filters, now)
    if (found.total > 0) return { ...NOTHING, ...found, meant: meant?.join(' ') ?? null, isPartial: join === '|' }
  }
  if (!isNarrowed(filters)) return NOTHING
  const everywhere = await page(viewer, searchFor(words, '&'), { ...ALL, query: filters.query }, now)
  return { ...NOTHING, elsewhere: everywhere.total }
}

const NOTHING: Library = { entries: [], total: 0, meant: null, isPartial: false, elsewhere: 0 }

type Search = { words: readonly string[]; join: '&' | '|' }

const searchFor = (words: readonly string[], join: '&' | '|'): Search | null =>
  words.length > 0 ? { words, join } : null

/** With all of the words, then with some of them. */
const joinsFor = (words: readonly string[]): ('&' | '|')[] => (words.length > 1 ? ['&', '|'] : ['&'])

const ALL: LibraryFilters = { query: '', kind: null, milestone: null, audience: null, standing: null, page: 1 }

type Row = Omit<LibraryEntry, 'title' | 'blocks'> & {
  title: string
  total: number
  blocks: { id: string; title: string; excerpt: string; hasAll: boolean }[] | null
}

/** One page of what is found, or of everything. */
async function page(
  viewer: Viewer,
  search: Search | null,
  filters: LibraryFilters,
  now: Date,
): Promise<Pick<Library, 'entries' | 'total'>> {
  const { order, title, blocks } = search ? searchedBy(search) : UNSEARCHED
  const rows = await sql<Row>`
    WITH offered AS (
      SELECT m.slug, m.position, r.id AS release, r.title, r.kind, r.summary, r.minutes, r.search, ${STANDING} AS standing
      FROM module m JOIN release r ON r.id = m.current_release_id
      LEFT JOIN module_progress p ON p.module_id = m.id AND p.person_id = ${viewer.personId}::uuid
      WHERE m.migration_id = ${viewer.migration?.id ?? null}::uuid
        ${search ? part`AND r.search @@ ${query(search.words, { join: search.join })}` : part``}
        ${filters.kind ? part`AND r.kind = ${filters.kind}::module_kind` : part``}
        ${filters.standing ? part`AND r.kind <> 'quick reference' AND ${STANDING} = ${filters.standing}` : part``}
        ${askedOf(viewer, filters, now)}
    ),
    page AS (
      SELECT *, count(*) OVER () AS total, row_number() OVER (${order}) AS place FROM offered
      ${order} LIMIT ${PAGE_ROWS} OFFSET ${(filters.page - 1) * PAGE_ROWS}
    )
    SELECT slug, ${title} AS title, kind, summary, minutes, standing, total, ${blocks} AS blocks FROM page ORDER BY place`
  return { total: rows[0]?.total ?? 0, entries: rows.map(entryOf) }
}

const STANDING = part`CASE
  WHEN p.first_completed_at IS NULL THEN CASE WHEN p.person_id IS NULL THEN 'not started' ELSE 'started' END
  WHEN p.met < p.required OR (p.release_id <> m.current_release_id AND EXISTS (
    SELECT FROM blocks_to_refresh(p.completed_release_id, m.current_release_id))) THEN 'refresher due'
  ELSE 'complete' END`

const UNSEARCHED = { order: part`ORDER BY position, slug`, title: part`title`, blocks: part`NULL::jsonb` }

const query = (words: readonly string[], asked: Asked): Part => part`to_tsquery('searched', ${tsQuery(words, asked)})`

const MARKS = `StartSel=${MARK.from}, StopSel=${MARK.to}`
const WHOLE = `${MARKS}, HighlightAll=true`
const EXCERPT = `${MARKS}, MaxFragments=1, MinWords=10, MaxWords=24`
/** Places of one module that are shown. */
const PLACES = 3

/** How what is found is ordered, marked, and looked for within the modules of one page. */
function searchedBy({ words, join }: Search): typeof UNSEARCHED {
  const [whole, any] = [query(words, { join }), query(words, { join: '|' })]
  const [titles, heads] = [query(words, { join, in: 'A' }), query(words, { join, in: 'AB' })]
  const nearness = part`search @@ ${titles} DESC, search @@ ${heads} DESC, ts_rank(search, ${whole}) DESC`
  return {
    order: part`ORDER BY ${nearness}, position, slug`,
    title: part`ts_headline('searched', title, ${any}, ${WHOLE})`,
    blocks: part`(SELECT jsonb_agg(jsonb_build_object(
        'id', b.block_id, 'hasAll', b."hasAll",
        'title', ts_headline('searched', b.title, ${any}, ${WHOLE}),
        'excerpt', ts_headline('searched', b.words, ${any}, ${EXCERPT})) ORDER BY b.place)
      FROM (
        SELECT block_id, title, words, search @@ ${whole} AS "hasAll", row_number() OVER (
          ORDER BY search @@ ${whole} DESC, search @@ ${titles} DESC, ts_rank(search, ${any}) DESC, position) AS place
        FROM release_block WHERE release_id = page.release AND search @@ ${any} ORDER BY place LIMIT ${PLACES}) b)`,
  }
}

/** Modules that are asked of somebody, for some milestone. */
function askedOf({ personId, migration }: Viewer, { milestone, audience }: LibraryFilters, now: Date): Part {
  if (!migration || (milestone === null && audience === null)) return part``
  const forMilestone = milestone === null ? part`` : part`AND s.slug = ${milestone}`
  if (audience === ME) {
    const today: LocalDay = localDay(now, migration.timeZone)
    return part`AND m.id IN (
      SELECT a.module_id FROM assigned_on(${today}::date) a JOIN milestone s ON s.id = a.milestone_id
      WHERE a.person_id = ${personId}::uuid AND s.migration_id = ${migration.id}::uuid ${forMilestone})`
  }
  return part`AND m.id IN (
    SELECT a.module_id FROM assignment a JOIN milestone s ON s.id = a.milestone_id LEFT JOIN audience u ON u.id = a.audience_id
    WHERE a.ended_at IS NULL AND s.migration_id = ${migration.id}::uuid ${forMilestone}
      ${audience === null ? part`` : part`AND u.slug = ${audience}`})`
}

function entryOf({ title, blocks, total: _, ...entry }: Row): LibraryEntry {
  const found = blocks ?? []
  // Where a block has all of the words, those that have only some of them say nothing more.
  const shown = found.some(({ hasAll }) => hasAll) ? found.filter(({ hasAll }) => hasAll) : found
  return {
    ...entry,
    title: pieces(title),
    blocks: shown.map((block) => ({
      id: block.id,
      title: pieces(block.title),
      excerpt: hasMark(block.excerpt) ? pieces(block.excerpt) : null,
    })),
  }
}

export type LibraryChoice = { value: string; label: string }

/** What the library can be narrowed by in the viewer's migration. */
export async function libraryChoices(
  viewer: Viewer,
): Promise<{ milestones: LibraryChoice[]; audiences: LibraryChoice[] }> {
  const migration = viewer.migration?.id ?? null
  const [row] = await sql<{ milestones: LibraryChoice[]; audiences: LibraryChoice[] }>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('value', slug, 'label', name) ORDER BY date, position), '[]')
       FROM milestone WHERE migration_id = ${migration}::uuid) AS milestones,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('value', slug, 'label', name) ORDER BY position), '[]')
       FROM audience WHERE migration_id = ${migration}::uuid AND retired_at IS NULL) AS audiences`
  return row ?? { milestones: [], audiences: [] }
}
