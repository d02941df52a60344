import { z } from 'zod'
import { dayInput } from '#app/domain/day-input.ts'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { dayInWords, type LocalDay, localDay } from './local-days.ts'
import { MILESTONE_STATES, type MilestoneState, needsGates, nextStates } from './milestone-states.ts'
import { type Milestone, milestoneOf } from './milestones.server.ts'
import { type Readiness, readinessOfMilestone } from './readiness.server.ts'

export const TransitionInput = z.object({
  /** the state that the viewer saw: a colleague may have changed it meanwhile */
  from: z.enum(MILESTONE_STATES),
  to: z.enum(MILESTONE_STATES, { error: 'Choose the state that comes next.' }),
  note: z.string().trim().max(1_000, 'At most 1,000 characters.').default(''),
})
export type TransitionInput = z.infer<typeof TransitionInput>

/**
 * Takes a milestone into its next state, with all gate values frozen as evidence. Going live needs every gate met or
 * waived. Refuses with `conflict` if the milestone has left `from` meanwhile, or a gate is unmet or cannot be judged yet.
 */
export async function changeState(viewer: Viewer, slug: string, input: TransitionInput, now: Date): Promise<void> {
  ensure(viewer, 'milestone.change')
  const milestone = await milestoneOf(viewer, slug)
  const readiness = await readinessOfMilestone(milestone, now)
  checkStep(milestone, input, readiness)
  await inTransaction(async (tx) => {
    await lockInState(tx, milestone.id, input.from)
    await freezeReadings(tx, readiness, now)
    await tx`INSERT INTO milestone_transition (id, milestone_id, "from", "to", at, actor_id, note, evidence)
      VALUES (${newId(now)}::uuid, ${milestone.id}::uuid, ${input.from}::milestone_state, ${input.to}::milestone_state, ${now},
        ${viewer.personId}::uuid, ${input.note || null}, ${JSON.stringify(evidenceOf(readiness))}::jsonb)`
    await recordAudit(
      tx,
      viewer,
      'milestone.state-changed',
      { type: 'milestone', id: milestone.id },
      { state: input.from },
      { state: input.to, note: input.note },
      now,
    )
  })
}

function checkStep(milestone: Milestone, { from, to }: TransitionInput, readiness: Readiness): void {
  if (milestone.state !== from) {
    throw new Refusal(
      'conflict',
      `A colleague has changed this milestone meanwhile: it is ${milestone.state} now. Look again, then decide.`,
    )
  }
  if (!nextStates(from).includes(to)) throw new Refusal('invalid', `A milestone cannot go from ${from} to ${to}.`)
  if (!needsGates(to)) return
  if (readiness.counting) throw new Refusal('conflict', `${readiness.words}. Decide once they are whole.`)
  if (!readiness.ready)
    throw new Refusal('conflict', `${readiness.words}. What is unmet has to be met or waived first.`)
}

export const MoveInput = z.object({
  date: dayInput('Enter the new date.'),
  reason: z
    .string({ error: 'Say why the date moves.' })
    .trim()
    .min(1, 'Say why the date moves.')
    .max(1_000, 'At most 1,000 characters.'),
})
export type MoveInput = z.infer<typeof MoveInput>

/**
 * Moves a milestone's date: a decision with the gate values frozen. What is due moves with it, by its definition; whoever
 * is asked for something is told, once a move.
 */
