/** Whether fields of a screen add up to what they should. Pure. */
import type { LabDefinition, LabSum } from './definitions.ts'
import { fieldNamed } from './lab-conditions.ts'
import { sizeOf } from './lab-values.ts'

/** A sum as it stands, in figures. */
export type Added = { total: number; wanted: number }

/** Amounts are added in hundredths of a penny, because 0.1 + 0.2 is not 0.3 in binary. */
const PARTS = 10_000

/**
 * What a sum comes to with these values; null while one of them cannot be read as an amount, so that there is nothing
 * to add up yet. `isShown`: what is not on the screen now is left out.
 */
export function addedUp(
  definition: LabDefinition,
  { of, equals }: LabSum,
  values: Readonly<Record<string, string>>,
  isShown: (field: string) => boolean,
): Added | null {
  const sizeIn = (name: string) => sizeOf(fieldNamed(definition, name)?.type ?? 'text', values[name] ?? '')
  const sizes = of.filter(isShown).map(sizeIn)
  const wanted = 'field' in equals ? sizeIn(equals.field) : Number(equals.amount)
  if (wanted === null || sizes.some((size) => size === null)) return null
  const total = sizes.reduce<number>((sum, size) => sum + Math.round((size ?? 0) * PARTS), 0) / PARTS
  return { total, wanted }
}

export function agrees({ total, wanted }: Added): boolean {
  return Math.round(total * PARTS) === Math.round(wanted * PARTS)
}
