import sharp from 'sharp'

const [WIDTH, HEIGHT] = [320, 96]
const COLOURS = {
  page: [250, 250, 248],
  field: [255, 255, 255],
  line: [150, 150, 150],
  refused: [180, 35, 24],
} as const

/** A screenshot as somebody would paste it: two fields side by side, the second refused. A small PNG. */
export function aScreenshot(): Promise<Buffer> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) pixels.set(COLOURS[colourAt(x, y)], (y * WIDTH + x) * 3)
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .png()
    .toBuffer()
}

function colourAt(x: number, y: number): keyof typeof COLOURS {
  for (const [left, frame] of [
    [16, 'line'],
    [168, 'refused'],
  ] as const) {
    if (x < left || x >= left + 136 || y < 28 || y >= 68) continue
    return x < left + 2 || x >= left + 134 || y < 30 || y >= 66 ? frame : 'field'
  }
  return 'page'
}
