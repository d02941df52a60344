type Size = { width: number; height: number }

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** The size of a PNG or JPEG in pixels, so that a page keeps its place while the picture loads; null for other files. */
export function pictureSize(file: Buffer): Size | null {
  if (file.length >= 24 && file.subarray(0, 8).equals(PNG)) {
    return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) }
  }
  return file.length > 4 && file.readUInt16BE(0) === 0xffd8 ? jpegSize(file) : null
}

/** Walks the segments of a JPEG to its frame header (SOF0 to SOF15, without the three that are no frames). */
function jpegSize(file: Buffer): Size | null {
  let at = 2
  while (at + 9 < file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) }
    at += 2 + file.readUInt16BE(at + 2)
  }
  return null
}
