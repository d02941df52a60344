import type { CheckQuestion, ChoiceQuestion } from '#app/lessons/questions.ts'
import { AnswerSays } from '../lesson/answer-says.tsx'
import type { QuestionProps } from '../lesson/check-form.tsx'
import { MatchedPairs } from './matched-pairs.tsx'
import { OrderedItems } from './ordered-items.tsx'
import { TypedAnswer } from './typed-answer.tsx'

/** A question that is not answered by choosing: things to put in order or to match, a number, a few words. */
export function OtherQuestion(props: QuestionProps<Exclude<CheckQuestion, ChoiceQuestion>>) {
  const { question, told } = props
  return (
    <>
      {question.kind === 'order' && <OrderedItems {...props} question={question} />}
      {question.kind === 'pairs' && <MatchedPairs {...props} question={question} />}
      {(question.kind === 'number' || question.kind === 'text') && <TypedAnswer {...props} question={question} />}
      {told && <AnswerSays told={{ right: told.right, says: wordsOf(told) }} />}
    </>
  )
}

/** A typed answer is one thing: what is said of it and what is said of the whole stand together. */
function wordsOf({ says, words, given }: NonNullable<QuestionProps['told']>): string | null {
  const ofTyped = says.find(({ of }) => given.length === 1 && of === given[0])
  return ofTyped?.says ?? words
}
