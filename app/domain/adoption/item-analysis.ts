/** How the questions of a check work: how many get each right, whether it tells people apart, what is given. Pure. */
import type { CheckDefinition, CheckKey, CheckQuestion, QuestionKey } from '#app/lessons/questions.ts'
import { AT, type CheckSums, isForeseen, isTyped, slotsOf, type TypedWords } from './check-rollups/question-sums.ts'
import { correlation, type Interval, shareInterval } from './statistics.ts'
import { LEAST_PEOPLE } from './withholding.ts'

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
export function questionFigures(check: CheckDefinition, key: CheckKey, sums: CheckSums): QuestionFigures[] {
  const isAlone = Math.min(check.draw ?? Infinity, check.questions.length) < 2
  return check.questions.flatMap((question, place) => {
    const own = key[question.id]
    if (!own) return []
    const counts = sums.counts[place] ?? []
    const [people = 0, right = 0] = counts
    return {
      question,
      people,
      right,
      facility: people === 0 ? null : right / people,
      interval: shareInterval(right, people),
      discrimination: isAlone ? null : discriminationOf(counts),
      answers: answersTo(question, own, counts, sums.typed[place] ?? {}),
    }
  })
}

/**
 * The point-biserial correlation of being right here with the share of the other questions that are right
 * (Henrysson 1963, Correction of item-total correlations in item analysis, Psychometrika 28): the question itself does
 * not count among the others. Everybody is asked as many, so their number stands for the share. Null under five people,
 * or where all are alike.
 */
function discriminationOf(counts: readonly number[]): number | null {
  const [n = 0, right = 0] = counts
  if (n < LEAST_PEOPLE) return null
  const at = (place: number) => counts[place] ?? 0
  return correlation({
    ...{ n, left: right, leftSquares: right, right: at(AT.others), rightSquares: at(AT.squares) },
    products: at(AT.together),
  })
}

function answersTo(
  question: CheckQuestion,
  key: QuestionKey,
  counts: readonly number[],
  typed: Record<string, TypedWords>,
): GivenAnswer[] {
  const given = slotsOf(question, key).map(({ html, words, right }, place) => ({
    ...{ html, words, right, people: counts[AT.answers + place] ?? 0 },
  }))
  const none = counts[AT.none] ?? 0
  return [
    ...(question.kind === 'pairs' ? given.filter(({ right, people }) => right || people > 0) : given),
    ...(isTyped(key) ? wrongWords(typed) : []),
    ...(none === 0 ? [] : [{ html: null, words: 'No answer', right: false, people: none }]),
  ]
}

/**
 * Typed answers that are wrong: those that the author foresaw, and of the others each that five people gave. What fewer
 * gave is only added up: it may be somebody's own words.
 */
function wrongWords(typed: Record<string, TypedWords>): GivenAnswer[] {
  const answer = ({ words, people }: TypedWords) => ({ html: null, words, right: false, people })
  const isTold = ([same, { people }]: [string, TypedWords]) => people >= LEAST_PEOPLE || isForeseen(same)
  const [told, others] = [Object.entries(typed).filter(isTold), Object.entries(typed).filter((one) => !isTold(one))]
  const people = others.reduce((sum, [, one]) => sum + one.people, 0)
  return [
    ...told.map(([, one]) => answer(one)).sort(byPeople),
    ...(people === 0 ? [] : [answer({ words: 'Other answers', people })]),
  ]
}

const byPeople = (one: GivenAnswer, other: GivenAnswer) =>
  other.people - one.people || (one.words < other.words ? -1 : 1)

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
