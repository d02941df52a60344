import { count } from '#app/components/format.ts'

/** Error types have these names everywhere; an author's own type is its words. */
const ERROR_NAMES: Record<string, { name: string; what: string | null }> = {
  'wrong-path': { name: 'Wrong path', what: 'chose a control that leads elsewhere' },
  'wrong-value': { name: 'Wrong value', what: 'entered something else than was on the paper' },
  'wrong-order': { name: 'Wrong order', what: 'did a later step first' },
  'needed-hint': { name: 'Needed a hint', what: null },
}

export function errorName(type: string): { name: string; what: string | null } {
  const words = type.replaceAll('-', ' ')
  return ERROR_NAMES[type] ?? { name: words.charAt(0).toUpperCase() + words.slice(1), what: null }
}

/** Errors per finished attempt: `0.16`. */
export const perAttempt = (errors: number): string => (errors > 0 && errors < 0.01 ? '< 0.01' : errors.toFixed(2))

export const attemptsText = (attempts: number): string => `${count(attempts)} finished attempts`
