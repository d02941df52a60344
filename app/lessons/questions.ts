/**
 * The questions of a check, and their keys, as data. The browser gets the questions; the keys never leave the server.
 * So this file imports nothing, and no id in it tells what is right: ids follow from the words alone.
 */

/** Something that can be chosen, put in order or paired. */
export type CheckChoice = { id: string; html: string }

/** `fixed`: the choices stand in the author's order, also where the check is shuffled. */
type Asked = { id: string; html: string; fixed?: boolean }

/** A question without a kind is one of choices. */
export type ChoiceQuestion = Asked & { kind?: undefined; multiple: boolean; choices: CheckChoice[] }
export type OrderQuestion = Asked & { kind: 'order'; items: CheckChoice[] }
/** `rights` are what can be chosen for each of `lefts`; one may fit several, or none. */
export type PairsQuestion = Asked & { kind: 'pairs'; lefts: CheckChoice[]; rights: { id: string; words: string }[] }
export type NumberQuestion = Asked & { kind: 'number'; unit: string | null }
export type TextQuestion = Asked & { kind: 'text' }

export type CheckQuestion = ChoiceQuestion | OrderQuestion | PairsQuestion | NumberQuestion | TextQuestion

/**
 * A check without its key: this is all that the browser gets before an answer. `draw`: so many of the questions are
 * asked at a time. `shuffle`: questions and choices stand in another order at each try. Both are pinned to the try, see
 * `drawnQuestions`. `pass`: the share in per cent that is needed, where it is not the module's.
 */
export type CheckDefinition = {
  html: string
  questions: CheckQuestion[]
  draw?: number
  shuffle?: boolean
  pass?: number
}

/**
 * What was given for a question, as it was given: ids of choices; ids of all items in their order; pairs as
 * `left=right`; or the one text that was typed. Empty while nothing was.
 */
export type Given = readonly string[]

/** By question id. */
export type Answers = Readonly<Record<string, Given>>

export type ChoiceKey = { right: boolean; says: string | null }
/** By choice id. */
export type ChoicesKey = Record<string, ChoiceKey>

/** An answer that the author foresaw. `is` is as the author wrote it. */
export type ForeseenAnswer = { is: string; says: string | null }

/** `order` is the right one; `items` tells what is said of an item at another place. `says` is told of a wrong answer. */
export type OrderKey = { kind: 'order'; order: string[]; items: Record<string, string | null>; says: string | null }
/** The right one for each left, and what is said of another. */
export type PairsKey = {
  kind: 'pairs'
  pairs: Record<string, { right: string; says: string | null }>
  says: string | null
}
/** Right from `is` less `within` to `is` plus `within`. `praise` is told of a right answer. */
export type NumberKey = {
  kind: 'number'
  is: number
  within: number
  unit: string | null
  wrong: ForeseenAnswer[]
  praise: string | null
  says: string | null
}
/** Any of `accepts`; case, accents and spaces do not matter. */
export type TextKey = {
  kind: 'text'
  accepts: string[]
  wrong: ForeseenAnswer[]
  praise: string | null
  says: string | null
}

export type QuestionKey = ChoicesKey | OrderKey | PairsKey | NumberKey | TextKey

/** What is right, and what is told after the answer, by question id. Never leaves the server as a whole. */
export type CheckKey = Record<string, QuestionKey>

/** The keys of a module's checks, by the check's block id. */
export type CheckKeys = Record<string, CheckKey>

/** The right answer of a question of choices is kept by its choices alone; all others say their kind. */
export function isOfChoices(key: QuestionKey): key is ChoicesKey {
  return typeof key.kind !== 'string'
}

/** A pair as it is kept in an answer. */
export const pairOf = (left: string, right: string): string => `${left}=${right}`

/** Whether a question has an answer, right or wrong: all of it, where it has several parts. */
export function isAnswered(question: CheckQuestion, given: Given): boolean {
  switch (question.kind) {
    case 'pairs':
      return given.length === question.lefts.length
    case 'number':
    case 'text':
      return (given[0] ?? '').trim() !== ''
    default:
      return given.length > 0
  }
}
