import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { percent } from '#app/components/format.ts'
import { wordPen } from '#app/platform/drawn-words.server.ts'
import { withPictures } from '#app/platform/picture-library.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'
import { CHART_SIZE, drawChart, INK } from './chart-drawing.ts'
import { chartPicture } from './pictures.server.ts'
import { chartWords, type ReportChart } from './report-chart.ts'

const chart: ReportChart = {
  title: 'Completion, Everyone',
  moments: ['1 Sep', '2 Sep', '3 Sep'],
  lines: [{ name: 'Complete', label: 'Complete', values: [10, null, 79] }],
  format: (value) => percent(value, 100),
  max: 100,
  target: { value: 90, label: 'Target 90%' },
  source: 'n 240 people assigned today',
}

test('a picture has the colours of the light theme', async () => {
  const [light = ''] = (await readFile(path.join(projectRoot, 'app/styles/tokens.css'), 'utf8')).split(
    'data-theme="dark"',
  )
  for (const [token, ink] of Object.entries(INK)) expect(light).toContain(`${token}: ${ink};`)
})

test('a line goes through its figures and over what is missing', async () => {
  const svg = drawChart(chart, await wordPen())
  const [, x1, y1, x2, y2] = /d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)" fill="none" stroke="#17508f"/.exec(svg) ?? []
  const share = (y = '') => (172 - Number(y)) / (172 - 14)
  expect(share(y1)).toBeCloseTo(0.1, 3)
  expect(share(y2)).toBeCloseTo(0.79, 3)
  expect(Number(x2)).toBeGreaterThan(Number(x1) + 280)
  expect(svg).not.toContain('<text')
})

test('it is drawn as a PNG of twice the size, and its words are there though no font is installed', async () => {
  const png = await chartPicture(chart)
  const { width, height, format } = await withPictures(['Png'], (sharp) => sharp(png).metadata())
  expect({ width, height, format }).toEqual({
    width: CHART_SIZE.width * 2,
    height: CHART_SIZE.height * 2,
    format: 'png',
  })
  // Where the target is named there is ink; in the same place of a chart without one there is none.
  const { lines, ...rest } = chart
  const inkIn = async (picture: Buffer) => {
    const place = { left: width - 120, top: 30, width: 110, height: 50 }
    const { data } = await withPictures(['Png'], (sharp) =>
      sharp(picture).extract(place).flatten().raw().toBuffer({ resolveWithObject: true }),
    )
    return Math.min(...data)
  }
  expect(await inkIn(await chartPicture({ ...rest, lines: [{ name: '', label: '', values: [0] }] }))).toBeLessThan(100)
  const { target: _, ...bare } = rest
  expect(await inkIn(await chartPicture({ ...bare, lines: [{ name: '', label: '', values: [0] }] }))).toBe(255)
})

test('words of any of our scripts have a width, and one more letter makes them wider', async () => {
  const pen = await wordPen()
  for (const words of ['Target', 'Łódź', 'Київ', 'Αθήνα']) {
    expect(pen(words, 12).width).toBeGreaterThan(pen(words.slice(1), 12).width)
    expect(pen(words, 24).width).toBeCloseTo(pen(words, 12).width * 2)
  }
})

test('a chart is told in words, with what it aims at and where there is no figure', () => {
  expect(chartWords(chart)).toBe('Completion, Everyone. Complete 79%, Target 90%')
  expect(chartWords({ ...chart, lines: [{ name: 'Complete', label: 'Complete', values: [null] }] })).toBe(
    'Completion, Everyone. Complete: no figure yet, Target 90%',
  )
})

test('what is drawn for a mail opens no door: a file that is none of the three kinds is still refused', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  await chartPicture(chart)
  const opened = withPictures(['Png', 'Jpeg', 'Webp'], (sharp) => sharp(svg).metadata())
  await expect(opened).rejects.toThrow('unsupported image format')
})
