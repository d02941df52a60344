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
  return seeded([...words.join(' ')].reduce((sum, letter) => (Math.imul(sum, 33) + letter.charCodeAt(0)) >>> 0, 5_381))
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for a demo. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: <T>(list: readonly T[]) => list[between(0, list.length - 1)] as T,
    shuffled: <T>(list: readonly T[]) => {
      const copy = [...list]
      for (let index = copy.length - 1; index > 0; index--) {
        const other = between(0, index)
        ;[copy[index], copy[other]] = [copy[other] as T, copy[index] as T]
      }
      return copy
    },
    factor: (spread) => Math.exp(normal() * spread),
  }
}
