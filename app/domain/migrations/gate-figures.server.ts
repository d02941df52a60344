import { confusionOfMilestone } from '#app/domain/adoption/confusion-rate.server.ts'
import { criticalErrors } from '#app/domain/adoption/error-frequencies.ts'
import { type MeasuredTask, modulesOf, tasksOf } from '#app/domain/adoption/measured-tasks.server.ts'
import { EVERYONE, type Slice, ZERO_ID } from '#app/domain/adoption/slices.ts'
import { completionFigures, type GroupProgress, type Share } from '#app/domain/adoption/standing.ts'
import { progressOf } from '#app/domain/adoption/standings/progress.server.ts'
import { type Interval, shareInterval } from '#app/domain/adoption/statistics.ts'
import { type ToldTask, toldTasks } from '#app/domain/adoption/task-rollups/told-tasks.server.ts'
import { comparableMs, leftOutOf, taskName, timeCell } from '#app/domain/adoption/task-times.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { addDays, localDay } from './local-days.ts'
import type { Comparator, Figure, Measure } from './readiness.ts'

export type Gate = {
  id: string
  measure: Measure
  name: string | null
  moduleId: string | null
  moduleSlug: string | null
  blockId: string | null
  taskTitle: string | null
  audienceId: string | null
  audienceName: string | null
  comparator: Comparator
  target: number
  ownerName: string | null
}

/** Over how many days the confusion gate looks back. */
export const CONFUSION_DAYS = 14

const NOTHING: Figure = { value: null, n: 0, interval: null, why: 'nothing to measure yet', note: null }

type MeasuredMilestone = { id: string; timeZone: string }

/** Measures all gates of a milestone now, each by the metric's one definition; what they share is read once. */
export async function measureGates(
  milestone: MeasuredMilestone,
  gates: readonly Gate[],
  now: Date,
): Promise<Map<string, Figure>> {
  const source = sourceOf(milestone, gates, now)
  const figures = await Promise.all(gates.map(async (gate) => [gate.id, await figureOf(gate, source)] as const))
  return new Map(figures)
}

type GateTask = MeasuredTask & { told: ReadonlyMap<string, ToldTask> }

type Source = {
  today: string
  progress: (audience: string | null) => Promise<GroupProgress>
  /** the milestone's own modules */
  modules: () => Promise<string[]>
  /** their tasks, and those of modules that only a gate names, with what is told of each since the beginning */
  tasks: () => Promise<GateTask[]>
  confusion: () => ReturnType<typeof confusionOfMilestone>
}

function sourceOf({ id, timeZone }: MeasuredMilestone, gates: readonly Gate[], now: Date): Source {
  const today = localDay(now, timeZone)
  const modules = once(() => modulesOf(id))
  return {
    today,
    progress: (audience) => progressOf(id, audience === null ? EVERYONE : { by: 'audience', id: audience }),
    modules,
    tasks: once(async () => tasksOfGates(await modules(), gates, today)),
    confusion: once(() => confusionOfMilestone(id, addDays(today, -CONFUSION_DAYS))),
  }
}

async function tasksOfGates(modules: readonly string[], gates: readonly Gate[], today: string): Promise<GateTask[]> {
  const named = gates.flatMap(({ moduleId }) => moduleId ?? [])
  const audiences = [...new Set(gates.flatMap(({ audienceId }) => audienceId ?? []))]
  const tasks = await tasksOf([...new Set([...modules, ...named])])
  const slices = [EVERYONE, ...audiences.map((one): Slice => ({ by: 'audience', id: one }))]
  const told = await toldTasks(tasks, slices, 'all', today)
  return tasks.map((task, place) => ({ ...task, told: told[place] ?? new Map() }))
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined
  return () => {
    reading ??= read()
    return reading
  }
}

