import type { Pressed } from '#app/domain/practice/lab.ts'
import type { TaskState } from '#app/domain/progress/standing.ts'
import { clock, count, counted } from '../format.ts'
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
  const fields = Object.values(state.fieldErrors)
  const sums = (state.wrongSums ?? []).map(({ says: words }) => words)
  const wrong = [...sums, ...fields]
  if (wrong.length === 1) return { kind: 'wrong', words: wrong[0] as string }
  if (wrong.length > 1)
    return {
      kind: 'wrong',
      words:
        sums.length === 0
          ? `${counted(wrong.length, 'field is', 'fields are')} not right yet.`
          : `${count(wrong.length)} things are not right yet.`,
      more: sums.length === 0 ? 'Look at the words under them.' : 'Look at the words on the screen.',
    }
  if (errors.length > 0) return { kind: 'wrong', words: says ?? 'That does not lead there.' }
  return says ? { kind: 'right', words: says } : null
}

/** What a try with guidance is for. */
const NOW_WITHOUT = 'Now without guidance, so that it counts.'

/**
 * What is told at the end of a lab, with the time for the person's own eyes; after a critical error no success, and
 * after one that does not count what to do now.
 */
export function ended({ says, state }: Pressed, activeMs: number, counts: boolean): LabSaying {
  const time = `It took you ${clock(activeMs)}.`
  if (!state.critical) return { kind: 'done', words: says ?? 'Done.', more: counts ? time : NOW_WITHOUT }
  return {
    kind: 'wrong',
    words: 'You came to the end, but this try does not count.',
    more: `Something in it would do harm in daily work. ${time} Practise again without it.`,
  }
}

/** What is told about a try that the server will never count. */
export const uncountedTry = (why: string): string => `This try does not count. ${why}`

/**
 * How a task stands that does not go on in this tab: `elsewhere` is the attempt that another tab has, `ended` the one
 * that ended here and waits to be sent.
 */
export function standsHere(state: TaskState | undefined, elsewhere: Numbered | null, ended: Numbered | null): string {
  if (elsewhere) return `Attempt ${elsewhere.ordinal} runs in another tab`
  return ended ? `Attempt ${ended.ordinal} has ended. It counts once it is sent.` : lastTry(state)
}

type Numbered = { ordinal: number }

/** How earlier tries went, in words. */
export function lastTry(state: TaskState | undefined): string {
  if (!state?.last) return 'Not tried yet'
  const { ordinal, mode, reported, standing, timeMs, errors, criticalErrors, step, steps } = state.last
  const attempt = `Attempt ${ordinal}${mode === 'guided' ? ', with guidance,' : ''}${reported ? ', reported from outside,' : ''}`
  const time = timeMs === null ? '' : ` in ${clock(timeMs)}`
  if (standing === 'success') {
    if (criticalErrors > 0) return `${attempt} ended${time} with a critical error, so it does not count`
    return `${attempt} worked${time}${errors > 0 ? `, ${counted(errors, 'error', 'errors')}` : ', no errors'}`
  }
  if (standing === 'failure') return `${attempt} did not work`
  const where = step !== null && steps !== null ? ` at step ${step} of ${steps}` : ''
  return standing === 'gave up' ? `${attempt} was given up${where}` : `${attempt} was left${where}`
}
