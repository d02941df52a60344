import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { constants, createGzip, gzip, gzipSync } from 'node:zlib'
import { AcceptEncoding } from '@remix-run/headers'

/** How long an answer may take to complete before what is there is sent ahead of the rest. */
const PATIENCE_MS = 15

/** Below this, compressing costs more than it saves. */
const WORTH_COMPRESSING = 1_024

/** Above this, compressing is left to another thread, so that nobody else's page waits for it. */
const WORTH_A_THREAD = 262_144

const COMPRESSIBLE = /^(text\/(?!event-stream)|application\/(json|problem\+json|javascript)|image\/svg\+xml)/

/** Light compression: a page shrinks to a fifth; the default level takes 8 % more off it in two and a half times the time. */
const GZIP = { level: 3 }

type Chunk = ReadableStreamReadResult<Uint8Array>
type Reader = ReadableStreamDefaultReader<Uint8Array>

/**
 * Sends a fetch response. An answer that is complete within moments goes out whole: one write, a length, compressed in
 * one go, at half the cost of a stream. One that still waits for something streams from there on, each part flushed.
 */
export async function send(response: Response, res: ServerResponse, accepts: string | undefined): Promise<void> {
  res.statusCode = response.status
  for (const [name, value] of response.headers) res.appendHeader(name, value)
  if (response.body === null) return void res.end()
  const reader: Reader = response.body.getReader()
  const compress = prepareCompression(res, accepts)
  if (res.hasHeader('Content-Length') || isEventStream(res)) {
    res.flushHeaders()
    return stream([], reader.read(), reader, res, false)
  }
  const { chunks, pending } = await collect(reader)
  if (pending) await stream(chunks, pending, reader, res, compress)
  else await sendWhole(chunks, res, compress)
}

const isEventStream = (res: ServerResponse) => String(res.getHeader('Content-Type')).startsWith('text/event-stream')

/** Whether to compress; names the choice in `Vary` wherever there was one. */
function prepareCompression(res: ServerResponse, accepts: string | undefined): boolean {
  if (!COMPRESSIBLE.test(String(res.getHeader('Content-Type'))) || res.hasHeader('Content-Encoding')) return false
  if (res.hasHeader('Content-Length')) return false
  res.appendHeader('Vary', 'Accept-Encoding')
  return accepts !== undefined && new AcceptEncoding(accepts).accepts('gzip')
}

/** What arrives of a body within our patience, and the read that is still pending then, if any. */
async function collect(reader: Reader): Promise<{ chunks: Uint8Array[]; pending: Promise<Chunk> | null }> {
  const chunks: Uint8Array[] = []
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null)
  })
  try {
    for (;;) {
      const read = reader.read()
      const chunk = await Promise.race([read, late])
      if (chunk === null) return { chunks, pending: read }
      if (chunk.done) return { chunks, pending: null }
      chunks.push(chunk.value)
    }
  } finally {
    clearTimeout(timer)
  }
}

async function sendWhole(chunks: Uint8Array[], res: ServerResponse, compress: boolean): Promise<void> {
  const whole = Buffer.concat(chunks)
  const compressed = compress && whole.length >= WORTH_COMPRESSING
  const body = compressed ? await packed(whole) : whole
  if (compressed) res.setHeader('Content-Encoding', 'gzip')
  res.setHeader('Content-Length', body.length)
  res.end(body)
}

const packed = (whole: Buffer): Buffer | Promise<Buffer> =>
  whole.length < WORTH_A_THREAD ? gzipSync(whole, GZIP) : promisify(gzip)(whole, GZIP)

async function stream(
  chunks: Uint8Array[],
  pending: Promise<Chunk>,
  reader: Reader,
  res: ServerResponse,
  compress: boolean,
): Promise<void> {
  const body = Readable.from(parts(chunks, pending, reader), { objectMode: false })
  if (!compress) return settle(pipeline(body, res))
  res.setHeader('Content-Encoding', 'gzip')
  await settle(pipeline(body, createGzip({ ...GZIP, flush: constants.Z_SYNC_FLUSH }), res))
}

async function* parts(chunks: Uint8Array[], pending: Promise<Chunk>, reader: Reader): AsyncGenerator<Uint8Array> {
  try {
    if (chunks.length > 0) yield Buffer.concat(chunks)
    for (let chunk = await pending; !chunk.done; chunk = await reader.read()) yield chunk.value
  } finally {
    await reader.cancel()
  }
}

/** A visitor who leaves in the middle of an answer is no failure of ours. */
async function settle(sending: Promise<void>): Promise<void> {
  try {
    await sending
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}
