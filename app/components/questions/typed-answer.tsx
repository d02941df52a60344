import { useLayoutEffect, useRef } from 'react'
import { LONGEST_TEXT } from '#app/domain/practice/limits.ts'
import type { NumberQuestion, TextQuestion } from '#app/lessons/questions.ts'
import type { QuestionProps } from '../lesson/check-form.tsx'

/** A number or a few words. */
export function TypedAnswer({ question, name, given, onGive, locked }: QuestionProps<NumberQuestion | TextQuestion>) {
  const isNumber = question.kind === 'number'
  const unit = isNumber ? question.unit : null
  const give = (value: string) => onGive(value === '' ? [] : [value])
  const field = useTypedBefore(given[0] ?? '', give)
  return (
    <div className="typed-answer">
      <label className="label" htmlFor={`${name}-typed`}>
        {isNumber ? 'Your number' : 'Your answer'}
      </label>
      <input
        ref={field}
        id={`${name}-typed`}
        className={isNumber ? 'input typed-number' : 'input'}
        type="text"
        inputMode={isNumber ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        maxLength={LONGEST_TEXT}
        value={given[0] ?? ''}
        readOnly={locked}
        aria-describedby={unit === null ? undefined : `${name}-unit`}
        onChange={({ currentTarget: { value } }) => give(value)}
      />
      {unit !== null && (
        <span id={`${name}-unit`} className="muted">
          {unit}
        </span>
      )}
    </div>
  )
}

/** For a field that the server drew: what was typed into it before its script came is given as soon as it is here. */
function useTypedBefore(value: string, give: (typed: string) => void) {
  const field = useRef<HTMLInputElement>(null)
  const isAlive = useRef(false)
  useLayoutEffect(() => {
    const typed = field.current?.value ?? value
    if (!isAlive.current && typed !== value) give(typed)
    isAlive.current = true
  })
  return field
}
