import { dayText } from '#app/components/dates.ts'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import type { PersonState } from '#app/domain/identity/people-words.ts'

type Standing = { state: PersonState; lastDay: string | null }

/** Whether somebody can sign in, in a word. */
export function PersonStateMark({ state, lastDay, today }: Standing & { today: string }) {
  if (state === 'left') return <StatusMark state="open">Left{lastDay && `, ${dayText(lastDay, today)}`}</StatusMark>
  if (state === 'invited') return <StatusMark state="waiting">No password yet</StatusMark>
  if (lastDay) return <StatusMark state="due soon">Until {dayText(lastDay, today)}</StatusMark>
  return <StatusMark state="done">Active</StatusMark>
}