async function figureOf(gate: Gate, source: Source): Promise<Figure> {
  switch (gate.measure) {
    case 'completion':
    case 'up to date':
    case 'coverage':
      return shareFigure(gate.measure, await source.progress(gate.audienceId), source.today)
    case 'task ratio':
      return ratioFigure(gate, source)
    case 'critical errors':
      return criticalFigure(source)
    case 'confusion':
      return confusionFigure(await source.confusion())
    case 'pushed':
      return pushedFigure(gate.id)
  }
}

function shareFigure(measure: 'completion' | 'up to date' | 'coverage', group: GroupProgress, today: string): Figure {
  const figures = completionFigures(group, addDays(today, -7))
  const shares = { completion: figures.completion, 'up to date': figures.upToDate, coverage: figures.coverage }
  const share = shares[measure]
  if (share.whole === 0) return NOTHING
  const note = measure === 'completion' && figures.thisWeek > 0 ? `${figures.thisWeek} more in 7 days` : null
  return { value: percent(share), n: share.whole, interval: percentInterval(share), why: null, note }
}

const percent = ({ part, whole }: Share) => (part / whole) * 100

function percentInterval({ part, whole }: Share): Interval | null {
  const interval = shareInterval(part, whole)
  return interval && { low: interval.low * 100, high: interval.high * 100 }
}

/** The gate's cell as every page tells it, so that a gate never tells what they withhold. */
async function ratioFigure(gate: Gate, source: Source): Promise<Figure> {
  const tasks = await source.tasks()
  const task = tasks.find(({ moduleId, blockId }) => moduleId === gate.moduleId && blockId === gate.blockId)
  const baseline = comparableMs(task?.baseline ?? null)
  if (baseline === null) return { ...NOTHING, why: 'no baseline to compare with' }
  const told = task?.told.get(gate.audienceId ?? ZERO_ID)?.times ?? { told: 'none' }
  const [cell] = timeCell(gate.audienceId, told, baseline)
  if (!cell) return NOTHING
  if ('withheld' in cell || told.told !== 'figures') return { ...NOTHING, why: 'fewer than five people' }
  const { ratio, interval, people } = cell.figures
  const ratios = interval && { low: interval.low / baseline, high: interval.high / baseline }
  const { suspect } = leftOutOf(told)
  const note = suspect > 0 ? `${suspect} suspect excluded` : null
  return { value: ratio, n: people, interval: ratios, why: null, note }
}

/** Over the tasks of the milestone's own modules, whatever modules other gates name. */
async function criticalFigure(source: Source): Promise<Figure> {
  const [modules, all] = await Promise.all([source.modules(), source.tasks()])
  const tasks = all
    .filter(({ moduleId }) => modules.includes(moduleId))
    .map((task) => ({
      name: taskName(task),
      title: task.title,
      told: task.told.get(ZERO_ID)?.errors ?? ({ told: 'none' } as const),
    }))
  if (tasks.every(({ told }) => told.told === 'none')) return NOTHING
  const figure = criticalErrors(tasks)
  if (figure === null) return { ...NOTHING, why: 'fewer than five people' }
  return { value: figure.perAttempt, n: figure.attempts, interval: null, why: null, note: null }
}

function confusionFigure({ reports, reached, people }: Awaited<ReturnType<typeof confusionOfMilestone>>): Figure {
  if (reached === 0) return NOTHING
  return {
    value: (reports * 100) / reached,
    n: people,
    interval: null,
    why: null,
    note: `${reports} reports and me-toos`,
  }
}

async function pushedFigure(gateId: string): Promise<Figure> {
  const [row] = await sql<{ value: number | null; n: number }>`
    SELECT value, n FROM reading WHERE gate_id = ${gateId}::uuid AND source = 'pushed' ORDER BY measured_at DESC LIMIT 1`
  return row
    ? {
        value: row.value,
        n: row.n,
        interval: null,
        why: row.value === null ? 'nothing to measure yet' : null,
        note: null,
      }
    : NOTHING
}
