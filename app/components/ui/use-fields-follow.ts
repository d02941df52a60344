import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the choices of a form of filters at what the address says, also after the browser's back button. They stay the
 * same elements, so that whoever chooses by keyboard keeps the focus. What was chosen before the page came alive is
 * carried out then. `values` must be what the loader gave, by name.
 */
export function useFieldsFollow(values: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  const isAlive = useRef(false)
  useEffect(() => {
    const { current } = form
    if (!current) return
    const fields = Object.entries(values).map(([name, value]) => [current.elements.namedItem(name), value] as const)
    const other = fields.filter(([field, value]) => differs(field, value))
    if (isAlive.current) for (const [field, value] of other) follow(field, value)
    // Words are typed until somebody sends them.
    else if (other.some(([field]) => !isSearch(field))) current.requestSubmit()
    isAlive.current = true
  }, [values])
  return form
}

type Field = Element | RadioNodeList | null

const isCheckbox = (field: Field) => field instanceof HTMLInputElement && field.type === 'checkbox'

const isSearch = (field: Field) => field instanceof HTMLInputElement && field.type === 'search'

const hasValue = (field: Field): field is HTMLSelectElement | HTMLInputElement =>
  field instanceof HTMLSelectElement || isSearch(field)

function differs(field: Field, value: unknown): boolean {
  if (isCheckbox(field)) return (field as HTMLInputElement).checked !== Boolean(value)
  return hasValue(field) && field.value !== String(value ?? '')
}

function follow(field: Field, value: unknown): void {
  if (isCheckbox(field)) (field as HTMLInputElement).checked = Boolean(value)
  else if (hasValue(field)) field.value = String(value ?? '')
}
