import type { LineSeriesProps } from './line-series.tsx'

type Told = Pick<LineSeriesProps, 'moments' | 'lines' | 'format'>

/** The table of a chart as CSV: exactly what is shown, as it is written there. Nothing in it runs as a formula. */
export function chartCsv({ moments, lines, format }: Told): string {
  const head = ['When', ...lines.map(({ name }) => name)]
  const rows = moments.map((moment, place) => [
    moment,
    ...lines.map(({ values }) => {
      const value = values[place] ?? null
      return value === null ? '' : format(value)
    }),
  ])
  return `\uFEFF${[head, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

/** A cell that a spreadsheet reads as text or a number, as csvResponse writes them. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A file's name in words: "Completion, Everyone, 29 Nov.png". What no file system takes becomes a space. */
export function chartFileName(title: string, asOf: string, kind: 'png' | 'csv'): string {
  const words = `${title}, ${asOf}`.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
  return `${words.replace(/\s+/g, ' ').trim()}.${kind}`
}
