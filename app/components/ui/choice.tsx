import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { FieldError } from './field.tsx'
import { type FormField, useWiring } from './form-field.ts'

type ChoiceProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'disabled' | 'type'> & {
  children: ReactNode
  /** second line: what choosing it means */
  note?: ReactNode
  /** why it cannot be chosen now; stands as its second line */
  unavailable?: string | undefined
}

/** One of several that exclude each other. The whole row can be pressed. */
export function Radio(props: ChoiceProps) {
  return <Choice {...props} type="radio" />
}

/** Something that holds or does not. The whole row can be pressed. */
export function Checkbox(props: ChoiceProps) {
  return <Choice {...props} type="checkbox" />
}

function Choice({ children, note, unavailable, type, ...rest }: ChoiceProps & { type: 'radio' | 'checkbox' }) {
  const noteId = useId()
  const second = unavailable ?? note
  return (
    <label className="choice" data-unavailable={unavailable ? '' : undefined}>
      <input
        {...rest}
        type={type}
        disabled={unavailable !== undefined}
        aria-describedby={second ? noteId : rest['aria-describedby']}
      />
      <span>
        {children}
        {second && (
          <span className="sub" id={noteId}>
            {second}
          </span>
        )}
      </span>
    </label>
  )
}

export type ChoiceOption = { value: string; label: ReactNode; note?: ReactNode; unavailable?: string | undefined }

type GroupProps = {
  field: FormField
  label: string
  options: readonly ChoiceOption[]
  inline?: boolean
  labelHidden?: boolean
}

/** A question with its answers: radio buttons, in a line or lined up one below the other. */
export function ChoiceField(props: GroupProps) {
  return <Group {...props} choice={Radio} chosen={(value) => props.field.defaultValue === value} />
}

/** Several things of which each holds or does not. */
export function CheckboxGroup(props: GroupProps) {
  const { defaultValue, defaultOptions } = props.field
  const chosen = (value: string) => (defaultOptions ? defaultOptions.includes(value) : defaultValue === value)
  return <Group {...props} choice={Checkbox} chosen={chosen} />
}

function Group({
  field,
  label,
  options,
  inline = false,
  labelHidden = false,
  choice: One,
  chosen,
}: GroupProps & { choice: typeof Radio; chosen: (value: string) => boolean }) {
  const wiring = useWiring(field)
  return (
    <fieldset id={wiring.id} {...wiring.described}>
      <legend className={labelHidden ? 'sr' : 'label'}>{label}</legend>
      <div className={inline ? 'choices-inline' : 'choices-lined'}>
        {options.map((option) => (
          <One
            key={option.value}
            name={field.name}
            value={option.value}
            defaultChecked={chosen(option.value)}
            note={option.note}
            unavailable={option.unavailable}
          >
            {option.label}
          </One>
        ))}
      </div>
      <FieldError id={wiring.errorId} error={wiring.error} />
    </fieldset>
  )
}
