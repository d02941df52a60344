import { stringify } from 'csv-stringify/sync'

/**
 * Rows as the text of a CSV file, with a head of their names, or of those of `columns`. Nothing in it runs as a formula
 * in a spreadsheet.
 */
export function csvText(rows: readonly object[], columns?: readonly string[]): string {
  const head = columns ? { columns: [...columns] } : {}
  return stringify([...rows], { header: true, bom: true, escape_formulas: true, ...head })
}
