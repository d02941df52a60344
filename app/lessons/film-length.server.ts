/**
 * How long a film is, read from its file, so that nobody has to believe what a browser says. MP4: ISO/IEC 14496-12,
 * boxes `mvhd` and `mehd`; WebM: Matroska (RFC 9559), `Info/Duration`.
 */

/** The length in seconds; null where the file does not say it, or is no film. */
export function filmSeconds(file: Buffer): number | null {
  try {
    const seconds = isWebm(file) ? webmSeconds(file) : mp4Seconds(file)
    return seconds !== null && Number.isFinite(seconds) && seconds > 0 ? seconds : null
  } catch (error) {
    // Reading past the end: the file stops in the middle.
    if (error instanceof RangeError) return null
    throw error
  }
}

type Span = { from: number; to: number }

function mp4Seconds(file: Buffer): number | null {
  const movie = boxIn(file, { from: 0, to: file.length }, 'moov')
  const header = movie && boxIn(file, movie, 'mvhd')
  if (!movie || !header) return null
  const isLong = file.readUInt8(header.from) === 1
  const scale = file.readUInt32BE(header.from + (isLong ? 20 : 12))
  const length = timeAt(file, header.from + (isLong ? 24 : 16), isLong)
  return length === 0 ? fragmentsSeconds(file, movie, scale) : length / scale
}

/** A film in fragments says its length apart. */
function fragmentsSeconds(file: Buffer, movie: Span, scale: number): number | null {
  const extends_ = boxIn(file, movie, 'mvex')
  const header = extends_ && boxIn(file, extends_, 'mehd')
  if (!header) return null
  return timeAt(file, header.from + 4, file.readUInt8(header.from) === 1) / scale
}

function timeAt(file: Buffer, at: number, isLong: boolean): number {
  return isLong ? Number(file.readBigUInt64BE(at)) : file.readUInt32BE(at)
}

/** What a box of this name holds, among those directly in a span. */
function boxIn(file: Buffer, { from, to }: Span, name: string): Span | null {
  let at = from
  while (at + 8 <= to) {
    const short = file.readUInt32BE(at)
    const head = short === 1 ? 16 : 8
    const size = short === 1 ? Number(file.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short
    if (size < head) return null
    if (file.toString('latin1', at + 4, at + 8) === name) return { from: at + head, to: Math.min(at + size, to) }
    at += size
  }
  return null
}

const EBML = 0x1a45dfa3
const SEGMENT = 0x18538067
const INFO = 0x1549a966
const TIMESTAMP_SCALE = 0x2ad7b1
const DURATION = 0x4489
/** Nanoseconds, if the file does not say otherwise. */
const USUAL_SCALE = 1_000_000

function isWebm(file: Buffer): boolean {
  return file.length > 4 && file.readUInt32BE(0) === EBML
}

function webmSeconds(file: Buffer): number | null {
  const segment = elementIn(file, { from: 0, to: file.length }, SEGMENT)
  const info = segment && elementIn(file, segment, INFO)
  const duration = info && elementIn(file, info, DURATION)
  if (!info || !duration) return null
  const scale = elementIn(file, info, TIMESTAMP_SCALE)
  const ticks = duration.to - duration.from === 4 ? file.readFloatBE(duration.from) : file.readDoubleBE(duration.from)
  return (ticks * (scale ? file.readUIntBE(scale.from, scale.to - scale.from) : USUAL_SCALE)) / 1e9
}

/** What an element of this id holds, among those directly in a span. */
function elementIn(file: Buffer, { from, to }: Span, wanted: number): Span | null {
  let at = from
  while (at < to) {
    const id = numberAt(file, at, 'with its mark')
    const size = numberAt(file, at + id.bytes, 'without its mark')
    const start = at + id.bytes + size.bytes
    // Where a live recording left the size open, the element goes on to the end.
    const end = size.isOpen ? to : Math.min(start + size.value, to)
    if (id.value === wanted) return { from: start, to: end }
    at = end
  }
  return null
}

/** A number of variable length: the first byte's leading zeros say how many bytes follow. */
function numberAt(file: Buffer, at: number, mark: 'with its mark' | 'without its mark') {
  const first = file.readUInt8(at)
  const bytes = Math.clz32(first) - 23
  if (bytes > 8) throw new RangeError('no such number')
  let value = mark === 'with its mark' ? first : first & (0xff >> bytes)
  let isOpen = (first & (0xff >> bytes)) === 0xff >> bytes
  for (let place = 1; place < bytes; place++) {
    const byte = file.readUInt8(at + place)
    isOpen &&= byte === 0xff
    value = value * 256 + byte
  }
  return { value, bytes, isOpen }
}
