import { part, type Sql, sql } from '#app/platform/database/sql.server.ts'

/** Parts of the read models that count everything piece by piece when they are made, or made anew. */
export type CountedPart = 'standings' | 'tasks' | 'checks'

/** That figures are not whole yet: since when they are counted (null: not begun), and how much of it is done, in percent. */
export type Counting = { since: string | null; percent: number }

type Piece = {
  /** everything is counted from here on */
  begins: boolean
  did: number
  /** whether anything is left */
  more: boolean
  /** how much is left; asked at the beginning alone */
  waiting: () => Promise<number>
}

/** Keeps how far a part's count of everything has come, in the transaction of a piece of it. What is done at once is not told. */
export async function keepCount(tx: Sql, name: CountedPart, piece: Piece, now: Date): Promise<void> {
  if (piece.begins && piece.more) {
    const total = Math.max(piece.did + (await piece.waiting()), 1)
    await tx`
      INSERT INTO rollup_count (part, since, total, done) VALUES (${name}, ${now}, ${total}, ${piece.did})
      ON CONFLICT (part) DO UPDATE SET since = excluded.since, total = excluded.total, done = excluded.done`
  } else if (piece.more) {
    // What happens meanwhile is counted with it: it is over when nothing is left.
    await tx`UPDATE rollup_count SET done = least(done + ${piece.did}::int, total - 1) WHERE part = ${name}`
  } else {
    await tx`UPDATE rollup_count SET done = total WHERE part = ${name} AND done < total`
    await tx`
      DELETE FROM rollup_count WHERE NOT EXISTS (SELECT FROM rollup_count WHERE done < total)
        AND NOT EXISTS (SELECT FROM migration g CROSS JOIN LATERAL (${neverCounted}) n)`
  }
}

/** Parts of which nothing was counted yet in a migration `g`. */
const neverCounted = part`
  SELECT 'standings' AS part WHERE NOT EXISTS (SELECT FROM standing_day WHERE migration_id = g.id)
  UNION ALL SELECT 'tasks' WHERE NOT EXISTS (SELECT FROM rollup_mark WHERE name = 'tasks: attempts without an end')
  UNION ALL SELECT 'checks'
    WHERE NOT EXISTS (SELECT FROM rollup_mark WHERE name = 'checks of ' || g.id || ' in ' || g.time_zone)`

/**
 * Whether figures of a migration are still counted from the beginning, as after an upgrade, and how far that is. Null: they
 * are whole. Parts that are done stay in the share until all are.
 */
export async function countingOf(migrationId: string): Promise<Counting | null> {
  const [row] = await sql<{ since: Date | null; share: number; open: boolean }>`
    SELECT min(c.since) AS since, coalesce(avg(c.done::float8 / c.total), 1) AS share, coalesce(bool_or(c.done < c.total), false) AS open
    FROM (
      SELECT part, since, total, done FROM rollup_count
      UNION ALL SELECT n.part, NULL, 1, 0 FROM migration g CROSS JOIN LATERAL (${neverCounted}) n
      WHERE g.id = ${migrationId}::uuid AND n.part NOT IN (SELECT part FROM rollup_count)
    ) c`
  if (!row?.open) return null
  return { since: row.since?.toISOString() ?? null, percent: Math.floor(row.share * 100) }
}
