import type { PreviewCounts } from '#app/domain/identity/import/preview.ts'
import { count, counted, listed } from '../format.ts'

type Done = { added: number; changed: number; invited?: number }

const people = (value: number) => counted(value, 'person', 'people')

/** The answer of a preview: "This file adds 12 people and changes 3 people". */
export function previewTitle({ added, changed }: Pick<PreviewCounts, 'added' | 'changed'>, things = people): string {
  if (added + changed === 0) return 'This file changes nothing'
  const parts = [
    ...(added > 0 ? [`adds ${things(added)}`] : []),
    ...(changed > 0 ? [`changes ${things(changed)}`] : []),
  ]
  return `This file ${parts.join(' and ')}`
}

/** The button that does it. */
export function importVerb({ added, changed }: Pick<PreviewCounts, 'added' | 'changed'>, things = people): string {
  if (changed === 0) return `Add ${things(added)}`
  return added === 0 ? `Change ${things(changed)}` : `Add ${count(added)} and change ${things(changed)}`
}

/** What was done. */
export function importedWords({ added, changed, invited = 0 }: Done, things = people): string {
  const parts = [`${things(added)} added`, `${count(changed)} changed`]
  if (invited > 0) parts.push(`${count(invited)} invited`)
  return `${parts.join(', ')}.`
}

const NAMED = 12

/** Before a typing mistake becomes a cohort. */
export function newCohortWords(names: readonly string[]): string {
  const more = names.length - NAMED
  const shown = more > 0 ? [...names.slice(0, NAMED), `${more} more`] : names
  return names.length === 1
    ? `A cohort is made that is not here yet: ${listed(shown)}. Check its spelling.`
    : `${names.length} cohorts are made that are not here yet: ${listed(shown)}. Check their spelling.`
}
