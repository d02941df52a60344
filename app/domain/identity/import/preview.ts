import type { PlannedPerson } from './people-plan.ts'
import { wordsForChange } from './people-plan.ts'

export const PREVIEW_KINDS = ['added', 'changed', 'unchanged'] as const
export type PreviewKind = (typeof PREVIEW_KINDS)[number]

export type PreviewCounts = Record<PreviewKind, number>
export type PreviewRow = { line: number; name: string; email: string; changes: string[] }

/** A part of a preview, as a page shows it. */
export type PreviewPart = { kind: PreviewKind; counts: PreviewCounts; part: number; parts: number; rows: PreviewRow[] }

const ROWS = 100

/** The lines of one kind, a hundred at a time; without a kind, of the first that has any. */
export function partOfPreview(
  people: readonly PlannedPerson[],
  kind: PreviewKind | undefined,
  part: number,
): PreviewPart {
  const counts: PreviewCounts = { added: 0, changed: 0, unchanged: 0 }
  for (const person of people) counts[person.kind] += 1
  const shown = kind ?? PREVIEW_KINDS.find((one) => counts[one] > 0) ?? 'added'
  const rows = people.filter((person) => person.kind === shown).slice((part - 1) * ROWS, part * ROWS)
  return {
    kind: shown,
    counts,
    part,
    parts: Math.max(1, Math.ceil(counts[shown] / ROWS)),
    rows: rows.map((row) => ({ line: row.line, name: row.name, email: row.email, changes: wordsForChange(row) })),
  }
}
