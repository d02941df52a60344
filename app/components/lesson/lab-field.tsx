import type { LabField as Field } from '#app/lessons/definitions.ts'
import { FieldError } from '../ui/field.tsx'
import { LabFileDrop } from './lab-file-drop.tsx'
import { type LabHandlers, labFieldId, labGuideId, labSumsId } from './lab-handlers.ts'
import { LabCheckBox, LabInput, LabSegments, LabSelect, LabTextArea } from './lab-inputs.tsx'
import { NextMark } from './next-mark.tsx'

type LabFieldProps = LabHandlers & {
  field: Field
  /** in a table the column says what it is: the label is read, not shown, with the row it stands in */
  about?: string
}

/** One field of the practice screen. */
export function LabField({ field, about, values, errors, sums = [], prefix, next, onEnter }: LabFieldProps) {
  const id = labFieldId(prefix, field.name)
  const error = errors[field.name]
  const isNext = next?.control === 'field' && next.field.name === field.name
  const addsUp = !sums.some(({ fields }) => fields.includes(field.name))
  const described = [
    field.hint && `${id}-hint`,
    error && `${id}-error`,
    !addsUp && labSumsId(prefix),
    isNext && labGuideId(prefix),
  ]
  const control = {
    field,
    id,
    value: values[field.name] ?? field.value,
    label: about ? `${field.label}, ${about}` : undefined,
    invalid: Boolean(error) || !addsUp,
    describedBy: described.filter(Boolean).join(' ') || undefined,
    onEnter: (value: string) => onEnter(field.name, value),
  }
  return (
    <div className={isNext ? 'field is-next' : 'field'}>
      {isNext && <NextMark />}
      {!about && field.type !== 'check' && (
        <label className="label" htmlFor={id}>
          {field.label}
        </label>
      )}
      <Control {...control} segmented={about !== undefined} />
      {field.hint && (
        <p className="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}

export type LabControlProps = {
  field: Field
  id: string
  value: string
  label: string | undefined
  invalid: boolean
  describedBy: string | undefined
  onEnter: (value: string) => void
}

function Control({ segmented, ...control }: LabControlProps & { segmented: boolean }) {
  const { type, options } = control.field
  switch (type) {
    case 'check':
      return <LabCheckBox {...control} />
    case 'choice':
      return segmented && options.length <= 3 ? <LabSegments {...control} /> : <LabSelect {...control} />
    case 'long':
      return <LabTextArea {...control} />
    case 'file':
      return <LabFileDrop {...control} />
    default:
      return <LabInput {...control} />
  }
}
