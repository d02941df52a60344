import { count, percent, sentence } from '#app/components/format.ts'
import { comparisonTitle, MOVES, SHARE_WORDS, UNJUDGED, verdictText } from '../compare/compare-words.ts'
import type { ComparedTask, Comparison } from '../compare/comparison.server.ts'
import { comparisonRows } from '../compare/comparison-rows.ts'
import type { ComparedShare } from '../compare/verdicts.ts'
import { factsOf } from './overview-report.ts'
import { ratioChart } from './ratio-chart.ts'
import { type ReportContent, type ReportFigure, tableOf } from './report-content.ts'
import { TIME_HEADS, timeFigure } from './time-figures.ts'

/** The report of two sides beside each other; null while there are not two. */
export function compareReport(comparison: Comparison, zone: string, oldProduct: string): ReportContent | null {
  const { milestone, today, sides, shares, tasks, asked } = comparison
  if (sides === null) return null
  const names = sides.map(({ label }) => sentence(label)) as [string, string]
  const chart = ratioChart(
    `Task times against ${oldProduct}`,
    tasks.map(({ title: name, baseline, a, b }) => ({
      ...{ name, baseline },
      cells: [
        { name: names[0], series: 1, cell: a.cell },
        { name: names[1], series: 2, cell: b.cell },
      ],
    })),
    oldProduct,
  )
  return {
    title: comparisonTitle(comparison),
    facts: [...factsOf(comparison, zone), `${names[0]} beside ${sides[1].label}`],
    tables: [
      ...tableOf(
        'Progress',
        shares.map((share) => shareOf(share, names)),
        ['Progress', `${names[0]} has`],
      ),
      ...tableOf(
        'Task times',
        tasks.flatMap((task) => taskOf(task, names, UNJUDGED[asked.by])),
        TIME_HEADS,
      ),
    ],
    charts: chart ? [chart] : [],
    file: { name: `comparison-${milestone.slug}-${today}.csv`, rows: comparisonRows(comparison) },
  }
}

const VERDICT = 'The first by the other'

/** Both shares in words, and what the first has against the other. */
function shareOf({ of, a, b, move }: ComparedShare, names: readonly [string, string]): ReportFigure {
  const [first, other] = [a, b].map(({ part, whole }) => `${percent(part, whole)}, ${count(part)} of ${count(whole)}`)
  const about = `${names[0]} ${first}; ${names[1]} ${other}`
  return { name: SHARE_WORDS[of].name, about, value: MOVES[move], n: '' }
}

/** The times of both sides, and what may be said of them. */
function taskOf(
  { title, a, b, spans, verdict }: ComparedTask,
  names: readonly [string, string],
  unjudged: string,
): ReportFigure[] {
  if (!a.cell && !b.cell)
    return [{ name: title, about: names.join(', '), value: 'Nobody succeeded on either side', n: '' }]
  const value = verdict ? sentence(verdictText(verdict)) : unjudged
  return [
    timeFigure(title, names[0], a.cell, spans[0]),
    timeFigure(title, names[1], b.cell, spans[1]),
    { name: title, about: VERDICT, value, n: '' },
  ]
}
