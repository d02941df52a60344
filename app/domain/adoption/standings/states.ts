/**
 * How somebody stands in one module that they are asked for. `to refresh`: complete, with something to do again since.
 * Practised: an attempt at a task with an outcome, or a submitted check.
 */
export type ModuleState = 'not started' | 'started' | 'practised' | 'complete' | 'to refresh'

/** The letters by which `milestone_standing.states` keeps them; a capital letter is one that is overdue. */
const LETTERS: Record<string, ModuleState> = {
  a: 'not started',
  s: 'started',
  p: 'practised',
  c: 'complete',
  r: 'to refresh',
}

/** What a letter of `states` says. */
export function moduleState(letter: string): { state: ModuleState; overdue: boolean } {
  const small = letter.toLowerCase()
  const state = LETTERS[small]
  if (!state) throw new RangeError(`There is no state “${letter}” of a module.`)
  return { state, overdue: small !== letter }
}
