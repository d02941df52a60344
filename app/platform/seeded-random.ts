/**
 * Random numbers that follow from words: the same on every device and at every time. Not for anything that nobody may
 * guess.
 */

/** From 0 (included) to 1 (excluded). */
export type RandomNumbers = () => number

/** A stream of its own for whatever these words name. */
export function randomOf(...words: readonly string[]): RandomNumbers {
  return randomFrom(
    [...words.join(' ')].reduce((sum, letter) => (Math.imul(sum, 33) + letter.charCodeAt(0)) >>> 0, 5_381),
  )
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state. */
export function randomFrom(seed: number): RandomNumbers {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A copy in another order, each order as likely as any (Fisher and Yates; Durstenfeld 1964). */
export function shuffled<T>(list: readonly T[], next: RandomNumbers): T[] {
  const copy = [...list]
  for (let index = copy.length - 1; index > 0; index--) {
    const other = Math.floor(next() * (index + 1))
    ;[copy[index], copy[other]] = [copy[other] as T, copy[index] as T]
  }
  return copy
}
