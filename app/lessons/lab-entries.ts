/**
 * What has to be tried as values of a field to see everything that conditions make of it, and which of the expected
 * values belong together. Pure.
 */
import type { LabCondition, LabDefinition, LabField, LabSum } from './definitions.ts'
import { conditionsIn, fieldNamed } from './lab-conditions.ts'
import { addedUp, agrees } from './lab-sums.ts'
import { passes, sameValue } from './lab-values.ts'

type Values = Readonly<Record<string, string>>

/**
 * One value for each thing that conditions can make of a field, what it holds now first. `onlyRight`: of a field that
 * expects something, nothing else.
 */
export function valuesToTry(definition: LabDefinition, field: LabField, now: string, onlyRight: boolean): string[] {
  const about = conditionsIn(definition).filter((one) => 'field' in one && one.field === field.name)
  const witnesses = onlyRight && field.expect.length > 0 ? [] : witnessesOf(field, about)
  return [...new Set([now, ...field.expect, ...witnesses])]
}

/** For each condition a value with which it holds, and for all of them together one with which none needs to. */
function witnessesOf(field: LabField, conditions: readonly LabCondition[]): string[] {
  const named = conditions.flatMap((one) => {
    if ('is' in one) return one.is
    if ('not' in one) return one.not
    return 'than' in one ? around(field, one.than) : []
  })
  const isNamed = (value: string) => named.some((one) => sameValue(field.type, value, one))
  const offered = field.options.length > 0 ? field.options : OTHERS[field.type]
  const other =
    offered.find((value) => !isNamed(value) && passes(field, value)) ?? offered.find((value) => !isNamed(value))
  return [...named, ...(other === undefined ? [] : [other]), ...(field.type === 'check' ? [] : [''])]
}

/** Values that stand for all that no condition names. */
const OTHERS: Record<LabField['type'], readonly string[]> = {
  text: ['Something', 'Something else', 'Anything else'],
  long: ['Something', 'Something else', 'Anything else'],
  search: ['Something', 'Something else', 'Anything else'],
  money: ['1.00', '2.00', '3.00', '4.00', '5.00'],
  number: ['1', '2', '3', '4', '5'],
  date: ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08'],
  check: ['yes', 'no'],
  choice: [],
  file: [],
}

/** The value itself, and its neighbours on both sides. */
function around({ type }: LabField, value: string): string[] {
  if (type === 'date') {
    const day = Date.parse(value)
    return [-1, 0, 1].map((days) => new Date(day + days * 86_400_000).toISOString().slice(0, 10))
  }
  return [-1, 0, 1].map((step) => (Number(value) + step).toFixed(type === 'money' ? 2 : 4))
}

const MOST_TRIES = 5_000

/**
 * These values with those of a sum's fields changed to expected ones that add up, as few as possible; null where no
 * expected values do.
 */
export function madeToAgree(definition: LabDefinition, sum: LabSum, values: Values): Values | null {
  const names = [...sum.of, ...('field' in sum.equals ? [sum.equals.field] : [])]
  const choices = names.map((name) => {
    const field = fieldNamed(definition, name)
    const now = values[name] ?? ''
    return field ? [...new Set([...(passes(field, now) ? [now] : []), ...field.expect])] : [now]
  })
  for (const chosen of combinations(choices, MOST_TRIES) ?? []) {
    const entered = { ...values, ...Object.fromEntries(names.map((name, place) => [name, chosen[place] ?? ''])) }
    const added = addedUp(definition, sum, entered, () => true)
    if (added && agrees(added)) return entered
  }
  return null
}

/** Every way to take one of each, the first of each first; null if there are more than `most`. */
export function combinations<Value>(choices: readonly (readonly Value[])[], most: number): Value[][] | null {
  let found: Value[][] = [[]]
  for (const values of choices) {
    if (found.length * values.length > most) return null
    found = found.flatMap((head) => values.map((value) => [...head, value]))
  }
  return found
}
