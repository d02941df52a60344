import { withPictures } from './picture-library.server.ts'

/** A picture drawn anew: nothing of the file that it came from is left but what can be seen. */
export type RedrawnPicture = { bytes: Buffer; width: number; height: number }

/** Why a file is not drawn. */
export type PictureProblem = 'no picture' | 'broken' | 'too many pixels'

/** Two screens of 4K side by side have 17 million; a picture of this many takes 100 MB while it is decoded. */
export const PIXELS_LIMIT = 25_000_000

const LONGEST_SIDE = 2_560
const SECONDS = 15

/**
 * Draws a PNG, JPEG or WebP anew as WebP, upright and at most 2,560 pixels long. What it is, its bytes say. Its size is
 * read from its head, so that one with too many pixels is never decoded.
 */
export function redrawPicture(file: Uint8Array): Promise<RedrawnPicture | PictureProblem> {
  if (!isPicture(Buffer.from(file.buffer, file.byteOffset, file.byteLength))) return Promise.resolve('no picture')
  return withPictures(['Png', 'Jpeg', 'Webp'], (sharp) => redraw(sharp, file))
}

async function redraw(
  sharp: typeof import('sharp').default,
  file: Uint8Array,
): Promise<RedrawnPicture | PictureProblem> {
  const size = await sharp(file, { limitInputPixels: false })
    .metadata()
    .then(
      ({ width, height }) => width * height,
      () => null,
    )
  if (size === null) return 'broken'
  if (size > PIXELS_LIMIT) return 'too many pixels'
  try {
    const { data, info } = await sharp(file, { limitInputPixels: PIXELS_LIMIT, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 85, smartSubsample: true })
      .timeout({ seconds: SECONDS })
      .toBuffer({ resolveWithObject: true })
    return { bytes: data, width: info.width, height: info.height }
  } catch {
    return 'broken'
  }
}

function isPicture(file: Buffer): boolean {
  const starts = file.toString('latin1', 0, 12)
  return (
    starts.startsWith('\x89PNG\r\n\x1a\n') ||
    starts.startsWith('\xff\xd8\xff') ||
    (starts.startsWith('RIFF') && starts.endsWith('WEBP'))
  )
}
