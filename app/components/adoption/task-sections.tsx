import { learningCurve } from '#app/domain/adoption/learning-curve.ts'
import type { TaskDetail } from '#app/domain/adoption/task-detail.server.ts'
import { type Span, TREND } from '#app/domain/adoption/task-rollups/spans.ts'
import { comparableMs } from '#app/domain/adoption/task-times.ts'
import { CHANGES, releaseName, TREND_NAMES, tryName } from '#app/domain/adoption/task-words.ts'
import { LineSeries } from '../charts/line-series.tsx'
import { shortDayText } from '../dates.ts'
import { SectionHead } from '../ui/head.tsx'
import { PartTable } from './part-table.tsx'

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

/** How much practice it takes: median time by the number of the try. */
export function LearningCurve({ detail, oldProduct }: Props) {
  const { tries, task } = detail
  if (!tries.some(({ cell }) => cell && 'figures' in cell)) return null
  const shown = tries.map((part) => ({ ...part, span: 'all' as const, name: tryName(part) }))
  const chart = learningCurve(detail, oldProduct)
  return (
    <section className="section" aria-labelledby="curve">
      <SectionHead id="curve" title="With practice" aside="Everybody, since the start" />
      {chart && <LineSeries {...chart} asOf={shortDayText(detail.today, '')} />}
      <PartTable
        caption="Task time by number of the try"
        head="Try"
        parts={shown}
        oldProduct={oldProduct}
        baselineMs={comparableMs(task.baseline)}
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
  const parts = releases.map((part) => ({ ...part, span: 'all' as const, name: releaseName(part, today) }))
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
