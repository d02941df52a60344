import type { FieldType } from './definitions.ts'

/** Whether a value is of the form in which a field's values are kept. */
export function isCanonical(type: FieldType, value: string): boolean {
  switch (type) {
    case 'date':
      return isDate(value)
    case 'money':
      return /^-?\d+\.\d{2}$/.test(value)
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(value)
    case 'check':
      return value === 'yes' || value === 'no'
    default:
      return value !== ''
  }
}

/** Whether it is a day of the calendar, as `2026-03-03`. */
export function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}
