import { type Part, part } from '#app/platform/database/sql.server.ts'

/** `AND` every word is somewhere in the text; accents and capitals do not matter. Nothing for no words. */
export function andHasWords(text: Part, words: string): Part {
  const patterns = words
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  if (patterns.length === 0) return part``
  return part`AND unaccent(${text}) ILIKE ALL (SELECT unaccent(word) FROM unnest(${patterns}::text[]) AS word)`
}
