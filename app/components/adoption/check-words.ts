import type { CheckRow } from '#app/domain/adoption/check-figures.server.ts'
import { type Concern, concernOf } from '#app/domain/adoption/item-analysis.ts'
import { counted, inWords, sentence } from '../format.ts'

/** What to do about a question, in words. */
export const CONCERNS: Record<Concern, { name: string; what: string }> = {
  misleads: {
    name: 'May mislead',
    what: 'People who have the other questions right get this one wrong more often. Check its key and its words.',
  },
  hard: { name: 'Hard', what: 'Fewer than 40% have it right at first. Is it taught before it is asked?' },
  'tells little': {
    name: 'Tells little',
    what: 'Who knows the rest does hardly better here. Is it clear what is asked?',
  },
}

/** A question's concern, where there is one. */
export const concerns = ({ figures }: CheckRow): Concern[] =>
  figures.told === 'figures' ? figures.questions.flatMap((question) => concernOf(question) ?? []) : []

/** The answer of the overview: how many questions ask for an eye. */
export function checksTitle(checks: readonly CheckRow[]): string {
  const told = checks.filter(({ figures }) => figures.told === 'figures')
  if (told.length === 0) return checks.length === 0 ? 'No checks in this milestone' : 'Too few answers to show yet'
  const open = told.flatMap(concerns).length
  if (open === 0) return 'No question stands out'
  return `${sentence(inWords(open))} ${open === 1 ? 'question asks' : 'questions ask'} for a look`
}

/** From -1 to 1, with its sign. */
export function discriminationText(value: number | null): string {
  if (value === null) return '–'
  return value < 0 ? `−${Math.abs(value).toFixed(2)}` : value.toFixed(2)
}

export const peopleText = (people: number): string => counted(people, 'person', 'people')
