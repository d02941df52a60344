import type { ModuleKind } from '#app/lessons/tree.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { Viewer } from '../identity/viewer.ts'
import type { ModuleStanding } from '../progress/standing.ts'
import { releasesOf } from './releases.server.ts'
import { blockWith, MARK, type Piece, pieces, tsQuery, wordsOf } from './search.ts'

export type LibraryEntry = {
  slug: string
  title: string
  kind: ModuleKind
  summary: string | null
  minutes: number
  standing: ModuleStanding
  /** words around what was found, what matched marked; null without a search, or if only the title matched */
  excerpt: Piece[] | null
  /** the section that it was found in */
  block: { id: string; title: string } | null
}

type Row = Omit<LibraryEntry, 'standing' | 'excerpt' | 'block'> & {
  release: string
  excerpt: string
  started: boolean
  completed: boolean
  refresher: boolean
}

/** How much of a title must look like what was typed: two slips in two words still do. */
const ALIKE = 0.4

/**
 * Everything published in the viewer's migration, whoever it is assigned to: in teaching order, or by how well it
 * matches what is searched for. Beginnings of words match; where nothing does, titles that look like it.
 */
export async function searchLibrary(
  viewer: Viewer,
  { query = '', kind = null }: { query?: string; kind?: ModuleKind | null },
): Promise<LibraryEntry[]> {
  const words = wordsOf(query)
  const marks = `StartSel=${MARK.from}, StopSel=${MARK.to}, MaxFragments=1, MinWords=10, MaxWords=24`
  const rows = await sql<Row>`
    WITH offered AS (
      SELECT m.id, m.slug, m.position, r.id AS release, r.title, r.kind, r.summary, r.minutes, r.words, q.query,
             v.vector @@ q.query AS matches, ts_rank(v.vector, q.query) AS rank,
             word_similarity(${words.join(' ')}, r.title) AS likeness
      FROM module m
      JOIN release r ON r.id = m.current_release_id
      CROSS JOIN LATERAL (SELECT to_tsquery('english', ${tsQuery(words)}) AS query) q
      CROSS JOIN LATERAL (SELECT setweight(to_tsvector('english', r.title), 'A')
        || setweight(to_tsvector('english', coalesce(r.summary, '')), 'B') || to_tsvector('english', r.words) AS vector) v
      WHERE m.migration_id = ${viewer.migration?.id ?? null}::uuid
        AND (${kind}::text IS NULL OR r.kind::text = ${kind}::text)
    )
    SELECT o.slug, o.release, o.title, o.kind, o.summary, o.minutes,
           CASE WHEN o.matches THEN ts_headline('english', o.words, o.query, ${marks}) ELSE '' END AS excerpt,
           p.person_id IS NOT NULL AS started, p.first_completed_at IS NOT NULL AS completed,
           coalesce(p.met < p.required, false) AS refresher
    FROM offered o
    LEFT JOIN module_progress p ON p.module_id = o.id AND p.person_id = ${viewer.personId}::uuid
    WHERE ${words.length}::int = 0 OR o.matches
       OR (o.likeness > ${ALIKE}::real AND NOT EXISTS (SELECT FROM offered WHERE matches))
    ORDER BY CASE WHEN ${words.length}::int > 0 THEN o.rank + o.likeness END DESC NULLS LAST, o.position, o.slug`
  const releases = words.length > 0 ? await releasesOf(rows.map(({ release }) => release)) : new Map()
  return rows.map(({ release, excerpt, started, completed, refresher, ...entry }) => ({
    ...entry,
    standing: completed ? (refresher ? 'refresher due' : 'complete') : started ? 'started' : 'not started',
    excerpt: pieces(excerpt),
    block: releases.has(release) ? blockWith(releases.get(release).lesson, words) : null,
  }))
}
