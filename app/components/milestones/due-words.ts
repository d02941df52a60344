import type { ModuleKind } from '#app/lessons/tree.ts'
import { counted } from '../format.ts'

type Rule = { kind: ModuleKind; dueDays: number; optional: boolean; strict?: boolean }

/** When a module is due, counted from its milestone: "7 days before". */
export function dueWords({ kind, optional, dueDays, strict = false }: Rule): string {
  if (kind === 'quick reference') return 'To look up'
  if (optional) return 'Optional'
  const day = dueDays === 0 ? 'On the day' : `${counted(dueDays, 'day', 'days')} before`
  return strict ? `${day}, strictly` : day
}
