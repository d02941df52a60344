import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import type { LineCanvasProps } from './line-canvas.tsx'
import '#app/styles/charts.css'

export type Line = {
  /** full name, for the table */
  name: string
  /** short name, written at the line's end */
  label: string
  /** one for each moment; null where there is no figure */
  values: readonly (number | null)[]
}

export type LineSeriesProps = {
  /** what the chart shows, in words */
  title: string
  /** the moments, as they are written: "29 Jun" */
  moments: readonly string[]
  lines: readonly Line[]
  /** how a value is written */
  format: (value: number) => string
  /** the top of the axis */
  max: number
  target?: { value: number; label: string } | undefined
  /** whose figures, and how old */
  source: ReactNode
}

/* Chart.js is by far the heaviest part of the product: only pages with charts load it, and only in the browser. */
const LineCanvas = lazy(() => import('./line-canvas.tsx').then((module) => ({ default: module.LineCanvas })))

/** Lines over time, each labelled at its end; the same figures as a table below. */
export function LineSeries({ title, source, ...chart }: LineSeriesProps) {
  return (
    <figure className="series">
      <div className="series-canvas" role="img" aria-label={`${title}. ${lastValues(chart)}`}>
        <InBrowser {...chart} />
      </div>
      <figcaption className="source">{source}</figcaption>
      <details className="series-table">
        <summary>Show as table</summary>
        <SeriesTable title={title} {...chart} />
      </details>
    </figure>
  )
}

function InBrowser(props: LineCanvasProps) {
  const [mounted, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  if (!mounted) return null
  return (
    <Suspense fallback={null}>
      <LineCanvas {...props} />
    </Suspense>
  )
}

/** "Power 79%, Casual 56%, Target 90%": what a reader without the picture needs first. */
function lastValues({ lines, format, target }: LineCanvasProps): string {
  const ends = lines.flatMap((line) => {
    const last = line.values.findLast((value) => value !== null)
    return last === undefined || last === null ? [] : [`${line.label} ${format(last)}`]
  })
  return [...ends, ...(target ? [target.label] : [])].join(', ')
}

function SeriesTable({ title, moments, lines, format }: LineCanvasProps & { title: string }) {
  return (
    <div className="scroll-x">
      <Table caption={title}>
        <TableHead>
          <ColumnHead>When</ColumnHead>
          {lines.map((line) => (
            <ColumnHead key={line.name} right>
              {line.name}
            </ColumnHead>
          ))}
        </TableHead>
        <TableBody>
          {moments.map((moment, place) => (
            <Row key={moment}>
              <RowHead>{moment}</RowHead>
              {lines.map((line) => {
                const value = line.values[place] ?? null
                return (
                  <Cell key={line.name} right>
                    {value === null ? '–' : format(value)}
                  </Cell>
                )
              })}
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
