/** Lines and columns count from 1, as editors show them. */
export type Place = { line: number; column: number }

/** What is wrong in a content file, where, and what is allowed instead. */
export type Problem = Place & { file: string; message: string }

/** Takes down a problem of the file at hand. */
export type Tell = (place: Place, message: string) => unknown

export const FILE_START: Place = { line: 1, column: 1 }

/** Where the character at `index` of a text stands. */
export function placeAt(text: string, index: number): Place {
  const before = text.slice(0, index).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

/** A file compiled, or everything that is wrong with it, in the order of its lines. */
export type Outcome<Compiled> = { compiled: Compiled | null; problems: Problem[] }

/** More help nobody: a file written for another system can have thousands. */
const MOST_TOLD = 100

/** Compiles a file with somebody to tell. `isSound` answers whether nothing was told so far. */
export async function outcomeOf<Compiled>(
  file: string,
  compile: (tell: Tell, isSound: () => boolean) => Promise<Compiled | null> | Compiled | null,
): Promise<Outcome<Compiled>> {
  const problems: Problem[] = []
  const tell: Tell = ({ line, column }, message) => problems.push({ file, line, column, message: inOneLine(message) })
  const compiled = await compile(tell, () => problems.length === 0)
  return { compiled: problems.length > 0 ? null : compiled, problems: mostTold(problems.sort(byPlace)) }
}

/** The first problems, and how many more there are at the place of the first of those. */
function mostTold(problems: Problem[]): Problem[] {
  const [next] = problems.slice(MOST_TOLD)
  if (next === undefined) return problems
  const left = problems.length - MOST_TOLD
  const message = `From here on there ${left === 1 ? 'is one more mistake' : `are ${left} more mistakes`}. Mend the first ${MOST_TOLD}, then look again.`
  return [...problems.slice(0, MOST_TOLD), { ...next, message }]
}

/** A message quotes what an author wrote, which may be long, of many lines, or made to move a terminal's cursor. */
function inOneLine(message: string): string {
  const line = message.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
  return line.length > 600 ? `${line.slice(0, 300)} … ${line.slice(-200)}` : line
}

function byPlace(one: Place, other: Place): number {
  return one.line - other.line || one.column - other.column
}

/** What an author wrote at a place: the end of what stands before it in its line, and the beginning of the rest. */
export type Excerpt = { before: string; from: string }

/** Null where there is no such line, or nothing in it. */
export function excerptAt(text: string, { line, column }: Place): Excerpt | null {
  const written = text.split('\n')[line - 1] ?? ''
  if (written.trim() === '') return null
  const [before, from] = [written.slice(0, column - 1).trimStart(), written.slice(column - 1).trimEnd()]
  return {
    before: before.length > 30 ? `…${before.slice(-30)}` : before,
    from: from.length > 60 ? `${from.slice(0, 60)}…` : from,
  }
}

/** `file:line:column message`, which editors and terminals turn into a link. */
export function problemLine({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column} ${message}`
}

/** ` Did you mean “Callout”?`, or nothing when no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates)
  return near === null ? '' : ` Did you mean “${near}”?`
}

/** `a, b or c` */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** The candidate that a person most probably meant: one letter or a third of them apart, and never all. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    if (Math.abs(word.length - candidate.length) > mostApart(candidate)) continue
    // Of three letters the first is a third of the word: <Tab> is no slip for <Lab>.
    if (candidate.length === 3 && word[0]?.toLowerCase() !== candidate[0]?.toLowerCase()) continue
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < least && distance <= mostApart(candidate)) {
      best = candidate
      least = distance
    }
  }
  return best
}

function mostApart({ length }: string): number {
  return length < 3 ? 0 : Math.max(1, Math.floor(length / 3))
}

/** How many letters to add, drop, change or swap with their neighbour. */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0
  for (let row = 1; row <= from.length; row++) {
    rows.push([row])
    for (let column = 1; column <= to.length; column++) {
      const change = at(row - 1, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1)
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      const swap = row > 1 && column > 1 && isSwap ? at(row - 2, column - 2) + 1 : change
      rows[row]?.push(Math.min(change, swap, at(row - 1, column) + 1, at(row, column - 1) + 1))
    }
  }
  return at(from.length, to.length)
}
