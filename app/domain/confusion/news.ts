import { headline } from './headline.ts'
import type { ResolutionKind } from './kinds.ts'
import { SILENT_AFTER_DAYS } from './silence.ts'

/** What is said of an answer or a resolution, in a notice and in a mail. */
export type NewsWords = { title: string; words: string }

export function newsOfAnswer(question: string, answer: string): NewsWords {
  return { title: 'What you reported was answered.', words: `${quoted(question)} ${answer}` }
}

/** What became of a trouble, as the reporter reads it. `release` is the label of the fixing release. */
export type Outcome = { kind: ResolutionKind; release: string | null; url: string | null }

const outcomeTitles: Record<ResolutionKind, string> = {
  release: 'What you reported is fixed.',
  product: 'What you reported is fixed in the product.',
  explanation: 'What you reported is explained.',
  'will not change': 'What you reported stays as it is.',
  duplicate: 'What you reported was joined with the same question.',
}

export function newsOfResolution(question: string, words: string, outcome: Outcome): NewsWords {
  const where = outcome.release === null ? '' : ` Release ${outcome.release}.`
  const ask =
    outcome.kind === 'duplicate'
      ? ''
      : ` Say whether it helps: after ${SILENT_AFTER_DAYS} days without a word it counts as closed.`
  return { title: outcomeTitles[outcome.kind], words: `${quoted(question)} ${words}${where}${ask}` }
}

const quoted = (words: string) => `“${headline(words)}”`
