import { confusionOfMilestone } from '#app/domain/adoption/confusion-rate.server.ts'
import { standingsOf } from '#app/domain/adoption/standing.server.ts'
import { completionFigures, type Share, type Standing } from '#app/domain/adoption/standing.ts'
import { type Interval, shareInterval } from '#app/domain/adoption/statistics.ts'
import { attemptsOf, type MeasuredTask, taskKey, tasksOf } from '#app/domain/adoption/task-times.server.ts'
import { errorFrequencies, timeCells, toldAttempts } from '#app/domain/adoption/task-times.ts'
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

/** Measures all gates of a milestone now, each by the metric's one definition; what they share is read once. */
export async function measureGates(
  milestone: { id: string; timeZone: string },
  gates: readonly Gate[],
  now: Date,
): Promise<Map<string, Figure>> {
  const source = sourceOf(milestone, gates, now)
  const figures = await Promise.all(gates.map(async (gate) => [gate.id, await figureOf(gate, source)] as const))
  return new Map(figures)
}

type Source = {
  today: string
  weekStart: number
  standings: () => Promise<Standing[]>
  tasks: () => Promise<MeasuredTask[]>
  attempts: () => ReturnType<typeof attemptsOf>
  confusion: () => ReturnType<typeof confusionOfMilestone>
}

function sourceOf(milestone: { id: string; timeZone: string }, gates: readonly Gate[], now: Date): Source {
  const today = localDay(now, milestone.timeZone)
  const moduleIds = () =>
    tasksOnce().then((tasks) => [
      ...new Set([...tasks.map((task) => task.moduleId), ...gates.flatMap((gate) => gate.moduleId ?? [])]),
    ])
  const tasksOnce = once(() => tasksOf(milestone.id))
  return {
    today,
    weekStart: startOfDay(weekOf(today), milestone.timeZone).getTime(),
    standings: once(() => standingsOf({ milestoneId: milestone.id }, today, milestone.timeZone)),
    tasks: tasksOnce,
    attempts: once(async () => attemptsOf(await moduleIds(), null, {}, now)),
    confusion: once(() =>
      confusionOfMilestone(milestone.id, startOfDay(addDays(today, -CONFUSION_DAYS), milestone.timeZone)),
    ),
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

async function ratioFigure(gate: Gate, source: Source): Promise<Figure> {
  const key = taskKey({ moduleId: gate.moduleId as string, blockId: gate.blockId as string })
  const attempts = (await source.attempts()).get(key)
  const baseline = await baselineOf(gate)
  if (!baseline) return { ...NOTHING, why: 'no baseline to compare with' }
  if (!attempts) return NOTHING
  const told = toldAttempts(attempts.finished, source.weekStart)
  const cells = timeCells(told, gate.audienceId ? [gate.audienceId] : [], baseline)
  const cell = cells.find(({ audience }) => audience === gate.audienceId)
  if (!cell) return NOTHING
  if ('withheld' in cell) return { ...NOTHING, why: 'fewer than five people' }
  const { ratio, interval, people } = cell.figures
  const ratios = interval && { low: interval.low / baseline, high: interval.high / baseline }
  const note = attempts.leftOut.suspect > 0 ? `${attempts.leftOut.suspect} suspect excluded` : null
  return { value: ratio, n: people, interval: ratios, why: null, note }
}

async function baselineOf(gate: Gate): Promise<number | null> {
  const [row] = await sql<{ ms: number }>`
    SELECT b.median_ms AS ms FROM baseline b
    WHERE b.module_id = ${gate.moduleId}::uuid AND b.block_id = ${gate.blockId} AND b.source <> 'target'
    ORDER BY b.created_at DESC, b.id DESC LIMIT 1`
  return row?.ms ?? null
}

async function criticalFigure(source: Source): Promise<Figure> {
  const tasks = await source.attempts()
  const finished = [...tasks.values()].flatMap((task) => toldAttempts(task.finished, source.weekStart))
  const frequencies = errorFrequencies(
    finished.map((attempt) => ({ ...attempt, errors: { critical: attempt.criticalErrors } })),
  )
  if (finished.length === 0) return NOTHING
  if (frequencies === null) return { ...NOTHING, why: 'fewer than five people' }
  return {
    value: frequencies.types[0]?.perAttempt ?? 0,
    n: frequencies.attempts,
    interval: null,
    why: null,
    note: null,
  }
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
