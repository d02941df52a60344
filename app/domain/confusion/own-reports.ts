import type { AttemptErrors } from './attempt-errors.ts'
import type { ConfusionKind } from './kinds.ts'
import type { ReportPicture } from './pictures.ts'
import type { RichDoc } from './rich-words.ts'
import type { Standing, ThreadEntry } from './thread.ts'

/** A report that the viewer made, or said "me too" to. */
export type OwnReport = {
  id: string
  as: 'report' | 'me too'
  words: string
  kind: ConfusionKind
  module: { slug: string; title: string }
  block: { id: string; title: string }
  release: string
  standing: Standing
  /** others who reported the same, the viewer not counted */
  others: number
  /** whether the outcome helped: the viewer's own word, `asked` while it is open, null where there is nothing to ask */
  verdict: 'yes' | 'no' | 'asked' | null
  /** when they were told of the resolution that holds, and asked */
  askedAt: Date | null
}

/** What went with a report of one's own. */
export type SentContext = {
  anonymous: boolean
  blocking: boolean
  quote: string | null
  place: string | null
  milestone: string | null
  audience: string | null
  /** the last try at the task */
  attempt: { ordinal: number; errors: AttemptErrors } | null
  /** the release was taken back since */
  withdrawn: boolean
  browser: string | null
}

/** One report with everything that became of it. `context` only for one's own, `meToo` one's own words beside it. */
export type OwnReportDetail = OwnReport & {
  context: SentContext | null
  meTooWords: string | null
  /** of one's own report only */
  pictures: ReportPicture[]
  /** the words with what was set apart in them, of one's own report */
  body: RichDoc | null
  thread: ThreadEntry[]
}
