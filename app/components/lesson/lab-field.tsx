import type { InputHTMLAttributes } from 'react'
import { LONGEST_TEXT } from '#app/domain/practice/limits.ts'
import type { LabField as Field, FieldType } from '#app/lessons/definitions.ts'
import { FieldError } from '../ui/field.tsx'
import type { LabHandlers } from './lab-handlers.ts'

type LabFieldProps = LabHandlers & {
  field: Field
  /** in a table the column says what it is: the label is read, not shown, with the row it stands in */
  about?: string
}

/** One field of the practice screen. */
export function LabField({ field, about, values, errors, prefix, onEnter }: LabFieldProps) {
  const id = `${prefix}-${field.name}`
  const error = errors[field.name]
  const described = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const control = {
    id,
    value: values[field.name] ?? field.value,
    label: about ? `${field.label}, ${about}` : undefined,
    invalid: Boolean(error),
    describedBy: described || undefined,
    onEnter: (value: string) => onEnter(field.name, value),
  }
  return (
    <div className="field">
      {field.type === 'check' ? (
        <CheckBox {...control} words={field.label} />
      ) : (
        <>
          {!about && (
            <label className="label" htmlFor={id}>
              {field.label}
            </label>
          )}
          <Control {...control} field={field} segmented={about !== undefined} />
        </>
      )}
      {field.hint && (
        <p className="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}

type ControlProps = {
  id: string
  value: string
  label: string | undefined
  invalid: boolean
  describedBy: string | undefined
  onEnter: (value: string) => void
}

function Control({ field, segmented, ...control }: ControlProps & { field: Field; segmented: boolean }) {
  if (field.type === 'choice' && segmented && field.options.length <= 3) return <Segments {...control} field={field} />
  const { id, value, label, invalid, describedBy, onEnter } = control
  const wiring = { id, value, 'aria-label': label, 'aria-invalid': invalid, 'aria-describedby': describedBy }
  if (field.type === 'choice') {
    return (
      <select {...wiring} className="select" onChange={(event) => onEnter(event.currentTarget.value)}>
        {!field.options.includes('') && <option value="">Choose</option>}
        {field.options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    )
  }
  const list = field.type === 'search' && field.options.length > 0 ? `${id}-options` : undefined
  return (
    <>
      <input
        {...wiring}
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
const typing: Record<FieldType, InputHTMLAttributes<HTMLInputElement>> = {
  text: { type: 'text' },
  search: { type: 'text' },
  money: { type: 'text', inputMode: 'decimal' },
  number: { type: 'text', inputMode: 'decimal' },
  date: { type: 'text', placeholder: 'Day, month, year' },
  choice: {},
  check: {},
}

function CheckBox({ id, value, words, label, invalid, describedBy, onEnter }: ControlProps & { words: string }) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        id={id}
        checked={value === 'yes'}
        aria-label={label}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(event) => onEnter(event.currentTarget.checked ? 'yes' : 'no')}
      />
      {words}
    </label>
  )
}

/** Two or three options beside each other, where a list would hide them. */
function Segments({ id, field, value, label, describedBy, onEnter }: ControlProps & { field: Field }) {
  return (
    <div className="seg" role="radiogroup" aria-label={label} aria-describedby={describedBy}>
      {field.options.map((option) => (
        <label key={option}>
          <input type="radio" className="sr" name={id} checked={value === option} onChange={() => onEnter(option)} />
          {option}
        </label>
      ))}
    </div>
  )
}
