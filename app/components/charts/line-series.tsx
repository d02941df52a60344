import { lazy, Suspense, useEffect, useState } from 'react'
import { Link } from 'react-router'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import type { ChartAnnotation } from './annotations.ts'
import { ChartWays } from './chart-ways.tsx'
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
  /** how many the figures are about, and what else is to know of them */
  source: string
  /** the day of the newest figure, as it is written */
  asOf: string
  /** what happened meanwhile, in the order of time */
  annotations?: readonly ChartAnnotation[]
  /** the way to the list that the figures are made of */
  behind?: { to: string; label: string }
}

/* Chart.js is by far the heaviest part of the product: only pages with charts load it, and only in the browser. */
const LineCanvas = lazy(() => import('./line-canvas.tsx').then((module) => ({ default: module.LineCanvas })))

/** Lines over time, each labelled at its end; the same figures as a table below, and the ways to take them along. */
export function LineSeries({ title, source, asOf, behind, ...chart }: LineSeriesProps) {
  const { annotations = [] } = chart
  const numbered = annotations.map(({ words }, place) => `${place + 1}: ${words}`)
  const notes = [...(numbered.length > 0 ? [numbered.join('; ')] : []), `${source}. As of ${asOf}.`]
  return (
    <figure className="series">
      <div className="series-canvas" role="img" aria-label={`${title}. ${[lastValues(chart), ...numbered].join(', ')}`}>
        <InBrowser {...chart} />
      </div>
      <figcaption className="source">
        {notes.map((note) => (
          <span key={note}>{note}</span>
        ))}
      </figcaption>
      <div className="series-foot">
        <ChartWays title={title} notes={notes} asOf={asOf} {...chart} />
        <details className="series-table">
          <summary>Show as table</summary>
          <SeriesTable title={title} {...chart} />
        </details>
        {behind && (
          <p className="series-behind">
            <Link to={behind.to}>{behind.label}</Link>
          </p>
        )}
      </div>
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
