import type { Need } from '#app/domain/adoption/standings/needs.ts'
import { counted, sentence } from '../format.ts'
import type { State } from '../ui/status-mark.tsx'

/** What a list of people can be narrowed to. */
export const NEED_CHOICES: readonly { value: Need; label: string }[] = [
  { value: 'help', label: 'Anybody who needs help' },
  { value: 'asking', label: 'Asked for help' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'stuck', label: 'Stuck' },
  { value: 'not started', label: 'Not started' },
  { value: 'to refresh', label: 'Something to do again' },
  { value: 'not complete', label: 'Not complete' },
  { value: 'all', label: 'Everybody assigned' },
]

/** A reason by its mark and words. */
export const WHY: Partial<Record<Need, { state: State; words: string }>> = {
  asking: { state: 'help', words: 'Asked for help' },
  overdue: { state: 'late', words: 'Overdue' },
  stuck: { state: 'major', words: 'Stuck: nothing for a week' },
  'not started': { state: 'open', words: 'Not started' },
  'to refresh': { state: 'working', words: 'Something to do again' },
}

const ENDS: Record<Need, [one: string, many: string]> = {
  help: ['needs help', 'need help'],
  asking: ['asked for help', 'asked for help'],
  overdue: ['is overdue', 'are overdue'],
  stuck: ['is stuck', 'are stuck'],
  'not started': ['has not started', 'have not started'],
  'to refresh': ['has something to do again', 'have something to do again'],
  'not complete': ['is not complete', 'are not complete'],
  all: ['is assigned', 'are assigned'],
}

/** "12 of 240 people are overdue with Enter an invoice". */
export function peopleTitle(need: Need, total: number, assigned: number, module: string | null): string {
  if (assigned === 0) return 'Nobody is assigned here'
  const [one, many] = ENDS[need]
  const words = total === 0 ? `Nobody ${one}` : `${counted(total, 'person', 'people')} ${total === 1 ? one : many}`
  return sentence(module === null ? words : `${words}: ${module}`)
}
