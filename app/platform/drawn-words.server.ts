import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Font } from 'fontkit'

const { resolve } = createRequire(import.meta.url)
const SANS = '@fontsource-variable/instrument-sans/files/instrument-sans'
const SERIF = '@fontsource/source-serif-4/files/source-serif-4'

/** The pages' own face first; it has Latin letters only, so that others come from the face of paper. */
const FILES = [
  `${SANS}-latin-wght-normal.woff2`,
  `${SANS}-latin-ext-wght-normal.woff2`,
  ...['cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'].map((script) => `${SERIF}-${script}-400-normal.woff2`),
]

/** Words as outlines, from the left end of their base line at 0, 0; `width` in the same pixels. */
export type DrawnWords = { path: string; width: number }

/** Draws words at a size in pixels. */
export type WordPen = (words: string, size: number) => DrawnWords

let pen: Promise<WordPen> | undefined

/**
 * A pen that draws words as outlines of our own fonts: a picture with them looks the same on a machine that has no font
 * at all. Made once a process. A letter that no font of ours has is drawn as its box.
 */
export function wordPen(): Promise<WordPen> {
  pen ??= makePen()
  return pen
}

async function makePen(): Promise<WordPen> {
  const { create } = await import('fontkit')
  const fonts = await Promise.all(FILES.map(async (file) => create(await readFile(resolve(file))) as Font))
  return (words, size) => {
    let [path, width] = ['', 0]
    for (const run of runsOf(words.normalize('NFC'), fonts)) {
      const scale = size / run.font.unitsPerEm
      const { glyphs, positions } = run.font.layout(run.text)
      for (const [place, glyph] of glyphs.entries()) {
        const left = width + (positions[place]?.xOffset ?? 0) * scale
        path += outline(glyph.path.commands, left, scale)
        width += (positions[place]?.xAdvance ?? 0) * scale
      }
    }
    return { path, width }
  }
}

function runsOf(words: string, fonts: readonly Font[]): { text: string; font: Font }[] {
  const runs: { text: string; font: Font }[] = []
  for (const letter of words) {
    const code = letter.codePointAt(0) ?? 0
    const font = (fonts.find((one) => one.hasGlyphForCodePoint(code)) ?? fonts[0]) as Font
    const last = runs.at(-1)
    if (last?.font === font) last.text += letter
    else runs.push({ text: letter, font })
  }
  return runs
}

const LETTERS: Record<string, string> = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
}

/** A glyph's outline in pixels; fonts count upwards, pictures downwards. */
function outline(commands: readonly { command: string; args: number[] }[], left: number, scale: number): string {
  return commands
    .map(({ command, args }) => {
      const points = args.map((value, place) => (place % 2 === 0 ? left + value * scale : -value * scale).toFixed(2))
      return (LETTERS[command] ?? '') + points.join(' ')
    })
    .join('')
}
