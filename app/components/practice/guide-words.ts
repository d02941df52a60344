import type { Guide } from '#app/domain/practice/lab-guide.ts'
import type { LabField } from '#app/lessons/definitions.ts'

/** What to do next in guided mode, in one sentence. Without a guide no way leads on from here. */
export function guideWords(guide: Guide | null): string {
  if (!guide) return 'No way leads on from here. Start again.'
  const where = guide.row === null ? '' : `, in the row “${guide.row}”`
  if (guide.control === 'action') return `Choose “${guide.action.label}”${where}.`
  return fieldWords(guide.field, guide.value, where)
}

function fieldWords(field: LabField, value: string | null, where: string): string {
  const name = `“${field.label}”${where}`
  if (field.type === 'check') return value === 'yes' ? `Tick ${name}.` : `Take the tick from ${name}.`
  if (value === null) return `${name}: write something in your own words.`
  if (value === '') return `${name}: leave it empty.`
  if (field.type === 'choice' || field.type === 'search') return `${name}: choose “${value}”.`
  if (field.type === 'file') return `${name}: drop or choose “${value}”.`
  return `${name}: enter ${writtenValue(field, value)}.`
}

/** A canonical value as people write it: `1,200.00`, `3 March 2026`. */
function writtenValue({ type }: LabField, value: string): string {
  if (type === 'money') return amounts.format(Number(value))
  if (type === 'date') return days.format(new Date(`${value}T00:00:00Z`))
  return `“${value}”`
}

const amounts = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2 })
const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
