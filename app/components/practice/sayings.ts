import type { Pressed } from '#app/domain/practice/lab.ts'
import type { TaskState } from '#app/domain/progress/standing.ts'
import { clock, counted } from '../format.ts'
import type { LabSaying } from '../lesson/lab-frame.tsx'

/** What is told under the practice screen after a press; null: nothing needs to be said. */
export function afterPress({ errors, says, state }: Pressed): LabSaying | null {
  const critical = errors.some((error) => error.critical)
  if (critical)
    return {
      kind: 'critical',
      words: says ?? 'In daily work this would do harm.',
      more: 'This try no longer counts; finish it, then practise again.',
    }
  const wrong = Object.values(state.fieldErrors)
  if (wrong.length === 1) return { kind: 'wrong', words: wrong[0] as string }
  if (wrong.length > 1)
    return {
      kind: 'wrong',
      words: `${counted(wrong.length, 'field is', 'fields are')} not right yet.`,
      more: 'Look at the words under them.',
    }
  if (errors.length > 0) return { kind: 'wrong', words: says ?? 'That does not lead there.' }
  return says ? { kind: 'right', words: says } : null
}

/** What is told at the end of a lab, with the time for the person's own eyes; after a critical error no success. */
export function ended({ says, state }: Pressed, activeMs: number): LabSaying {
  const time = `It took you ${clock(activeMs)}.`
  if (!state.critical) return { kind: 'done', words: says ?? 'Done.', more: time }
  return {
    kind: 'wrong',
    words: 'You came to the end, but this try does not count.',
    more: `Something in it would do harm in daily work. ${time} Practise again without it.`,
  }
}

/** What is told about a try that the server will never count. */
export const uncountedTry = (why: string): string => `This try does not count. ${why}`

/** How earlier tries went, in words. */
export function lastTry(state: TaskState | undefined): string {
  if (!state?.last) return 'Not tried yet'
  const { ordinal, standing, timeMs, errors, criticalErrors, step, steps } = state.last
  const time = timeMs === null ? '' : ` in ${clock(timeMs)}`
  if (standing === 'success') {
    if (criticalErrors > 0) return `Attempt ${ordinal} ended${time} with a critical error, so it does not count`
    return `Attempt ${ordinal} worked${time}${errors > 0 ? `, ${counted(errors, 'error', 'errors')}` : ', no errors'}`
  }
  if (standing === 'failure') return `Attempt ${ordinal} did not work`
  const where = step !== null && steps !== null ? ` at step ${step} of ${steps}` : ''
  return standing === 'gave up' ? `Attempt ${ordinal} was given up${where}` : `Attempt ${ordinal} was left${where}`
}
