import { IntervalMark } from '#app/components/charts/interval-mark.tsx'
import { LineSeries } from '#app/components/charts/line-series.tsx'
import { Shown } from './shown.tsx'

const moments = [
  '29 Jun',
  '6 Jul',
  '13 Jul',
  '20 Jul',
  '27 Jul',
  '3 Aug',
  '10 Aug',
  '17 Aug',
  '24 Aug',
  '31 Aug',
  '15 Sep',
]

export function ChartParts() {
  return (
    <>
      <Shown name="Time series">
        <LineSeries
          title="Completion for Cutover by week"
          moments={moments}
          lines={[
            { name: 'Accounts payable, every day', label: 'Power', values: [2, 5, 9, 14, 22, 31, 38, 47, 58, 66, 79] },
            { name: 'Approvers', label: 'Casual', values: [0, 0, 1, 4, 8, 12, 19, 26, 33, 41, 56] },
            { name: 'Treasury', label: 'Treasury', values: [null, null, 4, 9, 12, 20, 31, 40, 44, 50, 58] },
          ]}
          format={(value) => `${value}%`}
          max={100}
          target={{ value: 90, label: 'Target 90%' }}
          source="Completion for Cutover by week. Accounts payable, n 46; Approvers, n 84"
          asOf="15 Sep 2026"
          annotations={[
            { place: 4, words: 'Enter an invoice 2026.2, 27 Jul' },
            { place: 7, words: 'Pilot, 17 Aug' },
          ]}
        />
      </Shown>
      <Shown name="Before and after a fix" columns={2}>
        <IntervalMark value={12.3} low={8} high={18.4} max={20} was />
        <IntervalMark value={1.4} low={0.2} high={7.6} max={20} />
      </Shown>
    </>
  )
}
