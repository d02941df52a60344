import { paths } from '#app/http/paths.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { ensure } from '../identity/abilities.ts'
import { recordAudit } from '../identity/audit.server.ts'
import type { Viewer } from '../identity/viewer.ts'
import { type LocalDay, localDay } from '../migrations/local-days.ts'
import { type Milestone, milestoneOf } from '../migrations/milestones.server.ts'
import { tell } from '../notices/tell.server.ts'
import { type AskedPerson, countsOf, type Effect, type EffectCounts, effectBetween } from './assignment-effects.ts'
import type { AssignmentInput, ChangeInput } from './assignment-input.ts'
import { type AssignedModule, adding, type Change, type Changed, changing, ending } from './assignment-rules.server.ts'
import { anotherDay, newOnList, offList } from './assignment-words.ts'

/** Whom a new rule would ask. Refuses what `addAssignment` refuses. */
export function effectOfAdding(viewer: Viewer, slug: string, input: AssignmentInput, now: Date): Promise<EffectCounts> {
  return look(viewer, slug, adding(viewer, input, now), now)
}

/**
 * Asks an audience or a role for a module, for a milestone, and tells those who are asked newly. Refuses with `invalid`
 * what is asked of them already, and names that are not there.
 */
export function addAssignment(viewer: Viewer, slug: string, input: AssignmentInput, now: Date): Promise<EffectCounts> {
  return act(viewer, slug, adding(viewer, input, now), now)
}

/** What another due day, or making it optional, would do. */
export function effectOfChanging(
  viewer: Viewer,
  slug: string,
  id: string,
  input: ChangeInput,
  now: Date,
): Promise<EffectCounts> {
  return look(viewer, slug, changing(id, input), now)
}

/**
 * Changes when a rule is due, and whether it is optional. Another day counts as being asked again: nobody has less than
 * ten days from then, unless the rule is strict. Refuses with `conflict` if a colleague changed it meanwhile.
 */
export function changeAssignment(
  viewer: Viewer,
  slug: string,
  id: string,
  input: ChangeInput,
  now: Date,
): Promise<EffectCounts> {
  return act(viewer, slug, changing(id, input), now)
}

/** Who would not be asked any more. */
export function effectOfEnding(viewer: Viewer, slug: string, id: string, now: Date): Promise<EffectCounts> {
  return look(viewer, slug, ending(viewer, id, now), now)
}

/** Ends a rule. Whoever no other rule asks for the module is told; what they did is kept. */
export function endAssignment(viewer: Viewer, slug: string, id: string, now: Date): Promise<EffectCounts> {
  return act(viewer, slug, ending(viewer, id, now), now)
}

/** Carries what was found out of a transaction that leaves nothing behind. */
class OnlyLooking extends Error {
  readonly counts: EffectCounts
  constructor(counts: EffectCounts) {
    super('only looking')
    this.counts = counts
  }
}

/** Makes the change, looks at what it did, and takes it back: so a preview says exactly what happens. */
async function look(viewer: Viewer, slug: string, change: Change, now: Date): Promise<EffectCounts> {
  try {
    return await make(viewer, slug, change, now, (_tx, { effect }) => {
      throw new OnlyLooking(countsOf(effect))
    })
  } catch (error) {
    if (error instanceof OnlyLooking) return error.counts
    throw error
  }
}

/** Makes the change for good: audited, and told. */
function act(viewer: Viewer, slug: string, change: Change, now: Date): Promise<EffectCounts> {
  return make(viewer, slug, change, now, async (tx, { module, changed, effect }) => {
    const { id, verb, before, after } = changed
    await recordAudit(tx, viewer, `assignment.${verb}`, { type: 'assignment', id }, before, after, now)
    if (module.isStep) await tellOf(tx, module, `assignment:${id}:${verb}:${now.toISOString()}`, effect, now)
    return countsOf(effect)
  })
}

type Made = { module: AssignedModule; changed: Changed; effect: Effect }

async function make(
  viewer: Viewer,
  slug: string,
  change: Change,
  now: Date,
  then: (tx: Sql, made: Made) => Promise<EffectCounts>,
): Promise<EffectCounts> {
  ensure(viewer, 'milestone.change')
  const milestone: Milestone = await milestoneOf(viewer, slug)
  const today = localDay(now, milestone.timeZone)
  return inTransaction(async (tx) => {
    await tx`SELECT FROM milestone WHERE id = ${milestone.id}::uuid FOR UPDATE`
    const module = await change.of(tx, milestone)
    const before = await askedFor(tx, module.id, today)
    const changed = await change.apply(tx, milestone, module, today)
    return then(tx, { module, changed, effect: effectBetween(before, await askedFor(tx, module.id, today)) })
  })
}

/** Everybody who is asked for a module or offered it, whatever for: who is asked twice is asked once. */
function askedFor(tx: Sql, moduleId: string, today: LocalDay): Promise<AskedPerson[]> {
  return tx<AskedPerson>`
    SELECT a.person_id AS person, min(a.due_on) FILTER (WHERE NOT a.optional) AS due,
      EXISTS (SELECT FROM completion c WHERE c.person_id = a.person_id AND c.module_id = ${moduleId}) AS "isDone"
    FROM assigned_on(${today}::date) a WHERE a.module_id = ${moduleId} GROUP BY a.person_id`
}

/** Tells everybody for whom something is different, but not those who have completed the module. */
async function tellOf(tx: Sql, { slug, title }: AssignedModule, key: string, effect: Effect, now: Date): Promise<void> {
  const groups = [
    { people: effect.newlyAsked, words: newOnList([title]), link: paths.module(slug) },
    { people: effect.moved, words: anotherDay(title), link: paths.module(slug) },
    { people: effect.noLongerAsked, words: offList(title), link: paths.home() },
  ]
  for (const { people, words, link } of groups) {
    const personIds = people.filter((person) => !effect.done.has(person))
    await tell(tx, { personIds, kind: 'assignment', key, ...words, link, now })
  }
}
