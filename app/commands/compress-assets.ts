import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const COMPRESSIBLE = /\.(css|js|json|svg|txt|webmanifest)$/

/** Below this, an answer fits into one packet anyway. */
const WORTH_COMPRESSING = 1_024

const FORMS: [suffix: string, compress: (whole: Buffer) => Promise<Buffer>][] = [
  ['.br', (whole) => promisify(brotliCompress)(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })],
  ['.gz', (whole) => promisify(gzip)(whole, { level: 9 })],
]

/**
 * Writes `.br` and `.gz` beside every built file that gets smaller by it, as small as these formats can make it: once a
 * build, in place of once a visitor. The server finds them by their names.
 */
export async function compressAssets(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name))
  await Promise.all(files.map((entry) => compressFile(path.join(entry.parentPath, entry.name))))
}

async function compressFile(file: string): Promise<void> {
  const whole = await readFile(file)
  if (whole.length < WORTH_COMPRESSING) return
  for (const [suffix, compress] of FORMS) {
    const compressed = await compress(whole)
    if (compressed.length < whole.length) await writeFile(file + suffix, compressed)
  }
}
