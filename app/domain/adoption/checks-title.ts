import { inWords, sentence } from '#app/components/format.ts'
import type { CheckRow } from './check-figures.server.ts'
import { type Concern, concernOf } from './item-analysis.ts'

/** A check's questions' concerns, where there are some. */
export const concerns = ({ figures }: CheckRow): Concern[] =>
  figures.told === 'figures' ? figures.questions.flatMap((question) => concernOf(question) ?? []) : []

/** Whether there is not even a figure to withhold. */
export const nobodyAnswered = (checks: readonly CheckRow[]): boolean =>
  checks.every(({ figures }) => figures.told === 'none')

/** The answer of the page of checks: how many questions ask for an eye. */
export function checksTitle(checks: readonly CheckRow[]): string {
  const told = checks.filter(({ figures }) => figures.told === 'figures')
  if (checks.length === 0) return 'No checks in this milestone'
  if (nobodyAnswered(checks)) return 'No answers to checks yet'
  if (told.length === 0) return 'Too few answers to show yet'
  const open = told.flatMap(concerns).length
  if (open === 0) return 'No question stands out'
  return `${sentence(inWords(open))} ${open === 1 ? 'question asks' : 'questions ask'} for a look`
}
