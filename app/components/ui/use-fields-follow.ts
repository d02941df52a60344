import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the choices of a form of filters at what the address says, also after the browser's back button. They stay the
 * same elements, so that whoever chooses by keyboard keeps the focus. `values` must be what the loader gave, by name.
 */
export function useFieldsFollow(values: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    for (const [name, value] of Object.entries(values)) {
      const field = form.current?.elements.namedItem(name)
      if (field instanceof HTMLSelectElement) field.value = String(value ?? '')
      if (!(field instanceof HTMLInputElement)) continue
      if (field.type === 'checkbox') field.checked = Boolean(value)
      if (field.type === 'search') field.value = String(value ?? '')
    }
  }, [values])
  return form
}
