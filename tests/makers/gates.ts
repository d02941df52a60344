import type { Comparator, Measure } from '#app/domain/migrations/readiness.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

type GateParts = {
  measure?: Measure
  comparator?: Comparator
  target?: number
  task?: { module: string; block: string }
  audience?: { id: string }
}

/** A gate of a milestone: at least 90% complete, unless told otherwise. */
export async function aGate(
  milestone: { id: string },
  { measure = 'completion', comparator = '>=', target = 90, task, audience }: GateParts = {},
): Promise<{ id: string }> {
  const id = newId()
  const name = measure === 'pushed' ? 'Open tickets' : null
  await sql`
    INSERT INTO gate (id, milestone_id, measure, name, module_id, block_id, audience_id, comparator, target)
    VALUES (${id}, ${milestone.id}, ${measure}::measure, ${name}, ${task?.module ?? null}, ${task?.block ?? null},
      ${audience?.id ?? null}, ${comparator}::comparator, ${target})`
  return { id }
}

/** A figure that another program sent. */
export async function aReading(gate: { id: string }, value: number, n = 10): Promise<void> {
  await sql`
    INSERT INTO reading (id, gate_id, value, n, measured_at, source) VALUES (${newId()}, ${gate.id}, ${value}, ${n}, now(), 'pushed')`
}
