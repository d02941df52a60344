import { wordPen } from '#app/platform/drawn-words.server.ts'
import { withPictures } from '#app/platform/picture-library.server.ts'
import { drawChart } from './chart-drawing.ts'
import { drawRatios } from './ratio-drawing.ts'
import type { ReportPicture } from './report-chart.ts'

/** Dots an inch at which a pixel of the page becomes two of the file. */
const DENSE = 144

/** A picture as a PNG, drawn on the server from the figures that the page's own chart shows. */
export async function chartPicture(chart: ReportPicture): Promise<Buffer> {
  const pen = await wordPen()
  const svg = Buffer.from('groups' in chart ? drawRatios(chart, pen) : drawChart(chart, pen))
  return withPictures(['Svg'], (sharp) => sharp(svg, { density: DENSE }).png({ palette: true, effort: 4 }).toBuffer())
}
