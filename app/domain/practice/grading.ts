/** Whether the answers to a check are right. Pure; runs on the server only, because it needs the key. */
import type { CheckKey } from '#app/lessons/definitions.ts'

/** Question id → ids of the chosen choices, as given. */
export type Answers = Readonly<Record<string, readonly string[]>>

export type Grade = { right: number; total: number }

/** How many of the key's questions are right. A question without an answer is wrong; answers to no question are ignored. */
export function grade(key: CheckKey, answers: Answers): Grade {
  const questions = Object.keys(key)
  return { right: questions.filter((question) => isRight(key, question, answers)).length, total: questions.length }
}

/** Whether exactly the right choices of a question were chosen, in any order. */
export function isRight(key: CheckKey, question: string, answers: Answers): boolean {
  const chosen = new Set(Object.hasOwn(answers, question) ? answers[question] : [])
  return (
    Object.entries(key[question] ?? {}).every(([choice, { right }]) => right === chosen.has(choice)) && chosen.size > 0
  )
}

/** What may be told of a question after an answer: about the choices that were made, never about the others. */
export type ToldQuestion = {
  right: boolean
  chosen: string[]
  says: { choice: string; right: boolean; says: string | null }[]
}

/** The feedback to a submission, by question. */
export function feedback(key: CheckKey, answers: Answers): Record<string, ToldQuestion> {
  const told = Object.keys(key).map((question) => {
    const chosen = [...((Object.hasOwn(answers, question) ? answers[question] : null) ?? [])]
    const says = chosen.flatMap((choice) => {
      const known = key[question]?.[choice]
      return known ? [{ choice, right: known.right, says: known.says }] : []
    })
    return [question, { right: isRight(key, question, answers), chosen, says }] as const
  })
  return Object.fromEntries(told)
}
