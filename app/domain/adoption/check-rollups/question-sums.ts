/**
 * What first submissions of a check add up to, question by question: whole numbers, so that weeks add up to what all of
 * their submissions would, in whatever order. Pure.
 */
import type { Answers, CheckKey, CheckQuestion, Given, QuestionKey } from '#app/lessons/questions.ts'
import { isOfChoices, pairOf } from '#app/lessons/questions.ts'
import { meansNumber, plainWords, sameWords } from '#app/lessons/typed-answers.ts'
import { givenFor } from '../../practice/grading.ts'
import { judge } from '../../practice/judging.ts'

/** What somebody gave at their first submission of a check: to the questions that they were asked, by id. */
export type FirstSubmission = { answers: Answers; asked: readonly string[]; right: number; total: number }

/** Words that are not right, as they were first typed, and by how many people. */
export type TypedWords = { words: string; people: number }

/**
 * Of some people. `marks`: how many had so many right of so many, by `right/total`. `counts`: by question in the author's
 * order, numbers at the places of `AT`, then of `slotsOf`. `typed`: by question, wrong words by what makes them the same.
 */
export type CheckSums = {
  marks: Record<string, number>
  counts: number[][]
  typed: Record<string, TypedWords>[]
}

/**
 * Where a question's numbers stand: people asked, and right; over those, how many of the other questions they had right,
 * its square, and it where they are right here; people who gave nothing; then those who gave each answer.
 */
export const AT = { asked: 0, right: 1, others: 2, squares: 3, together: 4, none: 5, answers: 6 } as const

export const newSums = (questions: readonly CheckQuestion[]): CheckSums => ({
  marks: {},
  counts: questions.map(() => []),
  typed: questions.map(() => ({})),
})

/** Adds what one person gave. */
export function addSubmission(
  sums: CheckSums,
  questions: readonly CheckQuestion[],
  key: CheckKey,
  { answers, asked, right, total }: FirstSubmission,
): void {
  const mark = `${right}/${total}`
  sums.marks[mark] = (sums.marks[mark] ?? 0) + 1
  const isRight = (id: string) => {
    const own = key[id]
    return own !== undefined && judge(own, givenFor(answers, id)).right
  }
  const rightOnes = new Set(asked.filter(isRight))
  for (const [place, question] of questions.entries()) {
    const own = key[question.id]
    if (!own || !asked.includes(question.id)) continue
    const here = Number(rightOnes.has(question.id))
    const others = rightOnes.size - here
    const given = givenFor(answers, question.id)
    const about = [1, here, others, others ** 2, here * others, Number(given.length === 0)]
    addNumbers(sums.counts[place] as number[], [...about, ...slotsOf(question, own).map((slot) => slot.count(given))])
    const typed = sums.typed[place]
    if (typed && isTyped(own)) for (const words of given.slice(0, 1)) addWords(typed, own, words)
  }
}

/** Adds the sums of other people. The words of those before stay. */
export function addSums(sums: CheckSums, more: CheckSums): void {
  for (const [mark, people] of Object.entries(more.marks)) sums.marks[mark] = (sums.marks[mark] ?? 0) + people
  for (const [place, numbers] of more.counts.entries()) addNumbers(sums.counts[place] as number[], numbers)
  for (const [place, typed] of more.typed.entries()) {
    const own = sums.typed[place] as Record<string, TypedWords>
    for (const [same, { words, people }] of Object.entries(typed)) {
      own[same] = { words: own[same]?.words ?? words, people: (own[same]?.people ?? 0) + people }
    }
  }
}

function addNumbers(sums: number[], more: readonly number[]): void {
  for (const [place, number] of more.entries()) sums[place] = (sums[place] ?? 0) + number
}

/** One answer that is counted: `html` is the author's, `words` name what has none. */
export type Slot = { html: string | null; words: string; right: boolean; count: (given: Given) => number }

/** The answers to a question that are counted one by one, in the order in which they are told. */
export function slotsOf(question: CheckQuestion, key: QuestionKey): Slot[] {
  const slot = (answer: Omit<Slot, 'count'>, holds: (given: Given) => boolean): Slot => ({
    ...answer,
    count: (given) => Number(holds(given)),
  })
  if (isOfChoices(key)) {
    if (question.kind !== undefined) return []
    return question.choices.map(({ id, html }) =>
      slot({ html, words: '', right: key[id]?.right ?? false }, (given) => given.includes(id)),
    )
  }
  if (key.kind === 'order' && question.kind === 'order') {
    return key.order.map((id, place) => {
      const html = question.items.find((item) => item.id === id)?.html ?? null
      return slot({ html, words: `At place ${place + 1}`, right: true }, (given) => given[place] === id)
    })
  }
  if (key.kind === 'pairs' && question.kind === 'pairs') {
    return question.lefts.flatMap(({ id, html }) =>
      question.rights.map((right) =>
        slot({ html, words: right.words, right: key.pairs[id]?.right === right.id }, (given) =>
          given.includes(pairOf(id, right.id)),
        ),
      ),
    )
  }
  if (!isTyped(key)) return []
  const isRight = (given: Given) => given.length > 0 && judge(key, given.slice(0, 1)).right
  return [slot({ html: null, words: rightWords(key), right: true }, isRight)]
}

type TypedKey = Extract<QuestionKey, { kind: 'number' | 'text' }>

/** Whether the answer is typed. */
export const isTyped = (key: QuestionKey): key is TypedKey =>
  !isOfChoices(key) && (key.kind === 'number' || key.kind === 'text')

/** Whether wrong words that were counted are among those that the author foresaw: then they stand as the author wrote them. */
export const isForeseen = (same: string): boolean => same.startsWith(FORESEEN)

const FORESEEN = 'foreseen '

function addWords(typed: Record<string, TypedWords>, key: TypedKey, words: string): void {
  if (judge(key, [words]).right) return
  const foreseen = foreseenBy(key, words)
  const same = foreseen === null ? `typed ${plainWords(words)}` : FORESEEN + foreseen
  typed[same] = { words: typed[same]?.words ?? foreseen ?? words, people: (typed[same]?.people ?? 0) + 1 }
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
