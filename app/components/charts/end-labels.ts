import type { Chart, Plugin } from 'chart.js'
import type { LineCanvasProps } from './line-canvas.tsx'
import type { Palette } from './palette.ts'

const GAP = 12
const LINE_HEIGHT = 16

/** Writes each line's name and last value at its end, instead of a legend. */
export function endLabels({ lines, format }: LineCanvasProps, palette: Palette): Plugin<'line'> {
  const font = `400 12.5px ${palette('--face-sans')}`
  const words = lines.map((line) => {
    const last = line.values.findLast((value) => value !== null) ?? null
    return last === null ? '' : `${line.label} ${format(last)}`
  })
  return {
    id: 'endLabels',
    beforeLayout(chart) {
      chart.ctx.save()
      chart.ctx.font = font
      const longest = Math.max(0, ...words.map((word) => chart.ctx.measureText(word).width))
      chart.ctx.restore()
      if (chart.options.layout) chart.options.layout.padding = { top: 8, right: longest + GAP + 4 }
    },
    afterDatasetsDraw(chart) {
      const { ctx } = chart
      ctx.save()
      ctx.font = font
      ctx.fillStyle = palette('--text')
      ctx.textBaseline = 'middle'
      for (const { word, x, y } of spread(endsOf(chart, words))) ctx.fillText(word, x + GAP, y)
      ctx.restore()
    },
  }
}

type End = { word: string; x: number; y: number }

function endsOf(chart: Chart<'line'>, words: readonly string[]): End[] {
  return words.flatMap((word, place) => {
    const values = chart.data.datasets[place]?.data ?? []
    const last = values.findLastIndex((value) => value !== null)
    const point = chart.getDatasetMeta(place).data[last]
    return word && point ? [{ word, x: point.x, y: point.y }] : []
  })
}

/** Moves labels that would lie on each other apart, downwards, keeping their order. */
export function spread<T extends { y: number }>(labels: readonly T[]): T[] {
  const ordered = [...labels].sort((a, b) => a.y - b.y)
  let free = Number.NEGATIVE_INFINITY
  return ordered.map((label) => {
    const y = Math.max(label.y, free)
    free = y + LINE_HEIGHT
    return { ...label, y }
  })
}
