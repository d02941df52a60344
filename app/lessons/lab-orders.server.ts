import type { Element } from 'hast'
import type { LabCondition, LabOrder, LabTurn } from './definitions.ts'
import { attribute } from './drawn.server.ts'
import { partsIn } from './pieces.server.ts'
import { isSet, textOrNull } from './practice.server.ts'
import { listed } from './written-list.ts'

/** Conditions, orders and turns of a lab as data. What is written was checked; nothing here can be wrong any more. */

export function conditionOf(element: Element): LabCondition {
  const [after, before] = [textOrNull(element, 'after'), textOrNull(element, 'before')]
  if (after !== null) return { done: after, yet: true }
  if (before !== null) return { done: before, yet: false }
  const field = attribute(element, 'field')
  if (isSet(element, 'filled')) return { field, filled: true }
  if (isSet(element, 'empty')) return { field, filled: false }
  const not = textOrNull(element, 'not')
  if (not !== null) return { field, not: listed(not) }
  const is = attribute(element, 'is')
  const comparison = readComparison(is)
  return comparison ? { field, ...comparison } : { field, is: listed(is) }
}

/** `> 5000.00`: how, and than what; null for values. */
export function readComparison(written: string): { compares: '<' | '<=' | '>' | '>='; than: string } | null {
  const found = /^(<=|>=|<|>)\s*(.*)$/.exec(written.trim())
  return found ? { compares: found[1] as '<' | '<=' | '>' | '>=', than: found[2] ?? '' } : null
}

export function turnsOf(action: Element): LabTurn[] {
  return partsIn(action, 'When').map((turn) => ({
    when: conditionOf(turn),
    to: textOrNull(turn, 'to'),
    error: textOrNull(turn, 'error'),
    critical: isSet(turn, 'critical'),
    says: textOrNull(turn, 'says'),
  }))
}

/** What has to be done before a screen or an action; absent where nothing has. */
export function orderOf(element: Element): { after?: LabOrder } {
  const done = textOrNull(element, 'after')
  if (done === null) return {}
  return { after: { done, says: textOrNull(element, 'early'), critical: isSet(element, 'critical') } }
}
