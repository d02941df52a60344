import { momentText } from '#app/components/dates.ts'
import { count, counted, percent } from '#app/components/format.ts'
import type { CohortRow, CohortsLookedAt } from '../standings/cohorts.server.ts'
import { COHORT_COLUMNS } from '../standings/cohorts-export.ts'
import { cohortsTitle } from '../standings/cohorts-title.ts'
import { factsOf } from './overview-report.ts'
import { type ReportContent, type ReportFigure, tableOf } from './report-content.ts'

/** The report of a milestone's cohorts: whether they met, how far they are, and what comes next. `rows`: of their file. */
export function cohortsReport(
  looked: CohortsLookedAt,
  { rows, zone, now }: { rows: readonly object[]; zone: string; now: Date },
): ReportContent {
  const { milestone, today, listed, total, assigned } = looked
  const shown = tableOf(
    'By cohort',
    listed.map((cohort) => cohortOf(cohort, now)),
    ['Cohort', 'Came, complete, need help'],
  )
  return {
    title: cohortsTitle(looked),
    facts: [...factsOf(looked, zone), counted(assigned, 'person assigned', 'people assigned')],
    tables: shown.map((table) => ({ ...table, more: total - table.figures.length })),
    charts: [],
    file: { name: `cohorts-${milestone.slug}-${today}.csv`, rows, columns: COHORT_COLUMNS },
  }
}

function cohortOf({ name, assigned, attended, complete, needing, nextSession }: CohortRow, now: Date): ReportFigure {
  const shares = `${percent(attended, assigned)} came, ${percent(complete, assigned)} complete`
  return {
    name,
    about: nextSession
      ? `next session ${momentText(new Date(nextSession.startsAt), nextSession.timeZone, now)}`
      : 'no session planned',
    value: `${shares}, ${counted(needing, 'needs help', 'need help')}`,
    n: `n ${count(assigned)}`,
  }
}
