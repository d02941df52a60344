import { at } from './paths.ts'

/** Links of answers that live on, apart from the others: a learner's module page does not load them. */
export const lastingPaths = {
  /** questions that were answered for everyone */
  libraryAnswers: (query = '') => (query ? at`/library/answers?q=${query}` : '/library/answers'),
  libraryAnswer: (id: string) => at`/library/answers/${id}`,
  libraryAnswerRetirement: (id: string) => at`/library/answers/${id}/retirement`,
  /** what an answer is turned into, beside the board */
  lasting: (cluster: string, form: 'library-answer' | 'notice' | 'call-out') => at`/confusion/${cluster}/${form}`,
  calloutDone: (id: string) => at`/call-outs/${id}/done`,
  /** the form of a support template, begun with an answer */
  templateFrom: (cluster: string) => at`/templates/new?from=${cluster}`,
}
