/** Whether the answers to a check are right. Pure; runs on the server only, because it needs the key. */
import type { Answers, CheckKey, Given, QuestionKey } from '#app/lessons/questions.ts'
import { type Judgement, judge } from './judging.ts'

export type Grade = { right: number; total: number }

/** What may be told of a question after an answer: about what was given, never about anything else. */
export type ToldQuestion = Judgement & { given: string[] }

/**
 * How many of the asked questions are right. One without an answer is wrong, and so is one whose answer has not the
 * form of an answer; answers to no question are ignored.
 */
export function grade(key: CheckKey, answers: Answers, asked: readonly string[]): Grade {
  const questions = keysOf(key, asked)
  return {
    right: questions.filter(([question, own]) => judge(own, givenFor(answers, question)).right).length,
    total: questions.length,
  }
}

/** The feedback to a submission, by question, for those that were asked. */
export function feedback(key: CheckKey, answers: Answers, asked: readonly string[]): Record<string, ToldQuestion> {
  const told = keysOf(key, asked).map(([question, own]): [string, ToldQuestion] => {
    const given = givenFor(answers, question)
    return [question, { given: [...given], ...judge(own, given) }]
  })
  return Object.fromEntries(told)
}

/** The answer to one question; none where it has not the form of one. */
export function givenFor(answers: Answers, question: string): Given {
  const given: unknown = Object.hasOwn(answers, question) ? answers[question] : null
  return Array.isArray(given) && given.every((one) => typeof one === 'string') ? given : []
}

function keysOf(key: CheckKey, asked: readonly string[]): [string, QuestionKey][] {
  return asked.flatMap((question): [string, QuestionKey][] => {
    const own = Object.hasOwn(key, question) ? key[question] : undefined
    return own ? [[question, own]] : []
  })
}
