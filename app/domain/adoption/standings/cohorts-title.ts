import { counted, sentence } from '#app/components/format.ts'

/** "Three of 12 cohorts have met". */
export function cohortsTitle({ met, total }: { met: number; total: number }): string {
  if (total === 0) return 'No cohort learns for this milestone yet'
  if (met === total) return `${sentence(counted(total, 'cohort has', 'cohorts have'))} all met`
  return `${met === 0 ? 'None' : String(met)} of ${counted(total, 'cohort has', 'cohorts have')} met`
}
