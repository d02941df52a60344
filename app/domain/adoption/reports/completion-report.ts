import { count, counted, percent } from '#app/components/format.ts'
import { completionChart } from '../completion-chart.ts'
import type { Counts } from '../standing.ts'
import type { Completion } from '../standings/completion.server.ts'
import { completionRows, completionShares } from '../standings/completion-rows.ts'
import { completionTitle } from '../standings/completion-title.ts'
import { audienceNames, CHARTS_LIMIT, factsOf, OF_EVERYBODY } from './overview-report.ts'
import { figureOf, type ReportContent, type ReportFigure, tableOf } from './report-content.ts'

/** The report of how far people are: in all, by audience and by module. */
export function completionReport(completion: Completion, zone: string): ReportContent {
  const { milestone, today, scope, total, modules, days, series, target } = completion
  const names = { audience: audienceNames(completion), task: (slug: string) => slug }
  const whose = scope.audience?.name ?? scope.cohort?.name ?? 'Everyone'
  const ofAll = scope.audience?.slug ?? 'everyone'
  const shares = completionShares(completion).filter(
    ({ metric, audience }) => metric === 'completion rate' || (OF_EVERYBODY.includes(metric) && audience === ofAll),
  )
  return {
    title: completionTitle(total.counts),
    facts: [...factsOf(completion, zone), counted(total.counts.assigned, 'person assigned', 'people assigned')],
    tables: [
      ...tableOf('From assigned to complete', stepsOf(total.counts, whose)),
      ...tableOf(
        'Completion by audience',
        shares.map((row) => figureOf(row, names)),
      ),
      ...tableOf(
        'By module',
        modules.map(({ title, counts }) => stepOf('Complete', title, counts.complete, counts)),
      ),
    ],
    charts: series
      .slice(0, CHARTS_LIMIT)
      .map((one) => completionChart(one, { days, today, target: target ?? undefined })),
    file: { name: `completion-${milestone.slug}-${today}.csv`, rows: completionRows(completion) },
  }
}

function stepsOf(counts: Counts, whose: string): ReportFigure[] {
  const { started, practised, complete } = counts
  const steps = { Started: started, Practised: practised, Complete: complete }
  return Object.entries(steps).map(([name, part]) => stepOf(name, whose, part, counts))
}

const stepOf = (name: string, about: string, part: number, { assigned }: Counts): ReportFigure => ({
  ...{ name, about },
  value: `${count(part)}, ${percent(part, assigned)}`,
  n: `n ${count(assigned)}`,
})
