import { type RandomNumbers, randomOf } from '#app/platform/seeded-random.ts'
import { CONSTRUCTS, FRONT_MATTERS } from './constructs.ts'
import type { ElsewhereFile } from './written-elsewhere.ts'

/** Longer files are refused unread; nothing is learned from altering them. */
const LONGEST = 60_000

const systems = Object.keys(CONSTRUCTS)

/**
 * So many files made of these: each is one of them, as MDX more often than as Markdown, with constructs of two other
 * systems put in, and sometimes cut, doubled, nested or given another beginning. The same seed makes the same files.
 */
export function altered(files: readonly ElsewhereFile[], count: number, seed: string): ElsewhereFile[] {
  const short = files.filter(({ text }) => text.length <= LONGEST)
  return Array.from({ length: short.length > 0 ? count : 0 }, (_, number) => {
    const next = randomOf(seed, String(number))
    const { name, text } = pick(short, next)
    const from = [pick(systems, next), pick(systems, next)]
    let lines = text.split('\n')
    for (let puts = 1 + Math.floor(next() * 5); puts > 0; puts--) lines = withConstruct(lines, pick(from, next), next)
    if (next() < 0.3) lines = disturbed(lines, next)
    if (next() < 0.4) lines = [pick(FRONT_MATTERS, next), '', ...lines]
    const format = next() < 0.8 ? 'mdx' : 'md'
    return { name: `${name} with ${from.join(' and ')} (${number})`, format, text: lines.join('\n') }
  })
}

function withConstruct(lines: string[], system: string, next: RandomNumbers): string[] {
  const construct = pick(CONSTRUCTS[system] ?? [], next)
  const place = Math.floor(next() * (lines.length + 1))
  const line = lines[place] ?? ''
  const column = Math.floor(next() * (line.length + 1))
  // Now among the words of a line, now as a block of its own.
  if (next() < 0.25)
    return lines.with(Math.min(place, lines.length - 1), line.slice(0, column) + construct + line.slice(column))
  return [...lines.slice(0, place), '', construct, '', ...lines.slice(place)]
}

/** As files look that were cut off, pasted twice or quoted in a mail. */
function disturbed(lines: string[], next: RandomNumbers): string[] {
  const [from, to] = [next(), next()].map((share) => Math.floor(share * lines.length)).sort((one, other) => one - other)
  const part = lines.slice(from, to)
  switch (Math.floor(next() * 5)) {
    case 0:
      return lines.slice(0, to)
    case 1:
      return [...lines.slice(0, to), ...part, ...lines.slice(to)]
    case 2:
      return [...lines.slice(0, from), ...part.map((line) => `> ${line}`), ...lines.slice(to)]
    case 3:
      return [...lines.slice(0, from), ...part.map((line) => `   - ${line}`), ...lines.slice(to)]
    default:
      return [...lines.slice(0, from), ...lines.slice(to)]
  }
}

function pick<T>(list: readonly T[], next: RandomNumbers): T {
  return list[Math.floor(next() * list.length)] as T
}
