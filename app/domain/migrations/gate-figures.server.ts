import type { Division } from '#app/domain/adoption/cells.ts'
import { confusionOfMilestone } from '#app/domain/adoption/confusion-rate.server.ts'
import { divisionOf } from '#app/domain/adoption/divisions.server.ts'
import { criticalErrors } from '#app/domain/adoption/error-frequencies.ts'
import { standingsOf } from '#app/domain/adoption/standing.server.ts'
import { completionFigures, type Share, type Standing } from '#app/domain/adoption/standing.ts'
import { type Interval, shareInterval } from '#app/domain/adoption/statistics.ts'
import { attemptsOf, type MeasuredTask, modulesOf, tasksOf } from '#app/domain/adoption/task-times.server.ts'
import { comparableMs, leftOutOf, taskKey, taskName, timeCells } from '#app/domain/adoption/task-times.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { addDays, localDay, startOfDay, weekOf } from './local-days.ts'
import type { Comparator, Figure, Measure } from './readiness.ts'

export type Gate = {
  id: string
  measure: Measure
  name: string | null
  moduleId: string | null
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

type MeasuredMilestone = { id: string; migrationId: string; timeZone: string }

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

type Source = {
  today: string
  standings: () => Promise<Standing[]>
  /** the milestone's own modules */
  modules: () => Promise<string[]>
  /** their tasks, and those of modules that only a gate names */
  tasks: () => Promise<MeasuredTask[]>
  attempts: () => ReturnType<typeof attemptsOf>
  division: () => Promise<Division>
  confusion: () => ReturnType<typeof confusionOfMilestone>
}

function sourceOf({ id, migrationId, timeZone }: MeasuredMilestone, gates: readonly Gate[], now: Date): Source {
  const today = localDay(now, timeZone)
  const weekStart = startOfDay(weekOf(today), timeZone).getTime()
  const modules = once(() => modulesOf(id))
  const named = gates.flatMap(({ moduleId }) => moduleId ?? [])
  const measured = once(async () => [...new Set([...(await modules()), ...named])])
  return {
    today,
    standings: once(() => standingsOf({ milestoneId: id }, today, timeZone)),
    modules,
    tasks: once(async () => tasksOf(await measured())),
    attempts: once(async () => attemptsOf(await measured(), null, now)),
    division: once(() => divisionOf(migrationId, 'audience', weekStart)),
    confusion: once(() => confusionOfMilestone(id, addDays(today, -CONFUSION_DAYS))),
  }
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
      return shareFigure(gate, await source.standings(), source.today)
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

function shareFigure(gate: Gate, everybody: readonly Standing[], today: string): Figure {
  const group = gate.audienceId
    ? everybody.filter(({ audiences }) => audiences.includes(gate.audienceId as string))
    : everybody
  const figures = completionFigures(group, addDays(today, -7))
  const shares = { completion: figures.completion, 'up to date': figures.upToDate, coverage: figures.coverage }
  const share = shares[gate.measure as keyof typeof shares]
  if (share.whole === 0) return NOTHING
  const note = gate.measure === 'completion' && figures.thisWeek > 0 ? `${figures.thisWeek} more in 7 days` : null
  return { value: percent(share), n: share.whole, interval: percentInterval(share), why: null, note }
}

const percent = ({ part, whole }: Share) => (part / whole) * 100

function percentInterval({ part, whole }: Share): Interval | null {
  const interval = shareInterval(part, whole)
  return interval && { low: interval.low * 100, high: interval.high * 100 }
}

/** The gate's cell among all cells of its task, so that a gate never tells what the page withholds. */
async function ratioFigure(gate: Gate, source: Source): Promise<Figure> {
  const key = taskKey({ moduleId: gate.moduleId as string, blockId: gate.blockId as string })
  const baseline = comparableMs((await source.tasks()).find((task) => taskKey(task) === key)?.baseline ?? null)
  if (baseline === null) return { ...NOTHING, why: 'no baseline to compare with' }
  const attempts = (await source.attempts()).get(key)
  if (!attempts) return NOTHING
  const cells = timeCells(attempts.finished, await source.division(), baseline)
  const cell = cells.find(({ group }) => group === gate.audienceId)
  if (!cell) return NOTHING
  if ('withheld' in cell) return { ...NOTHING, why: 'fewer than five people' }
  const { ratio, interval, people } = cell.figures
  const ratios = interval && { low: interval.low / baseline, high: interval.high / baseline }
  const { suspect } = leftOutOf(attempts, gate.audienceId ? { by: 'audience', id: gate.audienceId } : null)
  const note = suspect > 0 ? `${suspect} suspect excluded` : null
  return { value: ratio, n: people, interval: ratios, why: null, note }
}

/** Over the tasks of the milestone's own modules, whatever modules other gates name. */
async function criticalFigure(source: Source): Promise<Figure> {
  const [modules, all, attempts] = await Promise.all([source.modules(), source.tasks(), source.attempts()])
  const tasks = all
    .filter(({ moduleId }) => modules.includes(moduleId))
    .map((task) => ({
      name: taskName(task),
      title: task.title,
      finished: attempts.get(taskKey(task))?.finished ?? [],
    }))
  if (tasks.every(({ finished }) => finished.length === 0)) return NOTHING
  const figure = criticalErrors(tasks, await source.division())
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
