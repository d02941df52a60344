import { createHash } from 'node:crypto'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { mediaPath } from '#app/lessons/media.ts'
import { pictureSize } from '#app/lessons/picture-size.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'

/** A picture has at most so many bytes; a form with it stays within what a request may hold. */
const LARGEST = 1_000_000
const WIDEST = 12_000

/**
 * Keeps a picture by what it holds, once however often it comes, and says where it is served. What it is, its bytes say:
 * PNG, JPEG or WebP; everything else is refused.
 */
export async function storePicture(
  viewer: Viewer,
  file: Uint8Array,
): Promise<{ src: string; width: number | null; height: number | null }> {
  ensure(viewer, 'playbook.read')
  const bytes = Buffer.from(file)
  const extension = typeOf(bytes)
  if (extension === null)
    throw new Refusal('invalid', 'This is no picture that can be shown here. Choose a PNG, JPEG or WebP.')
  if (bytes.length > LARGEST)
    throw new Refusal('invalid', 'This picture has more than 1 MB. Make it smaller and try again.')
  const { width = null, height = null } = pictureSize(bytes) ?? {}
  if ((width ?? 0) > WIDEST || (height ?? 0) > WIDEST) {
    throw new Refusal(
      'invalid',
      `This picture is wider or higher than ${WIDEST} pixels. Make it smaller and try again.`,
    )
  }
  const hash = createHash('sha256').update(bytes).digest('hex')
  await sql`
    INSERT INTO media (hash, type, size, bytes)
    VALUES (${hash}, ${`image/${extension === 'jpg' ? 'jpeg' : extension}`}, ${bytes.length}, ${bytes})
    ON CONFLICT DO NOTHING`
  return { src: mediaPath({ hash, extension }), width: width || null, height: height || null }
}

function typeOf(bytes: Buffer): 'png' | 'jpg' | 'webp' | null {
  if (bytes.length >= 24 && bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n') return 'png'
  if (bytes.length >= 4 && bytes.readUInt16BE(0) === 0xffd8 && bytes[2] === 0xff) return 'jpg'
  const isWebp =
    bytes.length >= 16 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'
  return isWebp ? 'webp' : null
}
