/** How many people of a group stand so, in all that a milestone asks of them or in one module of it. */
export type Counts = {
  assigned: number
  /** began any of it; practised: also an attempt at a task, or a check */
  started: number
  practised: number
  complete: number
  /** have a completion, and of these with blocks to do again */
  begun: number
  refreshing: number
  overdue: number
  attended: number
  stuck: number
  asking: number
  /** anything that help is offered for */
  needing: number
}

/** People who became complete on a local day; `YYYY-MM-DD`. */
export type DayCount = { day: string; people: number }

/** How a group stands today, and the days on which those who are complete became so, ascending. */
export type GroupProgress = { counts: Counts; days: readonly DayCount[] }

export const NOBODY: Counts = {
  ...{ assigned: 0, started: 0, practised: 0, complete: 0, begun: 0, refreshing: 0 },
  ...{ overdue: 0, attended: 0, stuck: 0, asking: 0, needing: 0 },
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

/** The figures of a group. `weekAgo`: the local day seven days before today. */
export function completionFigures({ counts, days }: GroupProgress, weekAgo: string): CompletionFigures {
  const { assigned, complete, begun, refreshing, attended, overdue } = counts
  return {
    completion: { part: complete, whole: assigned },
    upToDate: { part: begun - refreshing, whole: begun },
    coverage: { part: attended, whole: assigned },
    thisWeek: days.reduce((sum, { day, people }) => (day > weekAgo ? sum + people : sum), 0),
    overdue,
  }
}

/** How many people were complete at the end of each day; `days` ascend. Today's audiences and assignments throughout. */
export function completionByDay({ days: became }: GroupProgress, days: readonly string[]): number[] {
  let index = 0
  let complete = 0
  return days.map((day) => {
    for (; (became[index]?.day ?? '9') <= day; index++) complete += became[index]?.people ?? 0
    return complete
  })
}
