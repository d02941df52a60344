import type { InputHTMLAttributes } from 'react'
import { LONGEST_TEXT } from '#app/domain/practice/limits.ts'
import type { FieldType } from '#app/lessons/definitions.ts'
import type { LabControlProps } from './lab-field.tsx'

/** The controls of the practice screen, one for each way to enter something. */

const wired = ({ id, value, label, invalid, describedBy }: LabControlProps) => ({
  id,
  value,
  'aria-label': label,
  'aria-invalid': invalid,
  'aria-describedby': describedBy,
})

export function LabSelect(control: LabControlProps) {
  const { field, onEnter } = control
  return (
    <select {...wired(control)} className="select" onChange={(event) => onEnter(event.currentTarget.value)}>
      {!field.options.includes('') && <option value="">Choose</option>}
      {field.options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  )
}

export function LabInput(control: LabControlProps) {
  const { field, id, onEnter } = control
  const list = field.type === 'search' && field.options.length > 0 ? `${id}-options` : undefined
  return (
    <>
      <input
        {...wired(control)}
        {...typing[field.type]}
        className={field.type === 'text' || field.type === 'search' ? 'input' : 'input num'}
        list={list}
        maxLength={LONGEST_TEXT}
        onChange={(event) => onEnter(event.currentTarget.value)}
      />
      {list && (
        <datalist id={list}>
          {field.options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
  )
}

/** Learners type dates and money as they are used to, so these are fields of text with the fitting keyboard. */
const typing: Partial<Record<FieldType, InputHTMLAttributes<HTMLInputElement>>> = {
  text: { type: 'text' },
  search: { type: 'text' },
  money: { type: 'text', inputMode: 'decimal' },
  number: { type: 'text', inputMode: 'decimal' },
  date: { type: 'text', placeholder: 'Day, month, year' },
}

export function LabTextArea(control: LabControlProps) {
  return (
    <textarea
      {...wired(control)}
      className="area"
      maxLength={LONGEST_TEXT}
      onChange={(event) => control.onEnter(event.currentTarget.value)}
    />
  )
}

export function LabCheckBox({ field, value, onEnter, ...control }: LabControlProps) {
  const { value: _, ...wiring } = wired({ field, value, onEnter, ...control })
  return (
    <label className="choice">
      <input
        {...wiring}
        type="checkbox"
        checked={value === 'yes'}
        onChange={(event) => onEnter(event.currentTarget.checked ? 'yes' : 'no')}
      />
      {field.label}
    </label>
  )
}

/** Two or three options beside each other, where a list would hide them. The id is that of the one to begin with. */
export function LabSegments({ id, field, value, label, invalid, describedBy, onEnter }: LabControlProps) {
  const first = field.options.includes(value) ? value : field.options[0]
  return (
    <div
      className="seg"
      role="radiogroup"
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      data-invalid={invalid ? '' : undefined}
    >
      {field.options.map((option) => (
        <label key={option}>
          <input
            type="radio"
            className="sr"
            id={option === first ? id : undefined}
            name={id}
            checked={value === option}
            onChange={() => onEnter(option)}
          />
          {option}
        </label>
      ))}
    </div>
  )
}
