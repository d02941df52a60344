import { actionsOf, fieldsOf, type LabScreen } from '#app/lessons/definitions.ts'

/** What is told to somebody who is stuck, and which field or action it is about. */
export type Hint = { words: string; about: { field?: string; action?: string } }

/** The hint that fits best: of a field that is wrong now, then of the screen, then of the action that leads on. */
export function hintOf(screen: LabScreen, fieldErrors: Readonly<Record<string, string>>): Hint {
  const fields = fieldsOf(screen)
  const wrong = fields.find(({ name, hint }) => fieldErrors[name] !== undefined && hint !== null)
  if (wrong?.hint) return { words: `${wrong.label}: ${wrong.hint}`, about: { field: wrong.name } }
  if (screen.hint) return { words: screen.hint, about: {} }
  const action = actionsOf(screen).find(({ hint, error }) => hint !== null && error === null)
  if (action?.hint) return { words: action.hint, about: { action: action.id } }
  const field = fields.find(({ hint }) => hint !== null)
  if (field?.hint) return { words: `${field.label}: ${field.hint}`, about: { field: field.name } }
  const way = actionsOf(screen).find(({ error, to, submits }) => error === null && (to !== null || submits))
  return {
    words: way ? `The way on is “${way.label}”.` : 'Read the task above again.',
    about: way ? { action: way.id } : {},
  }
}
