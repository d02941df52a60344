import type { TemplateVariable } from '#app/lessons/template-variables.ts'

/** How long the words of a template, and of a message made from one, may be. */
export const TEMPLATE_LIMIT = 5_000

/** What is known of a template's open places; what is missing stays open. */
export type TemplateValues = Partial<Record<TemplateVariable, string>>

const OPEN: Record<TemplateVariable, string> = {
  'learner.firstName': 'first name',
  'champion.firstName': 'your first name',
  'session.date': 'date of the next session',
  'product.old': 'the old product',
  'product.new': 'the new product',
  'milestone.name': 'the milestone',
  'milestone.date': 'date of the milestone',
}

/** A place of a template: its value, or in words what has to be put there by hand. */
export type Place = { value: string } | { open: string }

const asText = (place: Place) => ('value' in place ? place.value : `[${place.open}]`)

/**
 * A template with its `{{places}}` filled. A value that nobody knows shows as such, `[first name]`, so that it is
 * seen before it is sent. `write` says how a place is written, for text that becomes something else afterwards.
 */
export function fillTemplate(text: string, values: TemplateValues, write: (place: Place) => string = asText): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (written, name: string) => {
    if (!isVariable(name)) return written
    const value = values[name]
    return write(value ? { value } : { open: OPEN[name] })
  })
}

const isVariable = (name: string): name is TemplateVariable => Object.hasOwn(OPEN, name)

/** How a person is called in a letter. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? ''

/** The places that a filled text still leaves open, as they stand in it: `[first name]`. */
export function openPlaces(text: string): string[] {
  const places = [...Object.values(OPEN).map((words) => `[${words}]`), ...(text.match(/\{\{[^{}\n]*\}\}/g) ?? [])]
  return [...new Set(places)].filter((place) => text.includes(place))
}
