import { addDays, type LocalDay } from '#app/domain/migrations/local-days.ts'
import type { AnswerClock } from '../answer-clock.ts'
import { headline } from '../headline.ts'
import type { Severity } from '../kinds.ts'

export const DIGEST_RHYTHMS = ['daily', 'weekly', 'never'] as const
export type DigestRhythm = (typeof DIGEST_RHYTHMS)[number]

/** Where a lead has not chosen. */
export const USUAL_RHYTHM: DigestRhythm = 'weekly'

/** What happened since the last digest, and what waits now. */
export type DigestFigures = {
  reports: number
  meToos: number
  reopened: number
  resolved: number
  waiting: number
  /** of those that wait, the lead's own */
  own: number
  /** of those that wait, how many wait longer than agreed, or nearly as long */
  over: number
  near: number
  /** some of those that wait: those over or near their target first, then the worst and the oldest */
  questions: WaitingQuestion[]
}

export type WaitingQuestion = { words: string; module: string; severity: Severity; clock: AnswerClock['state'] }

/**
 * Whether a digest goes out on a day, with the day of the last one. Daily means from Monday to Friday; a weekly one that
 * no server could send on Monday goes on the next of these days.
 */
export function isDigestDue(every: DigestRhythm, today: LocalDay, last: LocalDay | null): boolean {
  const weekday = weekdayOf(today)
  if (every === 'never' || weekday > 5) return false
  if (every === 'daily') return last === null || last < today
  const monday = addDays(today, 1 - weekday)
  return last === null ? weekday === 1 : last < monday
}

/** Since when the first digest tells. */
export const firstSince = (every: DigestRhythm, now: Date): Date =>
  new Date(now.getTime() - (every === 'daily' ? 1 : 7) * 86_400_000)

/** What a digest says; null where there is nothing to say. */
export function digestWords(figures: DigestFigures, migration: string): { title: string; words: string } | null {
  const { reports, meToos, reopened, resolved, waiting, own } = figures
  if (reports + meToos + reopened + resolved + waiting === 0) return null
  const since = [
    reports > 0 && many(reports, 'new report', 'new reports'),
    meToos > 0 && `${meToos} more who say “me too”`,
    reopened > 0 && `${reopened} opened again`,
    resolved > 0 && `${resolved} resolved`,
  ].filter((part) => part !== false)
  const yours = own > 0 ? `, ${own} of them yours` : ''
  const parts = [
    `Since the last digest: ${since.length > 0 ? since.join(', ') : 'nothing new'}.`,
    waiting > 0 && `${many(waiting, 'question waits', 'questions wait')} for an answer${yours}.`,
    waiting > 0 && questionsOf(figures),
  ].filter((part) => part !== false)
  const late = figures.over > 0 ? `, ${figures.over} longer than agreed` : ''
  const title =
    waiting > 0
      ? `${many(waiting, 'question waits', 'questions wait')} for an answer${late}`
      : 'Nothing waits for an answer'
  return { title: `${title}, ${migration}.`, words: parts.join('\n\n') }
}

/** Those that wait, in paragraphs: what is over its target, what nearly is, and the rest. */
function questionsOf({ questions, waiting, over, near }: DigestFigures): string {
  const paragraphs = (['over', 'near', 'waiting'] as const).map((clock) => {
    const count = { over, near, waiting: waiting - over - near }[clock]
    if (count === 0) return null
    const named = questions.filter((one) => one.clock === clock).map(lineOf)
    const rest = count - named.length
    const lines = [...named, ...(rest > 0 ? [named.length > 0 ? `– and ${rest} more` : `– ${rest} more`] : [])]
    const head = { over: 'Longer than agreed:', near: 'Nearly as long as agreed:', waiting: 'Within the time agreed:' }
    return [head[clock], ...lines].join('\n')
  })
  return paragraphs.filter((one) => one !== null).join('\n\n')
}

function lineOf({ words, module, severity }: WaitingQuestion): string {
  const bad = severity === 'minor' ? '' : `, ${severity}`
  return `– “${headline(words)}” (${module}${bad})`
}

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

/** 1 is Monday, 7 is Sunday. */
const weekdayOf = (day: LocalDay): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
