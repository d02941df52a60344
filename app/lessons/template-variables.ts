import { didYouMean, placeAt, type Tell } from './problem.ts'

/** What a support template, or a playbook, may leave open until it is sent or read. */
export const TEMPLATE_VARIABLES = [
  'learner.firstName',
  'champion.firstName',
  'session.date',
  'product.old',
  'product.new',
  'milestone.name',
  'milestone.date',
] as const
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number]

export function isTemplateVariable(name: unknown): name is TemplateVariable {
  return TEMPLATE_VARIABLES.some((variable) => variable === name)
}

/** The variables that a text leaves open; tells of each that there is none of. */
export function variablesIn(body: string, tell: Tell): TemplateVariable[] {
  const found = new Set<TemplateVariable>()
  for (const { 1: written = '', index } of body.matchAll(/\{\{([^{}\n]*)\}\}/g)) {
    const name = written.trim()
    const known = TEMPLATE_VARIABLES.find((variable) => variable === name)
    if (known) found.add(known)
    else {
      const allowed = TEMPLATE_VARIABLES.map((variable) => `{{${variable}}}`).join(', ')
      tell(
        placeAt(body, index),
        `Unknown variable {{${name}}}.${didYouMean(name, TEMPLATE_VARIABLES)} There are ${allowed}.`,
      )
    }
  }
  return [...found]
}
