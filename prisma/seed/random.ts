import { type RandomNumbers, randomFrom, randomOf, shuffled } from '#app/platform/seeded-random.ts'

/** Seeded random numbers, so that the demo has the same shapes each time it is loaded. */
export type Random = {
  /** from 0 (included) to 1 (excluded) */
  next(): number
  /** whole numbers, both ends included */
  between(least: number, most: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
  /** log-normal around 1: `spread` is the standard deviation of the logarithm */
  factor(spread: number): number
}

/**
 * A stream of its own for whatever these words name. Two loads never have the same ids, so nothing of the demo may
 * hang on one: a person is named by their address.
 */
export function seededBy(...words: readonly string[]): Random {
  return demoRandom(randomOf(...words))
}

/** 32 bits of state are plenty for a demo. */
export function seeded(seed: number): Random {
  return demoRandom(randomFrom(seed))
}

function demoRandom(next: RandomNumbers): Random {
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: <T>(list: readonly T[]) => list[between(0, list.length - 1)] as T,
    shuffled: (list) => shuffled(list, next),
    factor: (spread) => Math.exp(normal() * spread),
  }
}
