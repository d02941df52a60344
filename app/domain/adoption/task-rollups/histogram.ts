import { type Interval, medianDepth } from '../statistics.ts'

/**
 * Durations counted in buckets whose bounds grow by a fixed factor, so that whatever is read from them is within
 * `RELATIVE_ERROR` of the exact value (DDSketch: Masson, Rim and Lee, VLDB 2019). Equal durations give equal bytes, in
 * whatever order they came; two histograms merge by adding their counts. Pure.
 */

/** The most by which a duration read from a histogram departs from what was counted, as a share of it. */
export const RELATIVE_ERROR = 0.005

const GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR)
const LOG_GROWTH = Math.log(GROWTH)

/** One bucket more than the longest attempt needs: 24 days in milliseconds. */
const BUCKETS = Math.ceil(Math.log(24 * 86_400_000) / LOG_GROWTH) + 1

/** Counts by bucket; `total` is their sum. */
export type Histogram = { counts: Uint32Array; total: number }

export const emptyHistogram = (): Histogram => ({ counts: new Uint32Array(BUCKETS), total: 0 })

/** The bucket of a duration in milliseconds; what is under one counts as one. */
export const bucketOf = (ms: number): number =>
  ms <= 1 ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(ms) / LOG_GROWTH))

/** The duration that stands for a bucket: from either bound it departs by the same share. */
const msOf = (bucket: number): number => (2 * GROWTH ** bucket) / (GROWTH + 1)

/**
 * Counts of ascending buckets as bytes: for each bucket that has any, how far it lies from the one before, and how many,
 * both as LEB128. Nothing counted is no byte.
 */
export function bytesOf(ascending: ArrayLike<number>): Buffer {
  const bytes: number[] = []
  let before = 0
  for (let from = 0; from < ascending.length; ) {
    const bucket = ascending[from] as number
    let to = from + 1
    while (ascending[to] === bucket) to++
    append(bytes, bucket - before)
    append(bytes, to - from)
    before = bucket
    from = to
  }
  return Buffer.from(bytes)
}

function append(bytes: number[], value: number): void {
  let rest = value
  while (rest > 127) {
    bytes.push((rest & 127) | 128)
    rest >>>= 7
  }
  bytes.push(rest)
}

/** Stands between histograms that are put one after the other: a bucket with nothing in it, which `bytesOf` never writes. */
export const HISTOGRAM_END = Uint8Array.of(0, 0)

/** Adds to a histogram the counts that `bytesOf` wrote, of one or of several with `HISTOGRAM_END` between them. */
export function mergeBytes(into: Histogram, bytes: Uint8Array): void {
  let place = 0
  const next = (): number => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[place++] as number
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
  let bucket = 0
  while (place < bytes.length) {
    bucket += next()
    const count = next()
    if (count === 0) bucket = 0
    into.counts[bucket] = (into.counts[bucket] as number) + count
    into.total += count
  }
}

/** The duration at a place of ascending order, from 0, in milliseconds. */
function orderStatistic({ counts }: Histogram, place: number): number {
  let before = 0
  for (let bucket = 0; bucket < counts.length; bucket++) {
    before += counts[bucket] as number
    if (before > place) return msOf(bucket)
  }
  throw new RangeError(`There is no place ${place} among ${before} durations.`)
}

/** Quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7); null without durations. */
export function quantileIn(histogram: Histogram, share: number): number | null {
  if (histogram.total === 0) return null
  const place = (histogram.total - 1) * share
  const below = orderStatistic(histogram, Math.floor(place))
  const above = orderStatistic(histogram, Math.ceil(place))
  return below + (above - below) * (place - Math.floor(place))
}

/** 95% interval of the median by order statistics, as `medianInterval`; null under six durations. */
export function medianIntervalIn(histogram: Histogram): Interval | null {
  const depth = medianDepth(histogram.total)
  if (depth === 0) return null
  return { low: orderStatistic(histogram, depth - 1), high: orderStatistic(histogram, histogram.total - depth) }
}
