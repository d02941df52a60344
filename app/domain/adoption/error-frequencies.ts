import type { Told } from './task-rollups/told-tasks.server.ts'

/** What was finished at a task, as far as it may be told. `name` is `module/task`, as files and gates call it. */
export type TaskErrors = { name: string; title: string; told: Told }

/** `mostlyIn`: the task with most of the type's errors, and its share of them. */
export type ErrorRow = { type: string; count: number; perAttempt: number; mostlyIn: { title: string; share: number } }

/** `attempts`: finished ones at the tasks that are told. `withheld`: the names of tasks that too few people finished. */
export type ErrorFigures = { attempts: number; types: ErrorRow[]; withheld: string[] }

/**
 * Errors per finished attempt by type, the most frequent first. Each task is a cell: only those that five people
 * finished are added up and named, so that a sum never tells what its parts withhold.
 */
export function errorFigures(tasks: readonly TaskErrors[]): ErrorFigures {
  const told = toldOf(tasks)
  const attempts = told.reduce((sum, task) => sum + task.attempts, 0)
  const types = [...new Set(told.flatMap(({ errors }) => Object.keys(errors)))]
  const rows = types.map((type): ErrorRow => {
    const counts = told.map(({ title, errors }) => ({ title, count: errors[type] ?? 0 }))
    const count = counts.reduce((sum, one) => sum + one.count, 0)
    const most = counts.reduce((best, one) => (one.count > best.count ? one : best))
    return { type, count, perAttempt: count / attempts, mostlyIn: { title: most.title, share: most.count / count } }
  })
  const withheld = tasks.filter((task) => task.told.told === 'withheld').map(({ name }) => name)
  return { attempts, types: rows.sort(byFrequency), withheld }
}

const byFrequency = (left: ErrorRow, right: ErrorRow) => right.count - left.count || (left.type < right.type ? -1 : 1)

/** Critical errors per finished attempt, by the same rule; null if no task may be told. */
export function criticalErrors(tasks: readonly TaskErrors[]): { attempts: number; perAttempt: number } | null {
  const told = toldOf(tasks)
  const attempts = told.reduce((sum, task) => sum + task.attempts, 0)
  if (attempts === 0) return null
  return { attempts, perAttempt: told.reduce((sum, { critical }) => sum + critical, 0) / attempts }
}

const toldOf = (tasks: readonly TaskErrors[]) =>
  tasks.flatMap(({ title, told }) =>
    told.told === 'figures'
      ? [{ title, attempts: told.sum.told, errors: told.sum.errors, critical: told.sum.criticalErrors }]
      : [],
  )
