/** Which questions of a check a person is asked at a try, and in what order. Pure; the same in browser and on the server. */
import type { CheckDefinition, CheckQuestion } from '#app/lessons/questions.ts'
import { randomOf, shuffled } from '#app/platform/seeded-random.ts'

/** One person's try at a check: `nth` counts their tries from 0. */
export type CheckTry = { person: string; nth: number }

/**
 * The questions of a try, in the order in which they are asked, each with its choices as they stand. It follows from
 * the person, the try and the check's own questions: a reload, another device and the server all draw the same. Of a
 * pool, a person's next try asks what they were not asked yet, until all of it was.
 */
export function drawnQuestions(check: CheckDefinition, { person, nth }: CheckTry): CheckQuestion[] {
  const words = [person, ...check.questions.map(({ id }) => id)]
  const drawn = ofPool(check, words, nth)
  if (!check.shuffle) return drawn
  const inOrder = shuffled(drawn, randomOf(...words, String(nth)))
  return inOrder.map((question) => withShuffled(question, [person, String(nth), question.id]))
}

/** The questions that are asked, in the author's order. */
function ofPool({ questions, draw }: CheckDefinition, words: readonly string[], nth: number): CheckQuestion[] {
  if (draw === undefined || draw >= questions.length) return questions
  const pool = shuffled(questions, randomOf(...words))
  const first = (nth * draw) % pool.length
  const asked = new Set([...pool, ...pool].slice(first, first + draw))
  return questions.filter((question) => asked.has(question))
}

function withShuffled(question: CheckQuestion, words: readonly string[]): CheckQuestion {
  const another = <T>(list: readonly T[]) => shuffled(list, randomOf(...words))
  if (question.kind === 'order') return { ...question, items: another(question.items) }
  if (question.fixed) return question
  if (question.kind === 'pairs') return { ...question, lefts: another(question.lefts) }
  return question.kind === undefined ? { ...question, choices: another(question.choices) } : question
}
