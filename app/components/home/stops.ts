import type { MilestoneProgress } from '#app/domain/progress/standing.ts'
import { dayText, inDaysText, shortDayText } from '../dates.ts'
import { counted } from '../format.ts'
import type { Stop } from '../ui/milestone-route.tsx'

/**
 * A milestone on the learner's own way: what it asks of them, and how far they are. Where no milestone asks for anything
 * (`isAsked`), none of them has to say so.
 */
export function stopOfProgress(milestone: MilestoneProgress, today: string, isAsked = true): Stop {
  const { slug, name, state, date, assigned, complete, refreshersDue } = milestone
  return {
    key: slug,
    name: name.split(':')[0] ?? name,
    state,
    when: whenText(state, date, today),
    ...(assigned === 0
      ? isAsked && { note: 'Nothing assigned yet' }
      : {
          progress: {
            done: complete,
            total: assigned,
            ...(refreshersDue > 0 ? { note: `${counted(refreshersDue, 'refresher', 'refreshers')} due` } : {}),
          },
        }),
  }
}

function whenText(state: MilestoneProgress['state'], date: string, today: string): string {
  if (state === 'closed') return `Closed, ${shortDayText(date, today)}`
  if (state === 'rolled back') return `Rolled back, ${shortDayText(date, today)}`
  if (state === 'live') return `Live since ${shortDayText(date, today)}`
  return `${dayText(date, today)}, ${inDaysText(date, today)}`
}
