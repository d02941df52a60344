import type { GateReadiness } from '#app/domain/migrations/readiness.server.ts'
import type { Comparator, Figure, Measure } from '#app/domain/migrations/readiness.ts'
import { counted, interval, percent, ratio } from '../format.ts'

/** How a measure's figures are written. Shares are per cent, ratios factors. */
export function figureText(measure: Measure, value: number): string {
  switch (measure) {
    case 'completion':
    case 'up to date':
    case 'coverage':
      return percent(value, 100)
    case 'task ratio':
      return ratio(value)
    case 'critical errors':
      return value.toFixed(2)
    default:
      return value.toFixed(1)
  }
}

/** "at least 90%". */
export function targetText(measure: Measure, comparator: Comparator, target: number): string {
  return `${comparator === '>=' ? 'at least' : 'at most'} ${figureText(measure, target)}`
}

/** What a gate is called: its measure, and where it is about a task or an audience, those. */
export function gateName(gate: Pick<GateReadiness, 'measure' | 'name' | 'taskTitle' | 'audienceName'>): string {
  const who = gate.audienceName
  switch (gate.measure) {
    case 'completion':
      return `Completion, ${who ?? 'everyone assigned'}`
    case 'up to date':
      return `Up to date${who ? `, ${who}` : ''}`
    case 'coverage':
      return `Coverage by sessions${who ? `, ${who}` : ''}`
    case 'task ratio':
      return [gate.taskTitle ?? 'A task', who].filter(Boolean).join(', ')
    case 'critical errors':
      return 'Critical errors per finished attempt'
    case 'confusion':
      return 'Confusion rate, last 14 days'
    case 'pushed':
      return gate.name ?? 'Measured elsewhere'
  }
}

/** n and what is known of the figure: "n 286 people, 95% interval 58% to 69%". */
export function figureNote(measure: Measure, figure: Figure): string {
  const n =
    measure === 'critical errors' ? counted(figure.n, 'attempt', 'attempts') : counted(figure.n, 'person', 'people')
  const kind =
    measure === 'task ratio'
      ? 'Ratio to the old product, '
      : measure === 'confusion'
        ? 'Per 100 people who reached a block, '
        : ''
  if (figure.value === null)
    return `${kind}${figure.why ?? 'nothing to measure yet'}`.replace(/^./, (first) => first.toUpperCase())
  const parts = [
    `${kind}n ${n}`,
    figure.interval &&
      `95% interval ${interval(figure.interval.low, figure.interval.high, (value) => figureText(measure, value))}`,
    figure.note,
  ]
  return parts.filter(Boolean).join(', ')
}

/** Where a value and its target lie on the row's own axis, in per cent: shares on 0 to 100, the rest on twice the target. */
export function onAxis(measure: Measure, value: number, target: number): { value: number; target: number } {
  const end = ['completion', 'up to date', 'coverage'].includes(measure) ? 100 : Math.max(target * 2, value)
  return end === 0 ? { value: 0, target: 0 } : { value: (value / end) * 100, target: (target / end) * 100 }
}
