import {
  type CheckKey,
  type CheckQuestion,
  type Given,
  isOfChoices,
  pairOf,
  type QuestionKey,
} from '#app/lessons/questions.ts'
import { type Random, seededBy } from './random.ts'

/** How well somebody knows it, as a logit: at 0 half of a question of middling difficulty is right. */
export type Knowing = number

/** What a learner of the demo gives to the questions that they are asked: right or believably wrong. */
export function answersFor(
  key: CheckKey,
  asked: readonly CheckQuestion[],
  knowing: Knowing,
  random: Random,
): Record<string, string[]> {
  return Object.fromEntries(
    asked.flatMap((question) => {
      const own = key[question.id]
      if (!own) return []
      const isRight = random.next() < 1 / (1 + Math.exp(difficultyOf(question) - knowing))
      return [[question.id, [...(isRight ? rightAnswer(own) : wrongAnswer(question, own, random))]]]
    }),
  )
}

/** The same in every load: a few questions are hard, most are not. */
function difficultyOf({ id }: CheckQuestion): number {
  const drawn = seededBy('difficulty', id)
  return -1.2 + 1.4 * drawn.next() + (drawn.chance(0.15) ? 1.6 : 0)
}

function rightAnswer(key: QuestionKey): Given {
  if (isOfChoices(key)) return Object.keys(key).filter((choice) => key[choice]?.right)
  switch (key.kind) {
    case 'order':
      return key.order
    case 'pairs':
      return Object.entries(key.pairs).map(([left, { right }]) => pairOf(left, right))
    case 'number':
      return [String(key.is)]
    case 'text':
      return key.accepts.slice(0, 1)
  }
}

function wrongAnswer(question: CheckQuestion, key: QuestionKey, random: Random): Given {
  if (isOfChoices(key)) return wrongChoices(question, key, random)
  switch (key.kind) {
    case 'order':
      return twoSwapped(key.order, random)
    case 'pairs': {
      const lefts = Object.keys(key.pairs)
      const rights = lefts.map((left) => key.pairs[left]?.right ?? '')
      return twoSwapped(rights, random).map((right, place) => pairOf(lefts[place] ?? '', right))
    }
    case 'number':
    case 'text':
      return [key.wrong.length > 0 && random.chance(0.7) ? random.pick(key.wrong).is : 'I do not know']
  }
}

/** One wrong answer attracts more than the others, the same one in every load. */
function wrongChoices(question: CheckQuestion, key: Record<string, { right: boolean }>, random: Random): Given {
  const right = Object.keys(key).filter((choice) => key[choice]?.right)
  const wrong = Object.keys(key).filter((choice) => !key[choice]?.right)
  if (right.length > 1 && (wrong.length === 0 || random.chance(0.5))) return right.slice(1)
  const favourite = seededBy('favourite', question.id).pick(wrong)
  const chosen = random.chance(0.5) ? favourite : random.pick(wrong)
  return right.length > 1 ? [...right.slice(1), chosen] : [chosen]
}

function twoSwapped(list: readonly string[], random: Random): string[] {
  const first = random.between(0, list.length - 2)
  return list.map((one, place) => list[place === first ? first + 1 : place === first + 1 ? first : place] ?? one)
}
