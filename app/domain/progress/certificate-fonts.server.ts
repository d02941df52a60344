import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/**
 * The serif of the pages for paper. It comes in files by script, each with some of the letters: a text is drawn in runs,
 * each in the first file that has its letters.
 */
const SCRIPTS = ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic', 'cyrillic-ext'] as const
type Script = (typeof SCRIPTS)[number]
export type Weight = 400 | 600

/** A piece of text in one file; `script` is null where no file has its letters. */
export type Run = { text: string; script: Script | null }

const { resolve } = createRequire(import.meta.url)
const PACKAGE = '@fontsource/source-serif-4'

const files = new Map<string, Promise<Buffer>>()

/** The bytes of a file, read once a process. */
export function fontFile(script: Script, weight: Weight): Promise<Buffer> {
  const name = `source-serif-4-${script}-${weight}-normal.woff`
  const known = files.get(name) ?? readFile(resolve(`${PACKAGE}/files/${name}`))
  files.set(name, known)
  return known
}

type Ranges = [from: number, to: number][]
let ranges: Promise<Map<Script, Ranges>> | undefined

/** The text in runs of one file each. Letters with marks are composed first: the files have those. */
export async function runsOf(text: string): Promise<Run[]> {
  ranges ??= readRanges()
  const known = await ranges
  const runs: Run[] = []
  for (const letter of text.normalize('NFC')) {
    const script = SCRIPTS.find((one) => has(known.get(one), letter)) ?? null
    const last = runs.at(-1)
    if (last?.script === script) last.text += letter
    else runs.push({ text: letter, script })
  }
  return runs
}

/** Which letters each file has, as the package says it: `U+0000-00FF,U+0131`. */
async function readRanges(): Promise<Map<Script, Ranges>> {
  const said = JSON.parse(await readFile(resolve(`${PACKAGE}/unicode.json`), 'utf8')) as Record<string, string>
  return new Map(SCRIPTS.map((script) => [script, rangesIn(said[script] ?? '')]))
}

function rangesIn(said: string): Ranges {
  return Array.from(said.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi), ([, from = '', to = from]) => [
    Number.parseInt(from, 16),
    Number.parseInt(to, 16),
  ])
}

function has(known: Ranges | undefined, letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0
  return known?.some(([from, to]) => code >= from && code <= to) === true
}
