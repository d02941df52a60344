import { useId } from 'react'

/**
 * What a form knows about one of its fields. A field of conform fits as it is; a plain form may give only a name.
 */
export type FormField = {
  name: string
  id?: string
  errorId?: string
  descriptionId?: string
  errors?: readonly string[] | undefined
  defaultValue?: string | undefined
  /** the same where several can be chosen */
  defaultOptions?: readonly string[] | undefined
  required?: boolean | undefined
}

export type FieldWords = {
  label: string
  /** what to know before answering */
  hint?: string | undefined
}

/** The ids and attributes that tie a control to its label, its hint and its error. */
export function useWiring(field: FormField, hint?: string) {
  const ownId = useId()
  const id = field.id ?? ownId
  const errorId = field.errorId ?? `${id}-error`
  const hintId = field.descriptionId ?? `${id}-description`
  const error = field.errors?.[0]
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(' ')
  return {
    id,
    errorId,
    hintId,
    error,
    described: describedBy ? { 'aria-describedby': describedBy } : {},
    control: {
      id,
      name: field.name,
      ...(field.required ? { required: true } : {}),
      ...(error ? { 'aria-invalid': true } : {}),
      ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    },
  }
}

export type Wiring = ReturnType<typeof useWiring>
