import { parseMarkdown } from './markdown.server.ts'
import { type CompiledModule, compileModule, type Products } from './module.server.ts'
import type { Outcome, Place } from './problem.ts'
import type { Source } from './source.server.ts'

/** Lines of a file, the last one included. */
export type Lines = { from: number; to: number }

/** A broken module without its broken parts: for its author to look at, never to be published. */
export type ModuleRest = { module: CompiledModule; leftOut: Lines[] }

/** What is left out can show what was hidden behind it; more turns than these help nobody. */
const MOST_TURNS = 8

/** Compiles what is sound in a broken module. Null where nothing is; what is wrong was told when the whole was compiled. */
export async function compileRest(source: Source, products: Products): Promise<Outcome<ModuleRest>> {
  const leftOut: Lines[] = []
  let rest = source
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const { compiled, problems } = await compileModule(rest, products)
    if (compiled) return { compiled: { module: compiled, leftOut: leftOut.sort(byLine) }, problems: [] }
    const broken = withoutOverlap(brokenLines(rest, problems))
    if (broken.length === 0) break
    leftOut.push(...broken)
    rest = { ...rest, text: without(rest, broken) }
  }
  return { compiled: null, problems: [] }
}

/** The parts of a file in which problems stand: fields of its front matter, blocks of its text. */
function brokenLines({ text, format }: Source, problems: readonly Place[]): Lines[] {
  const lines = text.split('\n')
  const head = linesOfFrontMatter(lines)
  const body = lines.map((line, index) => (index < head ? '' : line)).join('\n')
  const blocks = parseMarkdown(body, format, () => {})?.children ?? []
  return problems.flatMap(({ line }): Lines[] => {
    if (line <= head) return line > 1 && line < head ? [fieldAt(lines, line)] : []
    const block = blocks.find(({ position }) => position && position.start.line <= line && line <= position.end.line)
    if (block?.position) return [{ from: block.position.start.line, to: block.position.end.line }]
    return lines[line - 1]?.trim() ? [paragraphAt(lines, line)] : []
  })
}

function linesOfFrontMatter(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0
  return lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---') + 1
}

/** A field with the indented lines that belong to it. */
function fieldAt(lines: readonly string[], line: number): Lines {
  const isWithin = (at: number) => /^\s/.test(lines[at - 1] ?? '')
  let [from, to] = [line, line]
  while (from > 2 && isWithin(from)) from--
  while (isWithin(to + 1)) to++
  return { from, to }
}

/** Where nothing can be read, blocks are what empty lines part. */
function paragraphAt(lines: readonly string[], line: number): Lines {
  let [from, to] = [line, line]
  while (lines[from - 2]?.trim()) from--
  while (lines[to]?.trim()) to++
  return { from, to }
}

function withoutOverlap(all: readonly Lines[]): Lines[] {
  const parts: Lines[] = []
  for (const one of all.toSorted(byLine)) {
    const last = parts.at(-1)
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to)
    else parts.push({ ...one })
  }
  return parts
}

/** The text with empty lines for these, and where it can stand, a word at their place. */
function without({ text, format }: Source, broken: readonly Lines[]): string {
  const lines = text.split('\n')
  const head = linesOfFrontMatter(lines)
  for (const { from, to } of broken) {
    const isApart = from > head && !lines[from - 2]?.trim() && !lines[to]?.trim()
    lines.fill('', from - 1, to)
    if (isApart) lines[from - 1] = noteOn({ from, to }, format)
  }
  return lines.join('\n')
}

function noteOn(lines: Lines, format: Source['format']): string {
  const words = `${linesInWords(lines)} left out`
  if (format === 'md') return `> **${words}.**`
  return `<Callout kind="critical" title="${words}">They are shown when they are mended.</Callout>`
}

function linesInWords({ from, to }: Lines): string {
  return from === to ? `Line ${from} is` : `Lines ${from} to ${to} are`
}

function byLine(one: Lines, other: Lines): number {
  return one.from - other.from
}
