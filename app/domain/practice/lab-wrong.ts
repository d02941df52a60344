/** What is wrong with what was entered on a screen, told as the product would tell it. Pure. */
import { fieldsOf, type LabDefinition, type LabField, type LabScreen } from '#app/lessons/definitions.ts'
import { addedUp, agrees } from '#app/lessons/lab-sums.ts'
import { isEmptyValue, isMeasured, passes, sameValue, sizeOf } from '#app/lessons/lab-values.ts'

type Values = Readonly<Record<string, string>>

/** `foreseen`: its author said what is wrong, so nothing else needs to. */
export type WrongField = { field: string; type: string; critical: boolean; says: string; foreseen: boolean }
export type WrongSum = { fields: string[]; type: string; critical: boolean; says: string }

const PLAIN_ERROR = 'wrong-value'
const PLAIN_WORDS = 'That is not right yet.'
const EMPTY_WORDS = 'This is still empty.'
const UNREADABLE_WORDS: Partial<Record<LabField['type'], string>> = {
  date: 'This is not a date. Write it as in 3.3.2026.',
  money: 'This is not an amount. Write it as in 1,200.00.',
  number: 'This is not a number.',
}

export function wrongFields(screen: LabScreen, values: Values): WrongField[] {
  return fieldsOf(screen).flatMap((field) => wrongIn(field, values[field.name] ?? '') ?? [])
}

/** What is wrong with one field's value: the mistake that names it, else the field's own error; null if it passes. */
function wrongIn(field: LabField, typed: string): WrongField | null {
  if (passes(field, typed)) return null
  const mistake = field.mistakes.find(({ value }) => sameValue(field.type, typed, value))
  const { error: type, critical, says } = mistake ?? field
  return {
    field: field.name,
    type: type || PLAIN_ERROR,
    critical,
    says: says ?? (mistake ? PLAIN_WORDS : ownWords(field, typed)),
    foreseen: mistake !== undefined || says !== null,
  }
}

function ownWords({ type }: LabField, typed: string): string {
  if (isEmptyValue(type, typed)) return EMPTY_WORDS
  return (isMeasured(type) && sizeOf(type, typed) === null && UNREADABLE_WORDS[type]) || PLAIN_WORDS
}

/**
 * The sums of a screen that do not add up. One is told only where each of its fields can be added and none of them has
 * something of its own to say: a slip is told once, by what knows most about it.
 */
export function wrongSums(
  definition: LabDefinition,
  screen: LabScreen,
  values: Values,
  wrong: readonly WrongField[],
): WrongSum[] {
  const shown = new Set(fieldsOf(screen).map(({ name }) => name))
  const foreseen = new Set(wrong.filter((one) => one.foreseen).map(({ field }) => field))
  return (screen.sums ?? []).flatMap((sum) => {
    const fields = sum.of.filter((name) => shown.has(name))
    const added = addedUp(definition, sum, values, (name) => shown.has(name))
    if (!added || agrees(added) || fields.some((name) => foreseen.has(name))) return []
    const says = sum.says ?? `Together this is ${amount(added.total)}; it has to be ${amount(added.wanted)}.`
    return [{ fields, type: sum.error, critical: sum.critical, says }]
  })
}

/** `1,200.00`, wherever it is written. */
const amounts = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const amount = (value: number) => amounts.format(value)
