/** Lines over time, as a page's chart shows them. */
export type ReportChart = {
  /** what it shows, in words: "Completion, Everyone" */
  title: string
  /** the moments, as they are written: "29 Jun" */
  moments: readonly string[]
  /** one value for each moment; null where there is no figure */
  lines: readonly { name: string; values: readonly (number | null)[] }[]
  format: (value: number) => string
  /** the top of the axis */
  max: number
  target?: { value: number; label: string }
  /** whose figures, with n */
  source: string
}

/** What a chart says, for who does not see it: "Completion, Everyone. Complete 79%, Target 90%". */
export function chartWords({ title, lines, format, target }: ReportChart): string {
  const ends = lines.map(({ name, values }) => {
    const last = values.findLast((value) => value !== null) ?? null
    return last === null ? `${name}: no figure yet` : `${name} ${format(last)}`
  })
  return `${title}. ${[...ends, ...(target ? [target.label] : [])].join(', ')}`
}
