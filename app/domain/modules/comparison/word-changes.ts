/** Which words of a text were taken out and which were put in. Pure. */

/** A run of words that stayed, or is only in the old or only in the new text. */
export type Passage = { kind: 'same' | 'removed' | 'added'; words: string }

/** Lines of passages: the old text without what was added, the new one without what was removed. */
export type Compared = { before: Passage[][]; after: Passage[][] }

const LINE_END = '\n'

/** Compares two texts word by word and parts the result into their lines again. */
export function compareLines(before: readonly string[], after: readonly string[]): Compared {
  const passages = readable(changesBetween(wordsOf(before), wordsOf(after)))
  return { before: linesOf(passages, 'added'), after: linesOf(passages, 'removed') }
}

/** Words with the space after them, and where a line ends. */
function wordsOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => [...(line.match(/\S+\s*/g) ?? []), LINE_END])
}

function linesOf(passages: readonly Passage[], without: Passage['kind']): Passage[][] {
  const lines: Passage[][] = [[]]
  for (const { kind, words } of passages.filter((passage) => passage.kind !== without)) {
    for (const [place, part] of words.split(LINE_END).entries()) {
      if (place > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ kind, words: part })
    }
  }
  return lines.filter((line) => line.length > 0)
}

/** Beyond so many differences two texts have little to do with each other, and every word counts as changed. */
const MOST_CHANGES = 800

/** The shortest way from one text to the other, by E. W. Myers, "An O(ND) difference algorithm" (1986). */
function changesBetween(before: readonly string[], after: readonly string[]): Passage[] {
  const start = commonLength(before, after, (words, place) => words[place])
  const rest = Math.min(before.length, after.length) - start
  const end = Math.min(
    rest,
    commonLength(before, after, (words, place) => words[words.length - 1 - place]),
  )
  const [old, next] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  return joined([
    ...before.slice(0, start).map((words): Passage => ({ kind: 'same', words })),
    ...(shortestWay(old, next) ?? [
      ...old.map((words): Passage => ({ kind: 'removed', words })),
      ...next.map((words): Passage => ({ kind: 'added', words })),
    ]),
    ...before.slice(before.length - end).map((words): Passage => ({ kind: 'same', words })),
  ])
}

function commonLength(
  one: readonly string[],
  other: readonly string[],
  at: (words: readonly string[], place: number) => string | undefined,
): number {
  const most = Math.min(one.length, other.length)
  let length = 0
  while (length < most && at(one, length) === at(other, length)) length++
  return length
}

/** How far into the old text each diagonal has come; diagonal k stands at `k + middle`. */
type Reached = { at: Int32Array; middle: number }

const far = ({ at, middle }: Reached, diagonal: number): number => at[diagonal + middle] ?? 0

/** Null: there are more than `MOST_CHANGES` differences. */
function shortestWay(old: readonly string[], next: readonly string[]): Passage[] | null {
  const most = Math.min(MOST_CHANGES, old.length + next.length)
  const middle = most + 1
  const reached: Reached = { at: new Int32Array(2 * middle + 1), middle }
  const steps: Reached[] = []
  for (let changes = 0; changes <= most; changes++) {
    steps.push({ at: reached.at.slice(middle - changes - 1, middle + changes + 2), middle: changes + 1 })
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = comesDown(reached, diagonal, changes) ? far(reached, diagonal + 1) : far(reached, diagonal - 1) + 1
      while (x < old.length && x - diagonal < next.length && old[x] === next[x - diagonal]) x++
      reached.at[diagonal + middle] = x
      if (x >= old.length && x - diagonal >= next.length) return wayBack(old, next, steps)
    }
  }
  return null
}

/** Whether a diagonal is entered by adding a word, not by removing one. */
function comesDown(reached: Reached, diagonal: number, changes: number): boolean {
  return diagonal === -changes || (diagonal !== changes && far(reached, diagonal - 1) < far(reached, diagonal + 1))
}

/** Follows the steps back from the end of both texts. */
function wayBack(old: readonly string[], next: readonly string[], steps: readonly Reached[]): Passage[] {
  const way: Passage[] = []
  let [x, y] = [old.length, next.length]
  for (const [changes, reached] of [...steps.entries()].reverse()) {
    const diagonal = x - y
    const down = comesDown(reached, diagonal, changes)
    const fromX = changes === 0 ? 0 : far(reached, down ? diagonal + 1 : diagonal - 1)
    const fromY = changes === 0 ? 0 : fromX - (down ? diagonal + 1 : diagonal - 1)
    for (; x > fromX && y > fromY; x--, y--) way.push({ kind: 'same', words: old[x - 1] as string })
    if (changes === 0) break
    if (down) way.push({ kind: 'added', words: next[--y] as string })
    else way.push({ kind: 'removed', words: old[--x] as string })
  }
  return way.reverse()
}

/** Neighbours of one kind as one passage; what was removed stands before what was added in its place. */
function joined(words: readonly Passage[]): Passage[] {
  const passages: Passage[] = []
  let removed = ''
  let added = ''
  const close = () => {
    if (removed) passages.push({ kind: 'removed', words: removed })
    if (added) passages.push({ kind: 'added', words: added })
    removed = added = ''
  }
  for (const { kind, words: word } of words) {
    if (kind === 'removed') removed += word
    else if (kind === 'added') added += word
    else {
      close()
      const last = passages.at(-1)
      if (last?.kind === 'same') last.words += word
      else passages.push({ kind, words: word })
    }
  }
  close()
  return passages
}

/** A single word that stayed between two changes only breaks up what people read: it counts as changed with them. */
function readable(passages: readonly Passage[]): Passage[] {
  const isLone = ({ kind, words }: Passage, place: number): boolean =>
    kind === 'same' && /^\S+\s*$/.test(words) && isReplaced(passages, place, -1) && isReplaced(passages, place, 1)
  return joined(
    passages.flatMap((passage, place): Passage[] =>
      isLone(passage, place)
        ? [
            { kind: 'removed', words: passage.words },
            { kind: 'added', words: passage.words },
          ]
        : [passage],
    ),
  )
}

/** Whether words were removed and others put in their place just before (-1) or after (1) a passage. */
function isReplaced(passages: readonly Passage[], place: number, side: -1 | 1): boolean {
  const [near, beyond] = [passages[place + side]?.kind, passages[place + 2 * side]?.kind]
  return near !== undefined && beyond !== undefined && near !== 'same' && beyond !== 'same'
}
