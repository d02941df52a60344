import {
  CategoryScale,
  type ChartData,
  Chart as ChartJs,
  type ChartOptions,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js'
import { useMemo } from 'react'
import { Chart } from 'react-chartjs-2'
import { annotationLines } from './annotation-lines.ts'
import { endLabels } from './end-labels.ts'
import type { LineSeriesProps } from './line-series.tsx'
import { type Palette, usePalette } from './palette.ts'
import { seriesShape } from './series.ts'
import { targetLine } from './target-line.ts'

ChartJs.register(CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip)

export type LineCanvasProps = Pick<LineSeriesProps, 'moments' | 'lines' | 'format' | 'max' | 'target' | 'annotations'>

/** The drawing of a line series: straight lines, an end mark with its name, the target as a line of ink, what happened as numbered ones. */
export function LineCanvas(props: LineCanvasProps) {
  const palette = usePalette()
  const data = useMemo(() => dataOf(props, palette), [props, palette])
  const options = useMemo(() => optionsOf(props, palette), [props, palette])
  const plugins = useMemo(
    () => [
      targetLine(props.target, palette),
      annotationLines(props.annotations ?? [], palette),
      endLabels(props, palette),
    ],
    [props, palette],
  )
  // Plugins are read once, when a chart is made: another theme, target or happening makes another chart.
  const happened = props.annotations?.map(({ place }) => place)
  const key = `${palette('--surface')} ${props.target?.value} ${happened}`
  return <Chart key={key} type="line" data={data} options={options} plugins={plugins} aria-hidden="true" />
}

function dataOf({ moments, lines }: LineCanvasProps, palette: Palette): ChartData<'line', (number | null)[]> {
  return {
    labels: [...moments],
    datasets: lines.map((line, place) => {
      const shape = seriesShape(place)
      const colour = palette(shape.colour)
      const last = line.values.findLastIndex((value) => value !== null)
      const onlyAtEnd = (size: number) => line.values.map((_, moment) => (moment === last ? size : 0))
      return {
        label: line.name,
        data: [...line.values],
        borderColor: colour,
        borderWidth: 2.5,
        borderDash: [...shape.dash],
        tension: 0,
        fill: false,
        spanGaps: true,
        clip: false,
        pointStyle: shape.marker,
        pointBackgroundColor: shape.open ? palette('--surface') : colour,
        pointBorderColor: colour,
        pointBorderWidth: 2.5,
        pointRadius: onlyAtEnd(5),
        pointHoverRadius: 5,
        pointHitRadius: 12,
      }
    }),
  }
}

function optionsOf({ moments, format, max }: LineCanvasProps, palette: Palette): ChartOptions<'line'> {
  const font = { family: palette('--face-sans'), size: 12.5 }
  const shown = new Set([0, Math.floor((moments.length - 1) / 2), moments.length - 1])
  return {
    animation: false,
    maintainAspectRatio: false,
    interaction: { mode: 'index', intersect: false },
    layout: { padding: { top: 8, bottom: 0, left: 0, right: 0 } },
    scales: {
      x: {
        border: { display: false },
        grid: { display: false },
        ticks: {
          autoSkip: false,
          maxRotation: 0,
          color: palette('--muted'),
          font,
          callback: (_, moment) => (shown.has(moment) ? (moments[moment] ?? '') : ''),
        },
      },
      y: {
        min: 0,
        max,
        border: { display: false },
        grid: { color: palette('--chart-grid') },
        ticks: { stepSize: max / 2, color: palette('--muted'), font, callback: (value) => format(Number(value)) },
      },
    },
    plugins: {
      tooltip: {
        backgroundColor: palette('--surface-raised'),
        borderColor: palette('--line-control'),
        borderWidth: 1,
        cornerRadius: 4,
        padding: 10,
        titleColor: palette('--text'),
        titleFont: { ...font, weight: 600 },
        bodyColor: palette('--text'),
        bodyFont: font,
        usePointStyle: true,
        callbacks: { label: (item) => ` ${item.dataset.label ?? ''} ${format(item.parsed.y ?? 0)}` },
      },
    },
  }
}
