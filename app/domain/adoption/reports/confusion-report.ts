import { count, counted, interval } from '#app/components/format.ts'
import { confusionChart, sentimentChart } from '../confusion-rollups/confusion-charts.ts'
import { confusionRows, oneDigit, per100, rateText } from '../confusion-rollups/confusion-export.ts'
import type { AskedBlock, ConfusionLookedAt } from '../confusion-rollups/confusion-figures.server.ts'
import { confusionTitle } from '../confusion-rollups/confusion-title.ts'
import { factsOf } from './overview-report.ts'
import { type ReportContent, type ReportFigure, tableOf } from './report-content.ts'

/** The report of where people are confused: by block, by week, and how it feels. */
export function confusionReport(looked: ConfusionLookedAt, zone: string): ReportContent {
  const { milestone, today, whole, blocks, weeks, sentiment } = looked
  const charts = [confusionChart(weeks, today), sentimentChart(sentiment, today)]
  const rate = whole.people > 0 ? [`${rateText(whole)} per 100, n ${count(whole.people)}`] : []
  return {
    title: confusionTitle(looked),
    facts: [...factsOf(looked, zone), ...rate, 'Blocks: everybody’s, since each release came out'],
    tables: tableOf('By block', blocks.map(blockOf), ['Block', 'Per 100 people (95% interval)']),
    charts: charts.filter((chart) => chart !== null),
    file: { name: `confusion-${milestone.slug}-${today}.csv`, rows: confusionRows(looked) },
  }
}

function blockOf(block: AskedBlock): ReportFigure {
  const { title, moduleTitle, label, open, reached } = block
  const { low, high } = per100(block)
  const bounds = low !== null && high !== null ? ` (${interval(low, high, oneDigit)})` : ''
  return {
    name: title,
    about: `${moduleTitle}, release ${label}; ${open === 0 ? 'all resolved' : counted(open, 'report open', 'reports open')}`,
    value: rateText(block) + bounds,
    n: `n ${count(reached)}`,
  }
}
