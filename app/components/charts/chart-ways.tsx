import { useRef } from 'react'
import { TextButton } from '../ui/button.tsx'
import { chartCsv, chartFileName } from './chart-file.ts'
import { chartPicture } from './chart-picture.ts'
import type { LineSeriesProps } from './line-series.tsx'
import { readPalette } from './palette.ts'

type ChartWaysProps = Pick<LineSeriesProps, 'title' | 'moments' | 'lines' | 'format' | 'asOf'> & {
  /** what is written under the picture */
  notes: readonly string[]
}

/** The ways to take a chart along: as a picture, and as a file of what it shows. Made in the browser. */
export function ChartWays({ title, notes, asOf, ...told }: ChartWaysProps) {
  const ways = useRef<HTMLSpanElement>(null)
  const savePicture = async () => {
    const chart = ways.current?.closest('figure')?.querySelector('canvas')
    if (!chart) return
    save(await chartPicture(chart, { title, notes }, readPalette()), chartFileName(title, asOf, 'png'))
  }
  const saveTable = () =>
    save(new Blob([chartCsv(told)], { type: 'text/csv;charset=utf-8' }), chartFileName(title, asOf, 'csv'))
  return (
    <span className="series-ways needs-script" ref={ways}>
      <TextButton aria-label={`PNG of ${title}`} onClick={() => void savePicture()}>
        PNG
      </TextButton>
      <TextButton aria-label={`CSV of ${title}`} onClick={saveTable}>
        CSV
      </TextButton>
    </span>
  )
}

/** Hands a file to the person. */
function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
