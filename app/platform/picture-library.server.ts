type Library = typeof import('sharp').default

/** What kinds of file the library may open. */
export type PictureKind = 'Png' | 'Jpeg' | 'Webp' | 'Svg'

/** Decoding takes memory, and what may be opened is set for the whole process: so one picture after the other. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Works with the library while it opens these kinds of file and no other: what is uploaded is never taken for a drawing.
 * Others wait until the work is done. Loaded with the first picture: most processes never see one.
 */
export function withPictures<T>(kinds: readonly PictureKind[], work: (sharp: Library) => Promise<T>): Promise<T> {
  const done = last.then(async () => {
    const { default: sharp } = await import('sharp')
    sharp.cache(false)
    sharp.concurrency(1)
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: kinds.map((kind) => `VipsForeignLoad${kind}Buffer`) })
    return work(sharp)
  })
  last = done.catch(() => {})
  return done
}
