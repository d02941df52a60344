/** What a browser strips from a URL or reads as a slash; either would turn a path into somebody else's address. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSAFE = /[\u0000-\u0020\u007f\\]/

const HERE = 'http://here.invalid'

/**
 * The path to go to after signing in, if it is one of ours; else `otherwise`. Only a path on this site passes:
 * no other site's address, nothing that a browser would read as one.
 */
export function localPath(candidate: unknown, otherwise = '/'): string {
  if (typeof candidate !== 'string' || candidate.length > 2_000) return otherwise
  if (!candidate.startsWith('/') || UNSAFE.test(candidate) || !URL.canParse(candidate, HERE)) return otherwise
  const { origin, pathname } = new URL(candidate, HERE)
  // `/.//elsewhere` is a path too, but one that resolves to `//elsewhere`.
  return origin === HERE && !pathname.startsWith('//') ? candidate : otherwise
}
