import type { Palette } from './palette.ts'

type Words = { title: string; notes: readonly string[] }

const PADDING = 24
const TITLE = { size: 18, line: 24, weight: 600 }
const NOTE = { size: 12.5, line: 18, weight: 400 }

/**
 * A chart as a picture that stands by itself: its title above it, and below it what is annotated, how many it is about and
 * of when. As sharp as the canvas is on this screen.
 */
export async function chartPicture(chart: HTMLCanvasElement, { title, notes }: Words, palette: Palette): Promise<Blob> {
  const width = chart.clientWidth
  const scale = chart.width / width
  const picture = document.createElement('canvas')
  const ctx = picture.getContext('2d')
  if (!ctx) throw new Error('This browser draws no pictures.')
  const face = palette('--face-sans')
  const wrapped = (text: string, { weight, size }: typeof TITLE) => {
    ctx.font = `${weight} ${size}px ${face}`
    return linesOf(text, width, (words) => ctx.measureText(words).width)
  }
  const head = wrapped(title, TITLE)
  const foot = notes.flatMap((note) => wrapped(note, NOTE))
  const top = PADDING + head.length * TITLE.line + 8
  const bottom = top + chart.clientHeight + 12
  picture.width = (width + 2 * PADDING) * scale
  picture.height = (bottom + foot.length * NOTE.line + PADDING) * scale
  ctx.scale(scale, scale)
  ctx.fillStyle = palette('--surface')
  ctx.fillRect(0, 0, width + 2 * PADDING, bottom + foot.length * NOTE.line + PADDING)
  ctx.drawImage(chart, PADDING, top, width, chart.clientHeight)
  ctx.textBaseline = 'top'
  write(ctx, head, PADDING, { ...TITLE, face, colour: palette('--text') })
  write(ctx, foot, bottom, { ...NOTE, face, colour: palette('--muted') })
  return new Promise((resolve, reject) =>
    picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('This browser makes no picture of the chart.')))),
  )
}

type Style = { size: number; line: number; weight: number; face: string; colour: string }

function write(ctx: CanvasRenderingContext2D, lines: readonly string[], from: number, style: Style): void {
  ctx.font = `${style.weight} ${style.size}px ${style.face}`
  ctx.fillStyle = style.colour
  for (const [place, words] of lines.entries()) ctx.fillText(words, PADDING, from + place * style.line)
}

/** Breaks a text between its words where it would be wider; a word alone may be. */
export function linesOf(text: string, width: number, measure: (words: string) => number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last === undefined || measure(longer) > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}
