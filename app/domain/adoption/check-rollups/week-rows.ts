import type { CheckDefinition, CheckKey } from '#app/lessons/questions.ts'
import { toldUntil } from '../withholding.ts'
import { addSubmission, type CheckSums, type FirstSubmission, newSums } from './question-sums.ts'

/**
 * The first submissions of one check that were made in one week, counted by whose they were. Pure: the same submissions
 * give the same rows, in whatever order they came.
 */

/** A first submission as it is counted, with the audiences, in a fixed order, and the cohort of its day. */
export type CountedSubmission = FirstSubmission & {
  person: string
  /** milliseconds */
  arrivedAt: number
  audiences: readonly string[]
  cohort: string | null
}

/** How many people of exactly these audiences are told. */
export type Alike = { audiences: readonly string[]; people: number }

/** What `check_week` holds of a slice; `by` everyone has no id, and alone a crowd. */
export type CheckWeekRow = CheckSums & {
  slice: 'everyone' | 'audience' | 'cohort'
  id: string | null
  people: number
  held: number
  told: number
  crowd: Alike[] | null
}

/** `weekStart`: the instant at which the running week began. Submissions stand in the order in which they were made. */
export function countCheckWeek(
  submissions: readonly CountedSubmission[],
  { questions }: CheckDefinition,
  key: CheckKey,
  weekStart: number,
): CheckWeekRow[] {
  const until = untilOf(submissions, weekStart)
  const rows = new Map<string, CheckWeekRow>()
  const rowOf = (slice: CheckWeekRow['slice'], id: string | null) => {
    const empty = { people: 0, held: 0, told: 0, crowd: slice === 'everyone' ? [] : null }
    const row = rows.get(`${slice} ${id}`) ?? { slice, id, ...empty, ...newSums(questions) }
    rows.set(`${slice} ${id}`, row)
    return row
  }
  for (const submission of submissions) {
    const { arrivedAt, audiences, cohort } = submission
    const isWhole = arrivedAt < weekStart
    const isTold = isWhole || arrivedAt <= (until.get(setOf(submission)) ?? -Infinity)
    const add = (row: CheckWeekRow, tells: boolean) => {
      row.people++
      if (!isWhole) row.held++
      if (!tells) return
      row.told++
      if (row.crowd) addToCrowd(row.crowd, audiences)
      addSubmission(row, questions, key, submission)
    }
    add(rowOf('everyone', null), isTold)
    for (const id of audiences) add(rowOf('audience', id), isTold)
    // A cohort cuts across sets of audiences, so it is told of whole weeks only.
    if (cohort) add(rowOf('cohort', cohort), isWhole)
  }
  return [...rows.values()]
}

/**
 * Until when what arrived in the running week is told, by set of audiences. People of the very same audiences are counted
 * together: every audience, the total and whatever is left between them are made of such people.
 */
function untilOf(submissions: readonly CountedSubmission[], weekStart: number): Map<string, number | null> {
  const running = submissions.filter(({ arrivedAt }) => arrivedAt >= weekStart)
  return new Map([...Map.groupBy(running, setOf)].map(([set, theirs]) => [set, toldUntil(theirs)]))
}

const setOf = ({ audiences }: Pick<CountedSubmission, 'audiences'>): string => audiences.join(' ')

function addToCrowd(crowd: Alike[], audiences: readonly string[]): void {
  const alike = crowd.find((one) => setOf(one) === setOf({ audiences }))
  if (alike) alike.people++
  else crowd.push({ audiences, people: 1 })
}
