import { Refusal } from '#app/domain/errors.ts'
import { variablesIn } from '#app/lessons/template-variables.ts'

/** Refuses with `invalid` words with a `{{place}}` that nothing ever fills, each named with what there is. */
export function refuseUnknownVariables(words: string, field: string): void {
  const problems: string[] = []
  variablesIn(words, (_place, problem) => problems.push(problem))
  if (problems.length > 0) throw new Refusal('invalid', problems.join(' '), field)
}
