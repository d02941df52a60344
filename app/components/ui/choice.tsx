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

/** A question with its answers: radio buttons, in a line or lined up one below the other. */
export function ChoiceField({
  field,
  label,
  options,
  inline = false,
  labelHidden = false,
}: {
  field: FormField
  label: string
  options: readonly ChoiceOption[]
  inline?: boolean
  labelHidden?: boolean
}) {
  const wiring = useWiring(field)
  return (
    <fieldset id={wiring.id} {...wiring.described}>
      <legend className={labelHidden ? 'sr' : 'label'}>{label}</legend>
      <div className={inline ? 'choices-inline' : 'choices-lined'}>
        {options.map((option) => (
          <Radio
            key={option.value}
            name={field.name}
            value={option.value}
            defaultChecked={field.defaultValue === option.value}
            note={option.note}
            unavailable={option.unavailable}
          >
            {option.label}
          </Radio>
        ))}
      </div>
      <FieldError id={wiring.errorId} error={wiring.error} />
    </fieldset>
  )
}
