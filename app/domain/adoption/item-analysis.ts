/** How the questions of a check work: how many get each right, whether it tells people apart, what is given. Pure. */
import type { Answers, CheckKey, CheckQuestion, Given, QuestionKey } from '#app/lessons/questions.ts'
import { isOfChoices, pairOf } from '#app/lessons/questions.ts'
import { meansNumber, plainWords, sameWords } from '#app/lessons/typed-answers.ts'
import { givenFor } from '../practice/grading.ts'
import { judge } from '../practice/judging.ts'
import type { Placed } from './cells.ts'
import { correlation, type Interval, shareInterval } from './statistics.ts'
import { LEAST_PEOPLE } from './withholding.ts'

/** What somebody gave at their first submission of a check: to the questions that they were asked, by id. */
export type FirstSubmission = Placed & { answers: Answers; asked: readonly string[] }

/** Something that was given. `html` is the author's; `words` are typed, or name what has none. */
export type GivenAnswer = { html: string | null; words: string; right: boolean; people: number }

export type QuestionFigures = {
  question: CheckQuestion
  /** people who were asked it */
  people: number
  right: number
  /** share right; null where nobody was asked */
  facility: number | null
  interval: Interval | null
  /** from -1 to 1; null where it cannot be told */
  discrimination: number | null
  answers: GivenAnswer[]
}

/** The figures of each question, in the author's order. */
export function questionFigures(
  questions: readonly CheckQuestion[],
  key: CheckKey,
  submissions: readonly FirstSubmission[],
): QuestionFigures[] {
  const marked = submissions.map((submission) => ({ ...submission, right: rightOnes(key, submission) }))
  return questions.flatMap((question) => {
    const own = key[question.id]
    if (!own) return []
    const asked = marked.filter((one) => one.asked.includes(question.id))
    const right = asked.filter((one) => one.right.has(question.id)).length
    const given = asked.map(({ answers }) => givenFor(answers, question.id))
    return {
      question,
      people: asked.length,
      right,
      facility: asked.length === 0 ? null : right / asked.length,
      interval: shareInterval(right, asked.length),
      discrimination: discriminationOf(question.id, asked),
      answers: answersTo(question, own, given),
    }
  })
}

function rightOnes(key: CheckKey, { answers, asked }: FirstSubmission): Set<string> {
  return new Set(
    asked.filter((question) => {
      const own = key[question]
      return own !== undefined && judge(own, givenFor(answers, question)).right
    }),
  )
}

type Marked = FirstSubmission & { right: ReadonlySet<string> }

/**
 * The point-biserial correlation of being right here with the share of the other questions that are right
 * (Henrysson 1963, Correction of item-total correlations in item analysis, Psychometrika 28): the question itself does
 * not count among the others. Null under five people, without other questions, or where all are alike.
 */
function discriminationOf(question: string, asked: readonly Marked[]): number | null {
  const compared = asked.filter((one) => one.asked.length > 1)
  if (compared.length < LEAST_PEOPLE) return null
  const here = compared.map(({ right }) => Number(right.has(question)))
  const elsewhere = compared.map(({ right, asked: all }, place) => (right.size - (here[place] ?? 0)) / (all.length - 1))
  return correlation(here, elsewhere)
}

function answersTo(question: CheckQuestion, key: QuestionKey, given: readonly Given[]): GivenAnswer[] {
  const none = given.filter((one) => one.length === 0).length
  const noAnswer = none === 0 ? [] : [{ html: null, words: 'No answer', right: false, people: none }]
  return [...givenTo(question, key, given), ...noAnswer]
}

function givenTo(question: CheckQuestion, key: QuestionKey, given: readonly Given[]): GivenAnswer[] {
  const count = (holds: (one: Given) => boolean) => given.filter(holds).length
  if (isOfChoices(key)) {
    if (question.kind !== undefined) return []
    return question.choices.map(({ id, html }) => ({
      ...{ html, words: '', right: key[id]?.right ?? false },
      people: count((one) => one.includes(id)),
    }))
  }
  if (key.kind === 'order' && question.kind === 'order') {
    return key.order.map((id, place) => ({
      html: question.items.find((item) => item.id === id)?.html ?? null,
      ...{ words: `At place ${place + 1}`, right: true },
      people: count((one) => one[place] === id),
    }))
  }
  if (key.kind === 'pairs' && question.kind === 'pairs') {
    const all = question.lefts.flatMap(({ id, html }) =>
      question.rights.map((right) => ({
        ...{ html, words: right.words, right: key.pairs[id]?.right === right.id },
        people: count((one) => one.includes(pairOf(id, right.id))),
      })),
    )
    return all.filter(({ right, people }) => right || people > 0)
  }
  return key.kind === 'number' || key.kind === 'text' ? typedAnswers(key, given) : []
}

type TypedKey = Extract<QuestionKey, { kind: 'number' | 'text' }>

/**
 * Typed answers: the right ones, those that the author foresaw, and of the others each that five people gave. What fewer
 * gave is only added up: it may be somebody's own words.
 */
function typedAnswers(key: TypedKey, given: readonly Given[]): GivenAnswer[] {
  const typed = given.flatMap((one) => one[0] ?? [])
  const answer = (words: string, right: boolean, people: number) => ({ html: null, words, right, people })
  const right = typed.filter((words) => judge(key, [words]).right)
  const wrong = typed.filter((words) => !right.includes(words))
  const groups = [...Map.groupBy(wrong, (words) => foreseenBy(key, words) ?? plainWords(words)).values()]
  const isTold = (words: readonly string[]) => words.length >= LEAST_PEOPLE || foreseenBy(key, words[0] ?? '') !== null
  const told = groups
    .filter(isTold)
    .map((words) => answer(foreseenBy(key, words[0] ?? '') ?? words[0] ?? '', false, words.length))
    .sort((one, other) => other.people - one.people)
  const others = wrong.length - told.reduce((sum, { people }) => sum + people, 0)
  return [
    answer(rightWords(key), true, right.length),
    ...told,
    ...(others === 0 ? [] : [answer('Other answers', false, others)]),
  ]
}

/** The foreseen wrong answer that these words are; null if nobody foresaw them. */
function foreseenBy(key: TypedKey, words: string): string | null {
  const isIt = (is: string) =>
    key.kind === 'text' ? sameWords(words, is) : meansNumber(words, { is: Number(is), within: 0, unit: key.unit })
  return key.wrong.find(({ is }) => isIt(is))?.is ?? null
}

function rightWords(key: TypedKey): string {
  if (key.kind === 'text') return key.accepts.join(' or ')
  const number = [String(key.is), key.unit].filter(Boolean).join(' ')
  return key.within === 0 ? number : `${number}, give or take ${key.within}`
}

/** So many people make a correlation worth acting on. */
const ENOUGH = 20

/** What in a question's figures asks for an author's eye; null: nothing. */
export type Concern = 'misleads' | 'hard' | 'tells little'

/** Discrimination under 0.1 is poor (Ebel 1972, Essentials of Educational Measurement, which asks for 0.2 in all). */
export function concernOf({ people, facility, discrimination }: QuestionFigures): Concern | null {
  if (facility === null || people < LEAST_PEOPLE) return null
  if (people >= ENOUGH && discrimination !== null && discrimination < 0) return 'misleads'
  if (facility < 0.4) return 'hard'
  const isTelling = people < ENOUGH || discrimination === null || discrimination >= 0.1
  return isTelling || facility >= 0.9 ? null : 'tells little'
}
