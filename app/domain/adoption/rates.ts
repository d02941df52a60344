import { type Interval, shareInterval } from './statistics.ts'

/**
 * Rates of events and shares of people, and whether two of them differ. Pure. A rate counts events, of which one person
 * can cause several; a share counts people.
 */

/** How many of whom: events over people for a rate, people of people for a share. */
export type Counted = { part: number; of: number }

/** How a figure moved from one time to the next, where chance alone would move it as far once in twenty times at most. */
export type Move = 'less' | 'more' | 'neither'

/** What either side of a two-sided 95% interval leaves out. */
const TAIL = 0.025

/**
 * Exact 95% interval of a rate: `part` events over `of` people, as events per person (Garwood 1936, of a Poisson count).
 * Null without people.
 */
export function rateInterval({ part, of }: Counted): Interval | null {
  if (of === 0) return null
  const least = part === 0 ? 0 : root((mean) => atMost(part - 1, mean) - (1 - TAIL), part)
  const most = root((mean) => atMost(part, mean) - TAIL, part + 1)
  return { low: least / of, high: most / of }
}

/**
 * Whether a rate moved: of all events, those after are Binomial in the people after if nothing changed (Przyborowski and
 * Wilenski 1940); exact, each side at 2.5%.
 */
export function rateMove(before: Counted, after: Counted): Move {
  if (before.of === 0 || after.of === 0) return 'neither'
  const all = before.part + after.part
  const share = after.of / (before.of + after.of)
  if (binomialAtMost(after.part, all, share) <= TAIL) return 'less'
  return binomialAtMost(before.part, all, 1 - share) <= TAIL ? 'more' : 'neither'
}

/**
 * Whether a share moved: the 95% interval of the difference lies on one side of nothing (Newcombe 1998, method 10, from
 * Wilson's intervals of both shares).
 */
export function shareMove(before: Counted, after: Counted): Move {
  const [was, is] = [shareInterval(before.part, before.of), shareInterval(after.part, after.of)]
  if (was === null || is === null) return 'neither'
  const [from, to] = [before.part / before.of, after.part / after.of]
  const middle = to - from
  if (middle + Math.hypot(is.high - to, from - was.low) < 0) return 'less'
  return middle - Math.hypot(to - is.low, was.high - from) > 0 ? 'more' : 'neither'
}

/** P(Poisson(mean) ≤ count). Terms are added as logarithms: far from the mean they are too small for a number. */
function atMost(count: number, mean: number): number {
  let log = -mean
  let sum = 0
  for (let k = 0; k <= count; k++) {
    sum += Math.exp(log)
    log += Math.log(mean / (k + 1))
  }
  return Math.min(1, sum)
}

/** P(Binomial(n, share) ≤ count), for a share between 0 and 1. */
function binomialAtMost(count: number, n: number, share: number): number {
  let log = n * Math.log1p(-share)
  let sum = 0
  for (let k = 0; k <= count; k++) {
    sum += Math.exp(log)
    log += Math.log(((n - k) / (k + 1)) * (share / (1 - share)))
  }
  return Math.min(1, sum)
}

/** Where a falling function of a positive number crosses nothing, near `about`. */
function root(falling: (value: number) => number, about: number): number {
  let [low, high] = [0, 2 * about + 20]
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (falling(middle) > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
