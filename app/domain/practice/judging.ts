/** Whether one answer is right, and what may be told of it. Pure; runs on the server only, because it needs the key. */
import {
  type ChoicesKey,
  type ForeseenAnswer,
  type Given,
  isOfChoices,
  type NumberKey,
  type OrderKey,
  type PairsKey,
  type QuestionKey,
  type TextKey,
} from '#app/lessons/questions.ts'
import { meansNumber, sameWords } from '#app/lessons/typed-answers.ts'

/** What is told of one part of an answer: a choice, an item at its place, a pair, the typed text. */
export type Told = { of: string; right: boolean; says: string | null }

/** `says` is about what was given, never about anything else; `words` are about the whole of it. */
export type Judgement = { right: boolean; says: Told[]; words: string | null }

/** Judges an answer. One that is not of the question's form is wrong. */
export function judge(key: QuestionKey, given: Given): Judgement {
  if (isOfChoices(key)) return judgeChoices(key, given)
  switch (key.kind) {
    case 'order':
      return judgeOrder(key, given)
    case 'pairs':
      return judgePairs(key, given)
    case 'number':
      return judgeTyped(
        key,
        given,
        (typed) => meansNumber(typed, key),
        (typed, is) => meansNumber(typed, { is: Number(is), within: 0, unit: key.unit }),
      )
    case 'text':
      return judgeTyped(key, given, (typed) => key.accepts.some((one) => sameWords(typed, one)), sameWords)
  }
}

/** Exactly the right choices, in any order. */
function judgeChoices(key: ChoicesKey, given: Given): Judgement {
  const chosen = new Set(given)
  const right =
    chosen.size > 0 &&
    Object.entries(key).every(([choice, { right: isRight }]) => isRight === chosen.has(choice)) &&
    [...chosen].every((choice) => Object.hasOwn(key, choice))
  const says = [...chosen].flatMap((choice) => {
    const known = Object.hasOwn(key, choice) ? key[choice] : undefined
    return known ? [{ of: choice, right: known.right, says: known.says }] : []
  })
  return { right, says, words: null }
}

/** Every item at its place. */
function judgeOrder({ order, items, says: words }: OrderKey, given: Given): Judgement {
  const right = given.length === order.length && given.every((item, place) => item === order[place])
  const says = given.slice(0, order.length).flatMap((item, place) => {
    if (!Object.hasOwn(items, item)) return []
    const isThere = order[place] === item
    return [{ of: item, right: isThere, says: isThere ? null : (items[item] ?? null) }]
  })
  return { right, says, words: right ? null : words }
}

/** Each left with its right one, and none twice. */
function judgePairs({ pairs, says: words }: PairsKey, given: Given): Judgement {
  const says = given.flatMap((pair) => {
    const [left = '', chosen = ''] = pair.split('=')
    const known = Object.hasOwn(pairs, left) ? pairs[left] : undefined
    if (!known) return []
    const isRight = known.right === chosen
    return [{ of: pair, right: isRight, says: isRight ? null : known.says }]
  })
  const lefts = Object.keys(pairs)
  const right = given.length === lefts.length && new Set(given).size === lefts.length && says.length === lefts.length
  const all = right && says.every((one) => one.right)
  return { right: all, says, words: all ? null : words }
}

/** One typed text. A foreseen wrong answer has words of its own. */
function judgeTyped(
  { wrong, praise, says: words }: NumberKey | TextKey,
  given: Given,
  isRight: (typed: string) => boolean,
  isForeseen: (typed: string, is: string) => boolean,
): Judgement {
  const [typed = '', ...more] = given
  if (more.length > 0 || typed.trim() === '') return { right: false, says: [], words }
  if (isRight(typed)) return { right: true, says: [{ of: typed, right: true, says: praise }], words: null }
  const foreseen: ForeseenAnswer | undefined = wrong.find(({ is }) => isForeseen(typed, is))
  return {
    right: false,
    says: [{ of: typed, right: false, says: foreseen?.says ?? null }],
    words: foreseen ? null : words,
  }
}
