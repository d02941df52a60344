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
