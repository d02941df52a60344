import { type PairsQuestion, pairOf } from '#app/lessons/questions.ts'
import { AnswerSays } from '../lesson/answer-says.tsx'
import type { QuestionProps } from '../lesson/check-form.tsx'
import { Prose } from '../lesson/lesson-blocks.tsx'

/** For each thing on the left one of the list on the right. */
export function MatchedPairs({ question, name, given, onGive, told, locked }: QuestionProps<PairsQuestion>) {
  const chosen = new Map(given.map((pair) => pair.split('=') as [string, string]))
  const choose = (left: string, right: string) => {
    const next = new Map(chosen)
    if (right) next.set(left, right)
    else next.delete(left)
    onGive([...next].map((pair) => pairOf(...pair)))
  }
  return (
    <>
      {!locked && <p className="hint">Choose what belongs to each.</p>}
      <ul className="pairs">
        {question.lefts.map(({ id, html }) => {
          const right = chosen.get(id) ?? ''
          return (
            <li key={id}>
              <label htmlFor={`${name}-${id}`}>
                <Prose html={html} small />
              </label>
              <select
                id={`${name}-${id}`}
                className="select"
                value={right}
                disabled={locked}
                onChange={(event) => choose(id, event.currentTarget.value)}
              >
                <option value="">Choose</option>
                {question.rights.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.words}
                  </option>
                ))}
              </select>
              <AnswerSays told={told?.says.find(({ of }) => of === pairOf(id, right))} />
            </li>
          )
        })}
      </ul>
    </>
  )
}
