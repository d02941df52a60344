export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
export const SLUG_WORDS = 'lower case letters, digits and single hyphens'

/** Letters that Unicode does not take apart into a plain one and a mark. */
const LETTERS: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd' }

/** Words in lower case and without accents: `Größe` → `grosse`. */
export function plainLetters(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßøłæœđ]/g, (letter) => LETTERS[letter] ?? '')
}

/** The slug of a heading: `What changes for you?` → `what-changes-for-you`. Empty where nothing of it can be kept. */
export function slugOf(words: string): string {
  return plainLetters(words)
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/-$/, '')
}

/** The first of `slug`, `slug-2`, `slug-3`, … that is not taken. */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(slug)) return slug
  for (let number = 2; ; number++) if (!isTaken(`${slug}-${number}`)) return `${slug}-${number}`
}
