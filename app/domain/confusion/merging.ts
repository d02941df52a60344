import type { ConfusionState } from './kinds.ts'

/** What is to be joined with a trouble; `seen` is the newest action of that one on the page, or `none`. */
export type MergeInput = { seen: string; others: string[] }

/** A question for which something could not be done, and why, after its words. */
export type LeftOut = { question: string; why: string }

/** Another open trouble of the same module that may be about the same. */
export type Similar = {
  id: string
  question: string
  block: string
  sameBlock: boolean
  state: ConfusionState
  people: number
  /** how alike the words are, 0 to 1 */
  alike: number
}
