import { counted, percent } from '#app/components/format.ts'
import type { Counts } from '../standing.ts'

/** "79% of 240 people are complete". */
export function completionTitle({ complete, assigned, started }: Counts): string {
  if (assigned === 0) return 'Nobody is assigned here'
  if (started === 0) return `Nobody of ${counted(assigned, 'person', 'people')} has started`
  return `${percent(complete, assigned)} of ${counted(assigned, 'person is', 'people are')} complete`
}
