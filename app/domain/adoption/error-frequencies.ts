import { cellsOf, type Division, type Group } from './cells.ts'
import type { TimedAttempt } from './task-times.ts'

/** The finished attempts at a task. `name` is `module/task`, as files and gates call it. */
export type TaskErrors = { name: string; title: string; finished: readonly TimedAttempt[] }

/** `mostlyIn`: the task with most of the type's errors, and its share of them. */
export type ErrorRow = { type: string; count: number; perAttempt: number; mostlyIn: { title: string; share: number } }

/** `attempts`: finished ones at the tasks that are told. `withheld`: the names of tasks that too few people finished. */
export type ErrorFigures = { attempts: number; types: ErrorRow[]; withheld: string[] }

/**
 * Errors per finished attempt by type, the most frequent first. Each task is a cell: only those that five people
 * finished are added up and named, so that a sum never tells what its parts withhold.
 */
export function errorFigures(tasks: readonly TaskErrors[], division: Division, group: Group | null): ErrorFigures {
  const { told, withheld } = toldTasks(tasks, division, group)
  const attempts = told.reduce((sum, { finished }) => sum + finished.length, 0)
  const types = [...new Set(told.flatMap(({ finished }) => finished.flatMap(({ errors }) => Object.keys(errors))))]
  const rows = types.map((type): ErrorRow => {
    const counts = told.map(({ title, finished }) => ({
      title,
      count: finished.reduce((sum, { errors }) => sum + (errors[type] ?? 0), 0),
    }))
    const count = counts.reduce((sum, one) => sum + one.count, 0)
    const most = counts.reduce((best, one) => (one.count > best.count ? one : best))
    return { type, count, perAttempt: count / attempts, mostlyIn: { title: most.title, share: most.count / count } }
  })
  return { attempts, types: rows.sort((left, right) => right.count - left.count), withheld }
}

/** Critical errors per finished attempt of everybody, by the same rule; null if no task may be told. */
export function criticalErrors(
  tasks: readonly TaskErrors[],
  division: Division,
): { attempts: number; perAttempt: number } | null {
  const { told } = toldTasks(tasks, division, null)
  const attempts = told.flatMap(({ finished }) => finished)
  if (attempts.length === 0) return null
  const errors = attempts.reduce((sum, attempt) => sum + attempt.criticalErrors, 0)
  return { attempts: attempts.length, perAttempt: errors / attempts.length }
}

function toldTasks(tasks: readonly TaskErrors[], division: Division, group: Group | null) {
  const told: TaskErrors[] = []
  const withheld: string[] = []
  for (const task of tasks) {
    const counted = task.finished.filter(({ suspect }) => !suspect)
    const cell = cellsOf(counted, division).find((one) => one.group === (group?.id ?? null))
    if (cell?.withheld) withheld.push(task.name)
    else if (cell) told.push({ ...task, finished: cell.attempts })
  }
  return { told, withheld }
}
