import { type Counting, countingOf } from '#app/domain/adoption/counting.server.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type Gate, measureGates } from './gate-figures.server.ts'
import { localDay } from './local-days.ts'
import { type Milestone, milestoneOf } from './milestones.server.ts'
import {
  type Figure,
  type GateState,
  gateState,
  type HeldWaiver,
  holds,
  isCounted,
  type Tally,
  tally,
  undecided,
  verdict,
} from './readiness.ts'

export type GateReadiness = Gate & { figure: Figure; state: GateState; waiver: HeldWaiver | null }

export type Readiness = {
  milestone: Milestone
  gates: GateReadiness[]
  tally: Tally
  ready: boolean
  /** the answer as a sentence */
  words: string
  measuredAt: string
  /** figures that a gate without a waiver is judged by are not whole yet; until they are, nothing is ready */
  counting: Counting | null
}

/** Every gate of a milestone with its measured value, target and state, as of now. */
export async function readinessOf(viewer: Viewer, slug: string, now: Date): Promise<Readiness> {
  ensure(viewer, 'milestone.read')
  return readinessOfMilestone(await milestoneOf(viewer, slug), now)
}

/** The same for a milestone that the caller may already see. */
export async function readinessOfMilestone(milestone: Milestone, now: Date): Promise<Readiness> {
  const [gates, waivers] = await Promise.all([gatesOf(milestone.id), waiversOf(milestone.id)])
  const today = localDay(now, milestone.timeZone)
  const depends = gates.some(({ id, measure }) => {
    const waiver = waivers.get(id)
    return isCounted(measure) && !(waiver && holds(waiver, today))
  })
  // Asked first: what is whole by now is whole when it is measured.
  const counting = depends ? await countingOf(milestone.migrationId) : null
  const figures = await measureGates(milestone, gates, now)
  const judged = gates.map((gate): GateReadiness => {
    const figure = figures.get(gate.id) as Figure
    const waiver = waivers.get(gate.id) ?? null
    return { ...gate, figure, waiver, state: gateState(figure, gate, waiver, today) }
  })
  const counts = tally(judged.map(({ state }) => state))
  const name = shortName(milestone.name)
  const { ready, words } = counting ? undecided(name) : verdict(name, counts)
  return { milestone, gates: judged, tally: counts, ready, words, measuredAt: now.toISOString(), counting }
}

/** "Cutover: payments, bank, period close" is called "Cutover" in a sentence. */
export const shortName = (name: string): string => name.split(':')[0]?.trim() || name

async function gatesOf(milestoneId: string): Promise<Gate[]> {
  return sql<Gate>`
    SELECT g.id, g.measure, g.name, g.module_id AS "moduleId", named.slug AS "moduleSlug", g.block_id AS "blockId",
           (SELECT b.title FROM release_block b JOIN module m ON m.current_release_id = b.release_id
             WHERE m.id = g.module_id AND b.block_id = g.block_id) AS "taskTitle",
           g.audience_id AS "audienceId", a.name AS "audienceName", g.comparator, g.target, p.name AS "ownerName"
    FROM gate g
    LEFT JOIN module named ON named.id = g.module_id
    LEFT JOIN audience a ON a.id = g.audience_id
    LEFT JOIN person p ON p.id = g.owner_id
    WHERE g.milestone_id = ${milestoneId}::uuid AND g.retired_at IS NULL
    ORDER BY g.position, g.created_at, g.id`
}

async function waiversOf(milestoneId: string): Promise<Map<string, HeldWaiver>> {
  const rows = await sql<HeldWaiver & { gateId: string }>`
    SELECT w.gate_id AS "gateId", w.id, p.name AS owner, w.reason, w.at, w.expires_on AS "expiresOn"
    FROM waiver w
    JOIN gate g ON g.id = w.gate_id
    JOIN person p ON p.id = w.owner_id
    WHERE g.milestone_id = ${milestoneId}::uuid AND w.withdrawn_at IS NULL`
  return new Map(rows.map(({ gateId, ...waiver }) => [gateId, waiver]))
}
