import { IfNoneMatch, IfRange, Range } from '@remix-run/headers'
import { Refusal } from '#app/domain/errors.ts'
import { refusalResponse } from './answer.server.ts'

/** What may be served as media, by file ending; anything else is missing, whatever its bytes are. */
const TYPES: Record<string, { type: string; download?: true }> = {
  mp4: { type: 'video/mp4' },
  webm: { type: 'video/webm' },
  mp3: { type: 'audio/mpeg' },
  m4a: { type: 'audio/mp4' },
  vtt: { type: 'text/vtt; charset=utf-8' },
  png: { type: 'image/png' },
  jpg: { type: 'image/jpeg' },
  jpeg: { type: 'image/jpeg' },
  gif: { type: 'image/gif' },
  webp: { type: 'image/webp' },
  avif: { type: 'image/avif' },
  svg: { type: 'image/svg+xml' },
  pdf: { type: 'application/pdf', download: true },
}

/** A stored file: its content's hash names it, so it never changes. `read` gives the bytes from `start` to `end`, both included. */
export type Media = {
  hash: string
  extension: string
  size: number
  read: (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>> | ReadableStream<Uint8Array>
}

/**
 * Answers a request for a stored file: whole, not modified, or the one range that a player asks for. A document among
 * them (SVG, opened by itself) is shut in a sandbox, so that nothing in it runs as ours.
 */
export async function mediaResponse(request: Request, media: Media): Promise<Response> {
  const known = TYPES[media.extension]
  if (known === undefined) throw refusalResponse(new Refusal('missing', 'There is no such file.'))
  const etag = `"${media.hash}"`
  const headers = new Headers({
    'Content-Type': known.type,
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Accept-Ranges': 'bytes',
    ETag: etag,
  })
  if (known.download) headers.set('Content-Disposition', 'attachment')
  if (new IfNoneMatch(request.headers.get('if-none-match') ?? '').matches(etag))
    return new Response(null, { status: 304, headers })
  const range = rangeOf(request, media, etag)
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${media.size}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: media.size - 1 }
  headers.set('Content-Length', String(end - start + 1))
  if (range) headers.set('Content-Range', `bytes ${start}-${end}/${media.size}`)
  const body = request.method === 'HEAD' || media.size === 0 ? null : await media.read(start, end)
  return new Response(body, { status: range ? 206 : 200, headers })
}

type Span = { start: number; end: number }

/** The one range asked for; null means the whole, as for several ranges at once, which a server may ignore. */
function rangeOf(request: Request, { size }: Media, etag: string): Span | 'unsatisfiable' | null {
  const asked = request.headers.get('range')
  if (asked === null || !asked.startsWith('bytes=')) return null
  const condition = request.headers.get('if-range')
  if (condition !== null && !new IfRange(condition).matches({ etag })) return null
  const range = new Range(asked)
  if (range.ranges.length !== 1) return null
  const [span] = range.normalize(size)
  return span && span.start <= span.end ? span : 'unsatisfiable'
}
