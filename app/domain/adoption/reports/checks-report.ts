import { count, percent } from '#app/components/format.ts'
import { checkRows } from '../check-export.ts'
import type { CheckRow, ChecksLookedAt } from '../check-figures.server.ts'
import { checksTitle } from '../checks-title.ts'
import { factsOf } from './overview-report.ts'
import { type ReportContent, type ReportFigure, tableOf } from './report-content.ts'

/** The report of the checks of a milestone: how people fare at their first try. */
export function checksReport(looked: ChecksLookedAt, zone: string): ReportContent {
  return {
    title: checksTitle(looked.checks),
    facts: factsOf(looked, zone),
    tables: tableOf(null, looked.checks.map(scoreOf)),
    charts: [],
    file: { name: `checks-${looked.milestone.slug}-${looked.today}.csv`, rows: checkRows(looked) },
  }
}

const MISSING = { none: 'Nobody has answered it yet', withheld: 'Withheld: fewer than five people' }

function scoreOf({ title, moduleTitle, figures }: CheckRow): ReportFigure {
  const about = { name: 'Right at the first try', about: `${title}, ${moduleTitle}` }
  if (figures.told !== 'figures') return { ...about, value: MISSING[figures.told], n: '' }
  return { ...about, value: percent(figures.score, 1), n: `n ${count(figures.people)}` }
}
