/**
 * Whether what a person typed into a practice screen means the expected value. Expected values are canonical
 * (`2026-03-03`, `1200.00`, `yes`); people type as they are used to: `1.200,00`, `3.3.2026`, `03/03/2026`. Pure.
 */
import type { FieldType, LabField } from './definitions.ts'

/** Whether the typed value is the canonical one, by the rules of the field's type. */
export function sameValue(type: FieldType, typed: string, canonical: string): boolean {
  const wanted = new Set(meanings(type, canonical))
  return meanings(type, typed).some((meaning) => wanted.has(meaning))
}

/** Whether nothing was entered: an unset check box is an answer, an empty field is not. */
export function isEmptyValue(type: FieldType, typed: string): boolean {
  return type !== 'check' && typed.trim() === ''
}

/** Whether a field may hold this when its screen is submitted. */
export function passes(field: LabField, typed: string): boolean {
  const isOne = (values: readonly string[]) => values.some((value) => sameValue(field.type, typed, value))
  if (isOne(field.expect)) return true
  if (field.expect.length > 0 || isOne(field.mistakes.map(({ value }) => value))) return false
  return !(field.required && isEmptyValue(field.type, typed))
}

/**
 * What a value counts as where values are compared or added up: an amount, or a date in days; null if it cannot be read
 * as one. Of two things that a number could mean, the first.
 */
export function sizeOf(type: FieldType, typed: string): number | null {
  const [read] = readingsOf(type, plainText(typed)) ?? []
  if (read === undefined) return null
  return type === 'date' ? Date.parse(read) / 86_400_000 : Number(read)
}

/** Every number that a typed text can mean, for who asks for no more than a number; none if it is not one. */
export function numbersMeant(typed: string): number[] {
  return (readingsOf('number', plainText(typed)) ?? []).map(Number)
}

/** Whether what fields of this type hold has a size: only then can it be compared. */
export function isMeasured(type: FieldType): boolean {
  return type === 'money' || type === 'number' || type === 'date'
}

/** What a typed text can mean, each in one canonical spelling. More than one only where a spelling is ambiguous. */
function meanings(type: FieldType, typed: string): string[] {
  const plain = plainText(typed)
  if (type === 'check') return [['yes', 'true', 'on', '1'].includes(plain) ? 'yes' : 'no']
  return readingsOf(type, plain) ?? [plain]
}

/** A typed amount or date, canonical; null for everything else. */
function readingsOf(type: FieldType, plain: string): string[] | null {
  if (type === 'money') return readAmount(plain, true)
  if (type === 'number') return readAmount(plain, false)
  return type === 'date' ? readDate(plain) : null
}

/** Case, width of characters and space at the ends or between words do not matter. */
function plainText(typed: string): string {
  return typed.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}

const AMOUNT = /^(?<sign>[-+−]?)(?<digits>\d[\d.,'’ ]*|[.,]\d+)(?<trailing>[-−]?)$/

/**
 * A number with or without separators of thousands. A single separator before exactly three digits parts thousands in
 * an amount of money (`1.200`, `1,200`); in a plain number it may also be a decimal point, so both are meant.
 */
function readAmount(plain: string, isMoney: boolean): string[] | null {
  const bare = plain.replace(/^(?:[a-z]{3}|[£$€¥]) ?|(?: ?(?:[a-z]{3}|[£$€¥%]))$/g, '')
  const found = AMOUNT.exec(bare)?.groups
  if (!found) return null
  const negative = /[-−]/.test(`${found.sign}${found.trailing}`)
  const digits = (found.digits ?? '').replace(/['’ ]/g, '')
  const readings = decimalReadings(digits, isMoney)
  return readings?.map((reading) => canonicalNumber(reading, negative)) ?? null
}

/** The texts `123.45` that digits with points and commas can stand for. */
function decimalReadings(digits: string, isMoney: boolean): string[] | null {
  const marks = digits.replace(/\d/g, '')
  if (marks === '') return [digits]
  const last = marks.at(-1) ?? ''
  const at = digits.lastIndexOf(last)
  const whole = digits.slice(0, at)
  const rest = digits.slice(at + 1)
  const asDecimal = `${whole.replace(/[.,]/g, '')}.${rest}`
  const asThousands = digits.replace(/[.,]/g, '')
  if (marks.length === 1) {
    if (rest.length !== 3 || whole === '' || whole === '0') return [asDecimal]
    return isMoney ? [asThousands] : [asThousands, asDecimal]
  }
  const grouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/
  if (new Set(marks).size === 1) return grouped.test(digits) ? [asThousands] : null
  // Two kinds of mark: the last one is the decimal point, if the others part thousands properly.
  return grouped.test(whole) && !whole.includes(last) ? [asDecimal] : null
}

function canonicalNumber(reading: string, negative: boolean): string {
  const [whole = '', decimals = ''] = reading.split('.')
  const head = whole.replace(/^0+(?=\d)/, '') || '0'
  const tail = decimals.replace(/0+$/, '')
  const size = tail ? `${head}.${tail}` : head
  return negative && size !== '0' ? `-${size}` : size
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A date as `2026-03-03`. The day comes before the month unless only the other order is a date. */
function readDate(plain: string): string[] | null {
  const year = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain)
  if (year) return dated(year[1], year[2], year[3])
  const numeric = /^(\d{1,2})[-/. ] ?(\d{1,2})[-/. ] ?(\d{2}|\d{4})$/.exec(plain)
  if (numeric) return dated(numeric[3], numeric[2], numeric[1]) ?? dated(numeric[3], numeric[1], numeric[2])
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th|\.)?[- ]([a-z]{3})[a-z]*\.?,?[- ](\d{2}|\d{4})$/.exec(plain)
  if (dayFirst) return dated(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1])
  const monthFirst = /^([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{2}|\d{4})$/.exec(plain)
  if (monthFirst) return dated(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2])
  return null
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.indexOf(name ?? '') + 1)
}

function dated(year = '', month = '', day = ''): string[] | null {
  const fullYear = year.length === 2 ? `20${year}` : year
  const text = `${fullYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? null : [text]
}
