/** Which lines of a compared text are shown at once. Pure. */
import type { Passage } from './word-changes.ts'

type Line = readonly Passage[]

/** Lines that belong together; folded ones are the same in both texts and far from what changed. */
export type Run = { isFolded: boolean; lines: Line[] }

/** So many lines around a change stay, so that it can be read in its place. */
const AROUND = 1
/** Fewer lines than this are not worth folding. */
const LEAST = 4

/** Parts the lines of one text into what is read and what is folded away. */
export function foldedLines(lines: readonly Line[]): Run[] {
  const isNear = lines.map((_, place) =>
    lines
      .slice(Math.max(0, place - AROUND), place + AROUND + 1)
      .some((line) => line.some(({ kind }) => kind !== 'same')),
  )
  const runs: Run[] = []
  for (const [place, line] of lines.entries()) {
    const isFolded = !isNear[place]
    const last = runs.at(-1)
    if (last?.isFolded === isFolded) last.lines.push(line)
    else runs.push({ isFolded, lines: [line] })
  }
  const isAllSame = !isNear.includes(true)
  return runs.map((run) => ({ ...run, isFolded: run.isFolded && run.lines.length >= LEAST && !isAllSame }))
}
