import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { type FieldWords, type FormField, useWiring, type Wiring } from './form-field.ts'
import { Icon } from './icon.tsx'

type Asked = FieldWords & {
  field: FormField
  /** stands at the right of the label, for example "Forgotten" */
  aside?: ReactNode
}

type Own = 'id' | 'name' | 'className' | 'defaultValue' | 'aria-describedby' | 'aria-invalid'

/** A line of text, a date, a number, a file, a password: `type` says which. */
export function TextField({
  field,
  label,
  hint,
  aside,
  numeric,
  ...rest
}: Asked & { numeric?: boolean } & Omit<InputHTMLAttributes<HTMLInputElement>, Own>) {
  const wiring = useWiring(field, hint)
  return (
    <Labelled label={label} hint={hint} aside={aside} wiring={wiring}>
      <input
        type="text"
        {...rest}
        {...wiring.control}
        {...(rest.type === 'file' || rest.type === 'password' ? {} : { defaultValue: field.defaultValue })}
        className={numeric ? 'input num' : 'input'}
      />
    </Labelled>
  )
}

/** Several lines of text. */
export function TextArea({
  field,
  label,
  hint,
  aside,
  ...rest
}: Asked & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Own>) {
  const wiring = useWiring(field, hint)
  return (
    <Labelled label={label} hint={hint} aside={aside} wiring={wiring}>
      <textarea {...rest} {...wiring.control} defaultValue={field.defaultValue} className="area" />
    </Labelled>
  )
}

export type Option = { value: string; label: string }

/** One of several, by the browser's own list. `empty` is the choice of none. */
export function SelectField({
  field,
  label,
  hint,
  aside,
  options,
  empty,
  ...rest
}: Asked & { options: readonly Option[]; empty?: string } & Omit<SelectHTMLAttributes<HTMLSelectElement>, Own>) {
  const wiring = useWiring(field, hint)
  return (
    <Labelled label={label} hint={hint} aside={aside} wiring={wiring}>
      <select {...rest} {...wiring.control} defaultValue={field.defaultValue} className="select">
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** Label above, hint and error below: the error says what to enter. */
function Labelled({
  label,
  hint,
  aside,
  wiring,
  children,
}: FieldWords & { aside: ReactNode; wiring: Wiring; children: ReactNode }) {
  const words = (
    <label className="label" htmlFor={wiring.id}>
      {label}
    </label>
  )
  return (
    <div className="field">
      {aside ? (
        <div className="label-row">
          {words}
          <span className="small">{aside}</span>
        </div>
      ) : (
        words
      )}
      {children}
      {hint && (
        <p className="hint" id={wiring.hintId}>
          {hint}
        </p>
      )}
      <FieldError id={wiring.errorId} error={wiring.error} />
    </div>
  )
}

/** What is wrong with one field. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null
  return (
    <p className="error" id={id}>
      <Icon name="late" small />
      {error}
    </p>
  )
}

/** What is wrong with the form as a whole; read aloud when it appears. */
export function FormError({ id, errors }: { id?: string; errors: readonly string[] | undefined }) {
  if (!errors || errors.length === 0) return null
  return (
    <div className="note note-bad small" role="alert" id={id}>
      {errors.map((error) => (
        <p key={error}>{error}</p>
      ))}
    </div>
  )
}
