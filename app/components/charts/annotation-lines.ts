import type { Plugin } from 'chart.js'
import type { ChartAnnotation } from './annotations.ts'
import type { Palette } from './palette.ts'

/** A number closer to the one before it than this stands a line lower. */
const APART = 18
const LINE_HEIGHT = 15

/** What happened as upright lines, numbered at their top as the list under the chart is. */
export function annotationLines(annotations: readonly ChartAnnotation[], palette: Palette): Plugin<'line'> {
  return {
    id: 'annotationLines',
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      const lines = annotations.map(({ place }, index) => ({
        x: scales.x?.getPixelForValue(place) ?? chartArea.left,
        number: String(index + 1),
      }))
      ctx.save()
      ctx.strokeStyle = palette('--muted')
      ctx.fillStyle = palette('--text')
      ctx.lineWidth = 1
      ctx.setLineDash([2, 3])
      ctx.font = `500 12px ${palette('--face-sans')}`
      ctx.textBaseline = 'top'
      for (const { x, number, level } of stepped(lines)) {
        ctx.beginPath()
        ctx.moveTo(x, chartArea.top)
        ctx.lineTo(x, chartArea.bottom)
        ctx.stroke()
        ctx.fillText(number, x + 3, chartArea.top + level * LINE_HEIGHT)
      }
      ctx.restore()
    },
  }
}

/** Numbers that would lie on each other step down, from left to right. */
export function stepped<T extends { x: number }>(lines: readonly T[]): (T & { level: number })[] {
  let last = { x: Number.NEGATIVE_INFINITY, level: 0 }
  return lines.map((line) => {
    last = { x: line.x, level: line.x - last.x < APART ? last.level + 1 : 0 }
    return { ...line, level: last.level }
  })
}
