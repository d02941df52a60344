import type { TaskDetail } from '#app/domain/adoption/task-detail.server.ts'
import { type Span, TREND } from '#app/domain/adoption/task-rollups/spans.ts'
import { comparableMs } from '#app/domain/adoption/task-times.ts'
import { LineSeries } from '../charts/line-series.tsx'
import { shortDayText } from '../dates.ts'
import { clock, count } from '../format.ts'
import { SectionHead } from '../ui/head.tsx'
import { PartTable } from './part-table.tsx'

/** How the task's time moved: four weeks each, the newest first. */
const TREND_NAMES: Record<string, string> = {
  4: 'Last 4 weeks',
  '4 before': 'The 4 weeks before',
  '8 before': 'The 4 weeks before those',
}
const CHANGES = {
  slower: 'Slower than in the 4 weeks before: the intervals do not touch.',
  faster: 'Faster than in the 4 weeks before: the intervals do not touch.',
  'none told': 'No change that can be told: the intervals of the last 4 weeks and of the 4 before overlap.',
  unknown: 'Not enough data to tell a change: both times need six attempts by five people.',
}

type Props = { detail: TaskDetail; oldProduct: string }

/** The last four weeks beside those before. */
export function TaskTrend({ detail, oldProduct }: Props) {
  const parts = detail.trend.map((part, place) => {
    const span = TREND[place] as Span
    return { ...part, span, name: TREND_NAMES[span] as string }
  })
  return (
    <section className="section" aria-labelledby="trend">
      <SectionHead id="trend" title="Then and now" />
      <PartTable
        caption="Task time, four weeks each"
        head="Weeks"
        parts={parts}
        oldProduct={oldProduct}
        baselineMs={comparableMs(detail.task.baseline)}
      />
      <p className="source">{CHANGES[detail.change]}</p>
    </section>
  )
}

const TRY_NAMES = ['First', 'Second', 'Third', 'Fourth', 'Fifth']

/** How much practice it takes: median time by the number of the try. */
export function LearningCurve({ detail, oldProduct }: Props) {
  const { tries, task } = detail
  const shown = tries.map(({ nth, andLater, ...part }) => ({
    ...part,
    span: 'all' as const,
    name: `${TRY_NAMES[nth - 1]} try${andLater ? ' and later' : ''}`,
  }))
  const medians = shown.map(({ cell }) => (cell && 'figures' in cell ? cell.figures.median / 60_000 : null))
  const baselineMs = comparableMs(task.baseline)
  const people = shown.flatMap(({ cell }) => (cell && 'figures' in cell ? [cell.figures.people] : []))
  if (people.length === 0) return null
  const top = Math.max(...medians.map((minutes) => minutes ?? 0), (baselineMs ?? 0) / 60_000)
  return (
    <section className="section" aria-labelledby="curve">
      <SectionHead id="curve" title="With practice" aside="Everybody, since the start" />
      {people.length > 1 && (
        <LineSeries
          title={`Median time by number of the try: ${task.title}`}
          moments={shown.map(({ name }) => name)}
          lines={[{ name: 'Median time', label: 'Median', values: medians }]}
          format={(minutes) => clock(minutes * 60_000)}
          max={Math.ceil(top * 1.15)}
          target={
            baselineMs === null
              ? undefined
              : { value: baselineMs / 60_000, label: `${oldProduct} ${clock(baselineMs)}` }
          }
          source={`n ${count(people[0] ?? 0)} people at the first try that is shown`}
          asOf={shortDayText(detail.today, '')}
        />
      )}
      <PartTable
        caption="Task time by number of the try"
        head="Try"
        parts={shown}
        oldProduct={oldProduct}
        baselineMs={baselineMs}
      />
      <p className="source">
        Successful tries in assessed mode. People who needed no further try are not in the later rows.
      </p>
    </section>
  )
}

/** Whether the words of a release made a difference. Only where there is more than one. */
export function TaskReleases({ detail, oldProduct }: Props) {
  const { releases, task, today } = detail
  if (releases.length < 2) return null
  const parts = releases.map(({ label, publishedAt, isSame, ...part }) => ({
    ...part,
    span: 'all' as const,
    name: `${label}, ${shortDayText(publishedAt.slice(0, 10), today)}${isSame ? '' : ', another task then'}`,
  }))
  return (
    <section className="section" aria-labelledby="releases">
      <SectionHead id="releases" title="By release" aside="Everybody, since the start" />
      <PartTable
        caption="Task time by release of the module"
        head="Release"
        parts={parts}
        oldProduct={oldProduct}
        baselineMs={comparableMs(task.baseline)}
      />
    </section>
  )
}
