import { checkUnique, isWordless, type Part, partsNamed, placeIn, textOf } from './parts.server.ts'
import type { Tell } from './problem.ts'
import { meansNumber, sameWords } from './typed-answers.ts'
import type { ComponentName } from './vocabulary.ts'
import { listed } from './written-list.ts'

/** What a question is answered by. One question has answers of one kind. */
const ANSWERS = ['Choice', 'Item', 'Pair', 'Number', 'Text'] as const satisfies readonly ComponentName[]
type AnswerName = (typeof ANSWERS)[number]

const NO_ANSWERS =
  '<Question> needs at least two choices, or instead of them <Item>s in their order, <Pair>s, one <Number> or one <Text>.'

/** Tells what is wrong with a check as a whole. */
export function checkCheck(part: Part, tell: Tell): void {
  const questions = partsNamed(part, 'Question')
  if (questions.length === 0) tell(part.place, '<Check> needs at least one <Question>.')
  checkUnique(questions, 'id', 'question', tell)
  const draw = Number(textOf(part, 'draw') ?? 0)
  if (questions.length > 0 && draw > questions.length)
    tell(placeIn(part, 'draw'), `The check has ${questions.length} questions and cannot draw ${draw}.`)
}

/** Tells a question that cannot be asked, or has no right answer. */
export function checkQuestion(part: Part, tell: Tell): void {
  if (isWordless(part)) tell(part.place, '<Question> needs the words of the question before its answers.')
  const kinds = ANSWERS.filter((name) => partsNamed(part, name).length > 0)
  const [kind, other] = kinds
  if (kind === undefined) return void tell(part.place, NO_ANSWERS)
  if (other !== undefined) {
    const second = partsNamed(part, other)[0] ?? part
    return void tell(second.place, `<${other}> cannot stand beside <${kind}>: a question has answers of one kind.`)
  }
  CHECKS[kind](part, tell)
  checkForeseen(part, kind, tell)
  checkAttributes(part, kind, tell)
}

const CHECKS: Record<AnswerName, (question: Part, tell: Tell) => void> = {
  Choice(question, tell) {
    const choices = partsNamed(question, 'Choice')
    const right = choices.filter((choice) => choice.attributes.has('right'))
    if (choices.length < 2) tell(question.place, '<Question> needs at least two choices.')
    else if (right.length === 0) tell(question.place, 'No choice of this question is right: write `right` on it.')
    else if (right.length > 1 && !question.attributes.has('multiple')) {
      const second = right[1] ?? question
      tell(placeIn(second, 'right'), 'A second choice is right: write `multiple` on the question, or leave one out.')
    }
    checkDifferent(choices, 'choice', tell)
  },
  Item(question, tell) {
    const items = partsNamed(question, 'Item')
    if (items.length < 2) tell(question.place, '<Question> needs at least two items to put in order.')
    checkDifferent(items, 'item', tell)
  },
  Pair(question, tell) {
    const pairs = partsNamed(question, 'Pair')
    const rights = new Set([...pairs.map((pair) => textOf(pair, 'with')), ...listed(textOf(question, 'also'))])
    if (pairs.length < 2) tell(question.place, '<Question> needs at least two pairs.')
    else if (rights.size < 2) tell(question.place, 'All pairs have the same answer: there is nothing to choose.')
    checkDifferent(pairs, 'pair', tell)
  },
  Number(question, tell) {
    const [number, second] = partsNamed(question, 'Number')
    if (second) tell(second.place, 'A question has one <Number>; a range is one with `within`.')
    if (!number) return
    if (!isNumber(textOf(number, 'is')))
      tell(placeIn(number, 'is'), '“is” of <Number> must be a number as in 1200 or 0.5, without separators.')
    const within = textOf(number, 'within')
    if (within !== null && !/^\d+(?:\.\d+)?%?$/.test(within))
      tell(placeIn(number, 'within'), '“within” of <Number> must be a number as in 0.5, or a share as in 2%.')
  },
  Text(question, tell) {
    const [text, second] = partsNamed(question, 'Text')
    if (second) tell(second.place, 'A question has one <Text>; several right answers are parted by |.')
    if (text && listed(textOf(text, 'is')).some((accepted) => accepted === ''))
      tell(placeIn(text, 'is'), 'One of the answers of <Text> is empty.')
  },
}

/** The same words twice would be two answers that nobody can tell apart. Pictures are not compared. */
function checkDifferent(parts: readonly Part[], what: string, tell: Tell): void {
  const seen = new Map<string, Part>()
  for (const part of parts) {
    const words = part.words.replace(/\s+/g, ' ').trim()
    const first = words === '' || !part.parts.every(({ name }) => name === 'Term') ? undefined : seen.get(words)
    if (first) tell(part.place, `This ${what} says the same as another (line ${first.place.line}).`)
    else seen.set(words, part)
  }
}

/** Foreseen wrong answers are typed ones, and not right. */
function checkForeseen(question: Part, kind: AnswerName, tell: Tell): void {
  for (const wrong of partsNamed(question, 'Wrong')) {
    const is = textOf(wrong, 'is') ?? ''
    if (kind !== 'Number' && kind !== 'Text') {
      tell(wrong.place, '<Wrong> stands beside <Number> or <Text>; other answers say themselves what is told of them.')
    } else if (kind === 'Number' && !isNumber(is)) {
      tell(placeIn(wrong, 'is'), '“is” of <Wrong> must be a number here, as in 1200 or 0.5.')
    } else if (isRight(question, kind, is)) {
      tell(placeIn(wrong, 'is'), `“${is}” is right by this question, so it cannot be wrong.`)
    }
  }
}

function isRight(question: Part, kind: AnswerName, is: string): boolean {
  const answer = partsNamed(question, kind)[0]
  if (!answer) return false
  const accepted = textOf(answer, 'is') ?? ''
  if (kind === 'Text') return listed(accepted).some((one) => sameWords(is, one))
  return meansNumber(is, { is: Number(accepted), within: withinOf(accepted, textOf(answer, 'within')), unit: null })
}

function checkAttributes(question: Part, kind: AnswerName, tell: Tell): void {
  const only = (attribute: string, kinds: readonly AnswerName[], words: string) => {
    if (question.attributes.has(attribute) && !kinds.includes(kind)) tell(placeIn(question, attribute), words)
  }
  only('multiple', ['Choice'], '`multiple` is for questions with choices.')
  only('also', ['Pair'], '`also` names further answers to choose from, for questions with pairs.')
  only('fixed', ['Choice', 'Pair'], '`fixed` is for questions with choices or pairs.')
  only(
    'says',
    ['Item', 'Pair', 'Number', 'Text'],
    'Each choice says for itself what is told of it: write `says` there.',
  )
}

const isNumber = (written: string | null): boolean => written !== null && /^-?\d+(?:\.\d+)?$/.test(written)

/** A tolerance in the number's own unit: `0.5`, or `2%` of it. */
export function withinOf(is: string, within: string | null): number {
  if (within === null) return 0
  return within.endsWith('%') ? (Math.abs(Number(is)) * Number(within.slice(0, -1))) / 100 : Number(within)
}
