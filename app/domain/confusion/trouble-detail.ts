import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import type { AttemptErrors } from './attempt-errors.ts'
import type { BoardRow } from './board.ts'
import type { ConfusionKind } from './kinds.ts'
import type { TroubleLink } from './links.ts'
import type { ReportPicture } from './pictures.ts'
import type { RichDoc } from './rich-words.ts'
import type { ThreadEntry } from './thread.ts'

/** What one person said. Nobody is named who did not want to be, and a me-too never is. */
export type Said = {
  as: 'report' | 'me too'
  /** null: without a name */
  who: string | null
  /** the day in the migration's zone; for those without a name there is no time of day either */
  day: string
  words: string | null
  /** what was set apart in them */
  body: RichDoc | null
  kind: ConfusionKind | null
  quote: string | null
  place: string | null
  blocking: boolean
  audience: string | null
  milestone: string | null
  release: string
  /** their try at the task, by number, what went wrong in it and how it ended; never how long it took */
  attempt: { ordinal: number; errors: AttemptErrors; outcome: 'success' | 'failure' | 'gave up' | null } | null
  browser: string | null
  pictures: ReportPicture[]
}

/** A step in the history that is not itself an answer or a resolution. */
export type Step = { at: Date; words: string }

export type TroubleDetail = BoardRow & {
  /** a cluster that was joined with another: that one's id and words */
  joinedWith: { id: string; question: string } | null
  links: TroubleLink[]
  /** what was joined with this one */
  joined: { id: string; question: string; isRepetition: boolean }[]
  said: Said[]
  audiences: { name: string; people: number }[]
  thread: ThreadEntry[]
  steps: Step[]
  /** how many people were told of what was said last; those who were not asked for a verdict yet are the rest */
  told: number
  /** how many of them said nothing until it counted as closed */
  silent: number
  /** what people said who were not helped */
  objections: string[]
  assigneeId: string | null
  /** what a form has to name as `seen` */
  newestAction: string
}

/** What the forms of a trouble offer to choose from. */
export type ResolutionChoices = {
  /** `refresh`: what people who completed an older one were asked to do again when it was published; null: it is the first */
  releases: { id: string; label: string; refresh: RefreshPolicy | null }[]
  /** other troubles of the migration, those about similar words and of the same module first */
  duplicates: { id: string; question: string; module: string }[]
  /** the words by which they were looked for; empty: they were not */
  looked: string
}
