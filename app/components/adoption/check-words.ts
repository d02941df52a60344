import type { Concern } from '#app/domain/adoption/item-analysis.ts'
import { counted } from '../format.ts'

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

/** From -1 to 1, with its sign. */
export function discriminationText(value: number | null): string {
  if (value === null) return '–'
  return value < 0 ? `−${Math.abs(value).toFixed(2)}` : value.toFixed(2)
}

export const peopleText = (people: number): string => counted(people, 'person', 'people')
