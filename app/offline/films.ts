/** A longer film would fill the browser's place for other pages, and a person's data volume. */
const LIMIT_BYTES = 64 * 1024 * 1024

/**
 * Keeps the films that are not kept yet, one after the other. Left out are those that are too large, all of them where the
 * browser is asked to save data, and what arrives after everything was forgotten. What cannot be loaded or has no place
 * is missing: the page then shows its transcript.
 */
export async function takeFilms(cache: Cache, addresses: readonly string[], isWanted: () => boolean): Promise<void> {
  if (savesData()) return
  for (const address of addresses) {
    if (isWanted() && !(await cache.match(address))) await take(cache, address, isWanted).catch(() => {})
  }
}

async function take(cache: Cache, address: string, isWanted: () => boolean): Promise<void> {
  const film = await fetch(address)
  const bytes = Number(film.headers.get('Content-Length') ?? Number.POSITIVE_INFINITY)
  if (film.status !== 200 || bytes > LIMIT_BYTES) return film.body?.cancel()
  const whole = new Response(await film.blob(), { headers: film.headers })
  if (isWanted()) await cache.put(address, whole)
}

/** The setting by which a person says that their connection costs them something; not every browser tells it. */
function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
}

/**
 * The part of a kept file that a player asks for; the whole of it for no range, several at once, or one that is not
 * understood (RFC 9110, 14.2).
 */
export async function partOf(whole: Response, range: string | null): Promise<Response> {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? '')
  if (!asked || asked[0] === 'bytes=-') return whole
  const film = await whole.blob()
  const { start, end } = spanOf(asked[1] ?? '', asked[2] ?? '', film.size)
  const headers = new Headers(whole.headers)
  if (start > end) {
    headers.set('Content-Range', `bytes */${film.size}`)
    headers.delete('Content-Length')
    return new Response(null, { status: 416, headers })
  }
  headers.set('Content-Range', `bytes ${start}-${end}/${film.size}`)
  headers.set('Content-Length', String(end - start + 1))
  return new Response(film.slice(start, end + 1), { status: 206, headers })
}

/** First and last byte, both included; without a first one the number says how many of the last are meant. */
function spanOf(first: string, last: string, size: number): { start: number; end: number } {
  if (first === '') return { start: Math.max(0, size - Number(last)), end: size - 1 }
  return { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
