import { LONGEST_TEXT } from '#app/domain/practice/limits.ts'
import type { NumberQuestion, TextQuestion } from '#app/lessons/questions.ts'
import type { QuestionProps } from '../lesson/check-form.tsx'

/** A number or a few words. */
export function TypedAnswer({ question, name, given, onGive, locked }: QuestionProps<NumberQuestion | TextQuestion>) {
  const isNumber = question.kind === 'number'
  const unit = isNumber ? question.unit : null
  return (
    <div className="typed-answer">
      <label className="label" htmlFor={`${name}-typed`}>
        {isNumber ? 'Your number' : 'Your answer'}
      </label>
      <input
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
        onChange={({ currentTarget: { value } }) => onGive(value === '' ? [] : [value])}
      />
      {unit !== null && (
        <span id={`${name}-unit`} className="muted">
          {unit}
        </span>
      )}
    </div>
  )
}
