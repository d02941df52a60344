import { nearest } from '#app/lessons/problem.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import type { Viewer } from '../identity/viewer.ts'
import { plainOf, tsQuery } from './search.ts'

/** Keeps the words of a release among those of its migration. A repeat changes nothing. Figures and addresses are none. */
export async function learnWords(tx: Sql, releaseId: string): Promise<void> {
  await tx`
    INSERT INTO library_word (migration_id, plain, word)
    SELECT DISTINCT ON (unaccent(w.lexeme)) m.migration_id, unaccent(w.lexeme), w.lexeme
    FROM release r
    JOIN module m ON m.id = r.module_id
    CROSS JOIN LATERAL unnest(to_tsvector('simple', left(r.title || ' ' || coalesce(r.summary, '') || ' ' || r.words, 200000))) w
    WHERE r.id = ${releaseId} AND length(w.lexeme) BETWEEN 3 AND 40 AND w.lexeme !~ '[0-9./@_]'
    ON CONFLICT (migration_id, plain) DO NOTHING`
}

type Row = { word: string; isKnown: boolean; alike: string[] | null }

/**
 * What was probably meant: each word that nothing offered has, by the nearest word that the library knows. Null where
 * every word is found somewhere, or nothing is near.
 */
export async function meantBy(viewer: Viewer, words: readonly string[]): Promise<string[] | null> {
  const asked = words.map((word) => ({ word, plain: plainOf(word), query: tsQuery([word]) }))
  const migration = viewer.migration?.id ?? null
  const rows = await inTransaction(async (tx) => {
    // Two letters swapped in the middle of a short word leave less than PostgreSQL's usual 0.3 alike.
    await tx`SELECT set_config('pg_trgm.similarity_threshold', '0.2', true)`
    return tx<Row>`
      SELECT a.word, numnode(to_tsquery('searched', a.query)) = 0 OR EXISTS (
          SELECT FROM release r JOIN module m ON m.current_release_id = r.id
          WHERE m.migration_id = ${migration}::uuid AND r.search @@ to_tsquery('searched', a.query)) AS "isKnown",
        (SELECT array_agg(l.word) FROM (
          SELECT word FROM library_word WHERE migration_id = ${migration}::uuid AND plain % a.plain
          ORDER BY similarity(plain, a.plain) DESC, plain LIMIT 50) l) AS alike
      FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS a(word text, plain text, query text)`
  })
  const known = new Map(rows.map((row) => [row.word, row]))
  const meant = words.map((word) => {
    const row = known.get(word)
    return !row || row.isKnown ? word : nearWord(word, row.alike ?? [])
  })
  return meant.some((word, place) => word !== words[place]) ? meant : null
}

/** The nearest of several words, accents apart; the word itself where none is near. */
function nearWord(word: string, candidates: readonly string[]): string {
  const byPlain = new Map(candidates.map((candidate) => [plainOf(candidate), candidate]))
  return byPlain.get(nearest(plainOf(word), byPlain.keys()) ?? '') ?? word
}
