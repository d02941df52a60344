import { stringify } from 'csv-stringify/sync'

/** Rows as the text of a CSV file, with a head of their names. Nothing in it runs as a formula in a spreadsheet. */
export function csvText(rows: readonly object[]): string {
  return stringify([...rows], { header: true, bom: true, escape_formulas: true })
}