export async function moveMilestone(viewer: Viewer, slug: string, input: MoveInput, now: Date): Promise<void> {
  ensure(viewer, 'milestone.change')
  const milestone = await milestoneOf(viewer, slug)
  const today: LocalDay = localDay(now, milestone.timeZone)
  if (milestone.state !== 'planned' && milestone.state !== 'training') {
    throw new Refusal('conflict', `A milestone that is ${milestone.state} keeps its date.`)
  }
  if (input.date === milestone.date) throw new Refusal('invalid', 'This is the date that the milestone has.', 'date')
  if (input.date < today) throw new Refusal('invalid', 'The new date lies in the past.', 'date')
  const readiness = await readinessOfMilestone(milestone, now)
  await inTransaction(async (tx) => {
    await lockInState(tx, milestone.id, milestone.state)
    await freezeReadings(tx, readiness, now)
    const decisionId = newId(now)
    await tx`INSERT INTO decision (id, milestone_id, kind, at, actor_id, reason, from_date, to_date, evidence)
      VALUES (${decisionId}::uuid, ${milestone.id}::uuid, 'move', ${now}, ${viewer.personId}::uuid, ${input.reason},
        ${milestone.date}::date, ${input.date}::date, ${JSON.stringify(evidenceOf(readiness))}::jsonb)`
    await tx`UPDATE milestone SET date = ${input.date}::date, moved_on = ${today}::date WHERE id = ${milestone.id}::uuid`
    await recordAudit(
      tx,
      viewer,
      'milestone.moved',
      { type: 'milestone', id: milestone.id },
      { date: milestone.date },
      input,
      now,
    )
    await tellOfMove(tx, milestone, { decisionId, ...input }, today, now)
  })
}

async function tellOfMove(
  tx: Sql,
  { id, name }: Milestone,
  { decisionId, date, reason }: MoveInput & { decisionId: string },
  today: LocalDay,
  now: Date,
): Promise<void> {
  const asked = await tx<{ person: string }>`
    SELECT DISTINCT person_id AS person FROM assigned_on(${today}::date) WHERE milestone_id = ${id}::uuid AND NOT optional`
  await tell(tx, {
    personIds: asked.map(({ person }) => person),
    kind: 'milestone',
    key: `milestone-moved:${decisionId}`,
    title: `${name.split(':')[0]} has a new date: ${dayInWords(date)}.`,
    words: `${reason} What is due before it moves along; your list says until when.`,
    link: paths.home(),
    now,
  })
}

async function lockInState(tx: Sql, milestoneId: string, state: MilestoneState): Promise<void> {
  const [row] =
    await tx`SELECT id FROM milestone WHERE id = ${milestoneId}::uuid AND state = ${state}::milestone_state FOR UPDATE`
  if (!row) throw new Refusal('conflict', 'A colleague has changed this milestone meanwhile. Look again, then decide.')
}

/** What is not whole yet stays out of what a gate has measured over time; the evidence keeps it, and says so. */
async function freezeReadings(tx: Sql, { gates, counting }: Readiness, now: Date): Promise<void> {
  if (counting) return
  for (const { id, figure } of gates) {
    await tx`INSERT INTO reading (id, gate_id, value, n, detail, measured_at, source)
      VALUES (${newId(now)}::uuid, ${id}::uuid, ${figure.value}, ${figure.n}, ${JSON.stringify(figure)}::jsonb, ${now}, 'ours')`
  }
}

/** What a transition or a decision keeps: each gate with its figure, target, state and waiver at that moment. */
function evidenceOf({ gates, measuredAt, words, counting }: Readiness) {
  return { measuredAt, words, gates, ...(counting && { counting }) }
}

export type MilestoneEvent = {
  at: string
  actor: string | null
  kind: 'state' | 'move' | 'go' | 'no-go'
  from: string | null
  to: string | null
  words: string | null
  /** how many gates were met or waived, of how many */
  held: number
  gates: number
}

/** Transitions and decisions, the newest first. */
export async function historyOf(milestoneId: string, sql: Sql): Promise<MilestoneEvent[]> {
  return sql<MilestoneEvent>`
    SELECT h.at, p.name AS actor, h.kind, h."from", h."to", h.words,
           (SELECT count(*) FROM jsonb_array_elements(h.evidence -> 'gates') g WHERE g ->> 'state' <> 'not met')::int AS held,
           coalesce(jsonb_array_length(h.evidence -> 'gates'), 0) AS gates
    FROM (
      SELECT at, actor_id, 'state' AS kind, "from"::text, "to"::text, note AS words, evidence
        FROM milestone_transition WHERE milestone_id = ${milestoneId}::uuid
      UNION ALL
      SELECT at, actor_id, kind::text, from_date::text, to_date::text, reason, evidence
        FROM decision WHERE milestone_id = ${milestoneId}::uuid
    ) h LEFT JOIN person p ON p.id = h.actor_id
    ORDER BY h.at DESC`
}
