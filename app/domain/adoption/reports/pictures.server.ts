import { wordPen } from '#app/platform/drawn-words.server.ts'
import { withPictures } from '#app/platform/picture-library.server.ts'
import { drawChart } from './chart-drawing.ts'
import type { ReportChart } from './report-chart.ts'

/** Dots an inch at which a pixel of the page becomes two of the file. */
const DENSE = 144

/** A chart as a PNG, drawn on the server from the figures that the page's own chart shows. */
export async function chartPicture(chart: ReportChart): Promise<Buffer> {
  const svg = Buffer.from(drawChart(chart, await wordPen()))
  return withPictures(['Svg'], (sharp) => sharp(svg, { density: DENSE }).png({ palette: true, effort: 4 }).toBuffer())
}
