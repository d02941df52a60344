import { counted, sentence } from '#app/components/format.ts'

/** "Three of 12 cohorts have met"; of those that were looked up by words, if any. */
export function cohortsTitle({ met, total, words }: { met: number; total: number; words: string }): string {
  const named = words === '' ? '' : ` with “${words}”`
  if (total === 0) return `No cohort${named} learns for this milestone yet`
  const all = counted(total, `cohort${named} has`, `cohorts${named} have`)
  if (met === total && total === 1) return `The one cohort${named} has met`
  if (met === total) return `${sentence(all)} all met`
  return `${met === 0 ? 'None' : String(met)} of ${all} met`
}
