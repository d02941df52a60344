/** A picture, film or captions file of a migration. Its address names its content, so it can be cached for ever. */
export type MediaFile = {
  /** as authors write it after `media/` */
  name: string
  /** SHA-256 of the content, in hex */
  hash: string
  extension: string
  bytes: number
  /** in pixels, where the file says so */
  width: number | null
  height: number | null
  /** how long a film is, where its file says so */
  seconds: number | null
}

/** The media of a migration, by name. */
export type MediaShelf = Readonly<Record<string, MediaFile>>

export type MediaKind = 'picture' | 'video' | 'captions'

/** The types that are kept and served, by extension; everything else in the folder is left alone. */
export const MEDIA_TYPES: Readonly<Record<string, { kind: MediaKind; type: string }>> = {
  png: { kind: 'picture', type: 'image/png' },
  jpg: { kind: 'picture', type: 'image/jpeg' },
  jpeg: { kind: 'picture', type: 'image/jpeg' },
  webp: { kind: 'picture', type: 'image/webp' },
  avif: { kind: 'picture', type: 'image/avif' },
  gif: { kind: 'picture', type: 'image/gif' },
  svg: { kind: 'picture', type: 'image/svg+xml' },
  mp4: { kind: 'video', type: 'video/mp4' },
  webm: { kind: 'video', type: 'video/webm' },
  vtt: { kind: 'captions', type: 'text/vtt; charset=utf-8' },
}

/** The extensions of a kind, for messages. */
export function extensionsOf(kind: MediaKind): string[] {
  return Object.keys(MEDIA_TYPES).filter((extension) => MEDIA_TYPES[extension]?.kind === kind)
}

export function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase()
}

export function mediaPath({ hash, extension }: Pick<MediaFile, 'hash' | 'extension'>): string {
  return `/media/${hash}.${extension}`
}

/** The name after `media/` in an address that an author wrote, or null if it is not one. */
export function mediaName(address: string): string | null {
  return /^(?:\.{1,2}\/)*media\/(\w[\w./-]*)$/.exec(address)?.[1] ?? null
}

/** The media that a text names, by name. */
export function mediaIn(text: string, shelf: MediaShelf): MediaFile[] {
  return Object.values(shelf)
    .filter(({ name }) => text.includes(`media/${name}`))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}
