/** Where one person stands in what a milestone asks of them. Dates are local days, `YYYY-MM-DD`. */
export type Standing = {
  person: string
  audiences: readonly string[]
  /** modules asked, and of these completed in any release */
  asked: number
  done: number
  /** the day of the last completion that was missing; null while something is */
  doneOn: string | null
  /** completed modules with blocks to do again */
  toRefresh: number
  attended: boolean
  overdue: boolean
}

/** `part` of `whole` people. */
export type Share = { part: number; whole: number }

export type CompletionFigures = {
  completion: Share
  upToDate: Share
  coverage: Share
  /** people who became complete in the last seven days */
  thisWeek: number
  overdue: number
}

/** The figures of a group in which everybody stands once. `weekAgo`: the local day seven days before today. */
export function completionFigures(group: readonly Standing[], weekAgo: string): CompletionFigures {
  const count = (holds: (standing: Standing) => boolean) => group.filter(holds).length
  const begun = group.filter(({ done }) => done > 0)
  return {
    completion: { part: count(isComplete), whole: group.length },
    upToDate: { part: begun.filter(({ toRefresh }) => toRefresh === 0).length, whole: begun.length },
    coverage: { part: count(({ attended }) => attended), whole: group.length },
    thisWeek: count(({ doneOn }) => doneOn !== null && doneOn > weekAgo),
    overdue: count(({ overdue }) => overdue),
  }
}

export const isComplete = ({ asked, done }: Standing): boolean => done === asked

/** How many people were complete at the end of each day; `days` ascend. Today's audiences and assignments throughout. */
export function completionByDay(group: readonly Standing[], days: readonly string[]): number[] {
  const dates = group.flatMap(({ doneOn }) => doneOn ?? []).sort()
  let index = 0
  return days.map((day) => {
    while (index < dates.length && (dates[index] as string) <= day) index++
    return index
  })
}
