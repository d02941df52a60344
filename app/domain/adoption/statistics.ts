/** Statistics of the metrics: pure, on plain numbers. Each says its source, so that a figure can be checked by hand. */

/** `low` and `high` bound the true value with 95% confidence. */
export type Interval = { low: number; high: number }

/** z of a two-sided 95% interval. */
const Z = 1.959964

/** Ascending copy of the values. */
export function sorted(values: readonly number[]): number[] {
  return [...values].sort((left, right) => left - right)
}

/**
 * Quantile of ascending values by linear interpolation between order statistics
 * (Hyndman and Fan 1996, type 7, as PostgreSQL's `percentile_cont`). Null without values.
 */
export function quantile(ascending: readonly number[], share: number): number | null {
  if (ascending.length === 0) return null
  const place = (ascending.length - 1) * share
  const below = ascending[Math.floor(place)] as number
  const above = ascending[Math.ceil(place)] as number
  return below + (above - below) * (place - Math.floor(place))
}

/**
 * 95% interval of the median by order statistics: the widest-spaced pair x(d), x(n + 1 - d) whose coverage under
 * Binomial(n, 1/2) is at least 95% (Conover, Practical Nonparametric Statistics, 3rd edition, section 3.2).
 * It assumes no distribution. Null under six values, where no pair covers 95%.
 */
export function medianInterval(ascending: readonly number[]): Interval | null {
  const depth = medianDepth(ascending.length)
  if (depth === 0) return null
  return { low: ascending[depth - 1] as number, high: ascending[ascending.length - depth] as number }
}

/**
 * The largest d with 2 · P(Binomial(n, 1/2) < d) ≤ 5%; 0 if there is none: which order statistics, from either end, bound
 * the median. Terms under 8 standard deviations add up to less than 1e-15 and are left out.
 */
export function medianDepth(n: number): number {
  const first = Math.max(0, Math.floor(n / 2 - 4 * Math.sqrt(n)))
  let logProbability = logChoose(n, first) + n * Math.log(0.5)
  let below = 0
  let depth = 0
  for (let k = first; k < n / 2; k++) {
    below += Math.exp(logProbability)
    if (2 * below > 0.05) break
    depth = k + 1
    logProbability += Math.log((n - k) / (k + 1))
  }
  return depth
}

/** Natural logarithm of n over k. */
const logChoose = (n: number, k: number): number =>
  k === 0 ? 0 : logFactorial(n) - logFactorial(k) - logFactorial(n - k)

/** Natural logarithm of n! by Stirling's series; within 1e-10 from 8 on, and exact under it. */
function logFactorial(n: number): number {
  if (n < 8) return Math.log([1, 1, 2, 6, 24, 120, 720, 5040][n] as number)
  return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5)
}

/** 95% interval of a share by Wilson's score (Wilson 1927). `part` of `whole`; null if the whole is empty. */
export function shareInterval(part: number, whole: number): Interval | null {
  if (whole === 0) return null
  const share = part / whole
  const centre = share + Z ** 2 / (2 * whole)
  const reach = Z * Math.sqrt((share * (1 - share)) / whole + Z ** 2 / (4 * whole ** 2))
  const scale = 1 + Z ** 2 / whole
  return { low: Math.max(0, (centre - reach) / scale), high: Math.min(1, (centre + reach) / scale) }
}

/** Two series of the same length, added up: how long they are, and the sums of each, of the squares and of the products. */
export type PairSums = {
  n: number
  left: number
  right: number
  leftSquares: number
  rightSquares: number
  products: number
}

/**
 * Correlation of two series (Pearson's r; of yes or no with a number, the point-biserial). From -1 to 1; null where one of
 * them does not vary. Of whole numbers nothing is lost: the sums are exact.
 */
export function correlation({ n, left, right, leftSquares, rightSquares, products }: PairSums): number | null {
  const apartLeft = n * leftSquares - left ** 2
  const apartRight = n * rightSquares - right ** 2
  if (apartLeft === 0 || apartRight === 0) return null
  return Math.min(1, Math.max(-1, (n * products - left * right) / Math.sqrt(apartLeft * apartRight)))
}
