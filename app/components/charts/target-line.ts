import type { Plugin } from 'chart.js'
import type { LineSeriesProps } from './line-series.tsx'
import type { Palette } from './palette.ts'

/** The target as a line of ink with its words under it. */
export function targetLine(target: LineSeriesProps['target'], palette: Palette): Plugin<'line'> {
  return {
    id: 'targetLine',
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      const y = target && scales.y?.getPixelForValue(target.value)
      if (!target || y === undefined) return
      ctx.save()
      ctx.strokeStyle = palette('--text')
      ctx.lineWidth = 1.5
      ctx.beginPath()
      ctx.moveTo(chartArea.left, y)
      ctx.lineTo(chartArea.right, y)
      ctx.stroke()
      ctx.font = `400 12.5px ${palette('--face-sans')}`
      ctx.fillStyle = palette('--text')
      ctx.textBaseline = 'top'
      ctx.fillText(target.label, chartArea.left + 4, y + 5)
      ctx.restore()
    },
  }
}
