import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { AcceptEncoding, IfNoneMatch } from '@remix-run/headers'
import type { RequestHandler } from 'express'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

const ENCODINGS = { br: '.br', gzip: '.gz' } as const
type Encoding = keyof typeof ENCODINGS

type BuiltFile = {
  type: string
  etag: string
  cacheControl: string
  whole: Buffer
  encoded: Partial<Record<Encoding, Buffer>>
}

/**
 * Serves the built files from memory, in the compressed forms that the build made beside them. They are a few MiB in
 * all. Files under /assets carry their content's hash in their name and so never change; the others are asked for again.
 */
export async function builtFiles(directory: string): Promise<RequestHandler> {
  const files = await readBuiltFiles(directory)
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next()
    const file = files.get(req.path)
    if (file === undefined) {
      if (!req.path.startsWith('/assets/')) return next()
      res.statusCode = 404
      res.setHeader('Cache-Control', 'no-store')
      return void res.setHeader('Content-Type', 'text/plain').end('No such file.\n')
    }
    res.setHeader('Content-Type', file.type)
    res.setHeader('Cache-Control', file.cacheControl)
    res.setHeader('ETag', file.etag)
    res.setHeader('Vary', 'Accept-Encoding')
    if (new IfNoneMatch(req.headers['if-none-match']).matches(file.etag)) {
      res.statusCode = 304
      return void res.end()
    }
    const encoding = preferredEncoding(file, req.headers['accept-encoding'])
    if (encoding) res.setHeader('Content-Encoding', encoding)
    const body = (encoding && file.encoded[encoding]) || file.whole
    res.setHeader('Content-Length', body.length)
    res.end(req.method === 'HEAD' ? undefined : body)
  }
}

function preferredEncoding(file: BuiltFile, accepts: string | undefined): Encoding | null {
  if (accepts === undefined) return null
  const accepted = new AcceptEncoding(accepts)
  if (file.encoded.br && accepted.accepts('br')) return 'br'
  return file.encoded.gzip && accepted.accepts('gzip') ? 'gzip' : null
}

async function readBuiltFiles(directory: string): Promise<Map<string, BuiltFile>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = new Map<string, BuiltFile>()
  for (const path of paths) {
    const type = TYPES[extname(path)]
    const url = `/${relative(directory, path).split(sep).join('/')}`
    if (type === undefined || url.startsWith('/.')) continue
    files.set(url, await readBuiltFile(path, url, type, new Set(paths)))
  }
  return files
}

async function readBuiltFile(path: string, url: string, type: string, all: Set<string>): Promise<BuiltFile> {
  const whole = await readFile(path)
  const encoded: BuiltFile['encoded'] = {}
  for (const [encoding, suffix] of Object.entries(ENCODINGS) as [Encoding, string][]) {
    if (all.has(path + suffix)) encoded[encoding] = await readFile(path + suffix)
  }
  const etag = `"${createHash('sha256').update(whole).digest('base64url').slice(0, 22)}"`
  const cacheControl = url.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=600'
  return { type, etag, cacheControl, whole, encoded }
}
