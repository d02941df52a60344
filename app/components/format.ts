/**
 * How figures are written, the same on every page, in every export that people read, on the server and in the browser.
 */

/** A task's time: `2:38`, and `1:02:05` from an hour on. */
export function clock(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** How long something lasted or may still last: `3 h 10 min`, `1 day 2 h`, `4 days`. The two largest units. */
export function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor(minutes / 60) % 24
  if (days > 0) return join(counted(days, 'day', 'days'), hours > 0 && days < 3 ? `${hours} h` : '')
  if (hours > 0) return join(`${hours} h`, minutes % 60 > 0 ? `${minutes % 60} min` : '')
  return `${minutes} min`
}

/** Against the old product: `0.83 ×`. */
export const ratio = (value: number): string => `${value.toFixed(2)} ×`

/** Per 100 people: `14.7 per 100`. */
export const rate = (value: number): string => `${value.toFixed(1)} per 100`

/**
 * A share in per cent, rounded down, so that 89.9% never reads as the 90% that were asked for. Only nothing is 0%.
 */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–'
  // 29 of 100 is a little less than 29 in binary.
  const share = Math.floor((part * 100) / whole + 1e-9)
  return `${part > 0 ? Math.max(1, share) : share}%`
}

/** From one figure to another, each written by its own format: `2:24 to 2:55`. */
export function interval(low: number, high: number, format: (value: number) => string): string {
  return `${format(low)} to ${format(high)}`
}

/** A count with its thousands parted: `1,598`. */
export function count(value: number): string {
  return String(Math.trunc(value)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A count with its noun: `1 day`, `3 days`. */
export function counted(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

const spelled = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** A count in a sentence: in words up to twelve, `Two of seven gates are unmet`. */
export function inWords(value: number): string {
  return spelled[value] ?? count(value)
}

/** Names or parts in a sentence: `task`, `task and check`, `task, check and video`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** The first letter large, for a sentence that begins with a figure in words. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const two = (value: number) => String(value).padStart(2, '0')
const join = (...parts: string[]) => parts.filter(Boolean).join(' ')
