import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aLesson } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aChampion, aLead, aLearner, aMigration, anAudience, aPerson, aTrainer } from '#tests/makers/people.ts'
import { addDays, localDay } from '../migrations/local-days.ts'
import { confirmModule } from '../progress/confirmation.server.ts'
import { homeOf } from '../progress/home.server.ts'
import {
  addAssignment,
  changeAssignment,
  effectOfAdding,
  effectOfChanging,
  effectOfEnding,
  endAssignment,
} from './assignment-changes.server.ts'
import { type AssignmentInput, type DueInput, ruleSeen } from './assignment-input.ts'
import { assignmentsOf } from './assignment-list.server.ts'

const NOW = new Date()
const TODAY = localDay(NOW, 'Europe/London')
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const ON_THE_DAY: DueInput = { dueDays: 0, strict: false, optional: false }

async function aPlan({ inDays = 40 } = {}) {
  const migration = await aMigration()
  const lead = await aLead({ migration, name: 'Ingrid' })
  const milestone = await aPlannedMilestone(migration, { date: addDays(TODAY, inDays) })
  const audience = await anAudience(migration, { name: 'Approvers' })
  const [lena, max] = [
    await aLearner({ migration, audiences: [audience] }),
    await aLearner({ migration, audiences: [audience] }),
  ]
  const module = await aModule(migration, { compiled: aLesson({ title: 'Approve' }) })
  const input = (parts: Partial<AssignmentInput> = {}): AssignmentInput => ({
    ...{ module: module.slug, to: `audience ${audience.slug}`, ...ON_THE_DAY },
    ...parts,
  })
  return { migration, lead, milestone, audience, lena, max, module, input }
}

type Plan = Awaited<ReturnType<typeof aPlan>>

const rules = async ({ lead, milestone }: Plan) => (await assignmentsOf(lead, milestone.slug, NOW)).rules
const noticesOf = ({ personId }: Viewer) =>
  sql`SELECT kind, title FROM notice WHERE person_id = ${personId} ORDER BY id`
const dueOf = async (learner: Viewer, now = NOW) => (await homeOf(learner, now)).todo[0]?.due?.day

test('a preview says whom a rule would ask and until when, and changes nothing', async () => {
  const plan = await aPlan()
  await confirmModule(plan.max, plan.module.slug, plan.module.release.id, NOW)
  expect(await effectOfAdding(plan.lead, plan.milestone.slug, plan.input({ dueDays: 7 }), NOW)).toEqual({
    newlyAsked: 2,
    noLongerAsked: 0,
    newlyOffered: 0,
    moved: 0,
    done: 1,
    due: { first: addDays(TODAY, 33), last: addDays(TODAY, 33) },
  })
  expect(await rules(plan)).toEqual([])
  expect(await sql`SELECT FROM audit_entry WHERE actor_id = ${plan.lead.personId}`).toEqual([])
  expect(await noticesOf(plan.lena)).toEqual([])
})

test('an added rule asks its audience, is audited, and tells once whoever has something to do', async () => {
  const plan = await aPlan()
  await confirmModule(plan.max, plan.module.slug, plan.module.release.id, NOW)
  await addAssignment(plan.lead, plan.milestone.slug, plan.input({ dueDays: 7 }), NOW)
  expect(await rules(plan)).toMatchObject([{ title: 'Approve', to: 'Approvers', dueDays: 7, people: 2 }])
  expect(await dueOf(plan.lena)).toBe(addDays(TODAY, 33))
  expect(await noticesOf(plan.lena)).toEqual([{ kind: 'assignment', title: 'New on your list: Approve.' }])
  expect(await noticesOf(plan.max)).toEqual([])
  expect(await sql`SELECT action, after FROM audit_entry WHERE actor_id = ${plan.lead.personId}`).toMatchObject([
    { action: 'assignment.added', after: { module: plan.module.slug, audience: plan.audience.slug, due: 7 } },
  ])
})

test('a role is asked as an audience is', async () => {
  const plan = await aPlan()
  const champion = await aChampion({ migration: plan.migration })
  await addAssignment(plan.lead, plan.milestone.slug, plan.input({ to: 'role champion' }), NOW)
  expect(await rules(plan)).toMatchObject([{ to: 'Every champion', people: 1 }])
  expect((await homeOf(champion, NOW)).todo).toHaveLength(1)
})

test('a rule counts whom it asks today: not who has left, is not in the audience on this day, or had it waived', async () => {
  const plan = await aPlan()
  const { migration, milestone, module, audience, lena, max, lead } = plan
  const optional = await aModule(migration)
  await anAssignment(module, { milestone, audience })
  await anAssignment(module, { milestone, role: 'champion' })
  await anAssignment(optional, { milestone, audience, optional: true })
  const who = { migration, audiences: [audience] }
  const [gone, champion] = [await aPerson({ ...who, leftOn: '2026-01-31' }), await aChampion({ ...who })]
  await aPerson({ migration, roles: ['champion'] })
  await aPerson({ migration, roles: ['champion'], leftOn: '2026-01-31' })
  await aPerson({ ...who, since: '2099-01-01' })
  const ended = await aPerson(who)
  await sql`UPDATE membership SET "to" = ${TODAY} WHERE person_id = ${ended.id}`
  const except = (person: string, dueOn: string | null) => sql`
    INSERT INTO assignment_exception (id, person_id, module_id, milestone_id, due_on, reason, at, by_id)
    VALUES (gen_random_uuid(), ${person}, ${module.id}, ${milestone.id}, ${dueOn}, 'On leave.', now(), ${lead.personId})`
  for (const person of [lena.personId, champion.personId, gone.id]) await except(person, null)
  await except(max.personId, addDays(TODAY, 60))
  expect(await rules(plan)).toMatchObject([
    { slug: module.slug, to: 'Approvers', people: 1, waived: 3, extended: 1 },
    { slug: module.slug, to: 'Every champion', people: 1, waived: 1, extended: 0 },
    { slug: optional.slug, people: 3, waived: 0 },
  ])
  for (const { id, people } of await rules(plan)) {
    expect(await sql`SELECT FROM assigned_on(${TODAY}::date) WHERE assignment_id = ${id}`).toHaveLength(people)
  }
})

test('the same rule twice, an unknown module or audience is refused at its field', async () => {
  const plan = await aPlan()
  const add = (parts: Partial<AssignmentInput> = {}) =>
    addAssignment(plan.lead, plan.milestone.slug, plan.input(parts), NOW)
  await add()
  await expect(add()).rejects.toMatchObject({ kind: 'invalid', field: 'to' })
  await expect(add({ module: 'nowhere' })).rejects.toMatchObject({ kind: 'invalid', field: 'module' })
  await expect(add({ to: 'audience nobody' })).rejects.toMatchObject({ kind: 'invalid', field: 'to' })
})

test('whoever is asked for it through another audience is not asked newly', async () => {
  const plan = await aPlan()
  const second = await anAudience(plan.migration)
  await sql`
    INSERT INTO membership (id, person_id, audience_id, "from")
    VALUES (gen_random_uuid(), ${plan.lena.personId}, ${second.id}, '2026-01-01')`
  await anAssignment(plan.module, { milestone: plan.milestone, audience: plan.audience })
  const effect = await effectOfAdding(
    plan.lead,
    plan.milestone.slug,
    plan.input({ to: `audience ${second.slug}` }),
    NOW,
  )
  expect(effect).toMatchObject({ newlyAsked: 0, moved: 0 })
})

test('another due day gives everybody ten days from the change, is audited, and is told', async () => {
  const plan = await aPlan({ inDays: 20 })
  const { id } = await anAssignment(plan.module, { milestone: plan.milestone, audience: plan.audience })
  const sooner = { ...ON_THE_DAY, dueDays: 15, seen: ruleSeen(ON_THE_DAY) }
  expect(await effectOfChanging(plan.lead, plan.milestone.slug, id, sooner, NOW)).toMatchObject({
    moved: 2,
    due: { first: addDays(TODAY, 10), last: addDays(TODAY, 10) },
  })
  await changeAssignment(plan.lead, plan.milestone.slug, id, sooner, NOW)
  expect((await homeOf(plan.lena, NOW)).todo[0]?.due).toMatchObject({ day: addDays(TODAY, 10), why: 'ten days' })
  expect(await noticesOf(plan.lena)).toEqual([{ kind: 'assignment', title: 'Approve is due on another day.' }])
  const strictly = { ...sooner, strict: true, seen: ruleSeen(sooner) }
  await changeAssignment(plan.lead, plan.milestone.slug, id, strictly, later(1))
  expect(await dueOf(plan.lena)).toBe(addDays(TODAY, 5))
  expect(await sql`SELECT before, after FROM audit_entry WHERE subject_id = ${id} ORDER BY at`).toEqual([
    { before: { due: 0, strict: false, optional: false }, after: { due: 15, strict: false, optional: false } },
    { before: { due: 15, strict: false, optional: false }, after: { due: 15, strict: true, optional: false } },
  ])
})

test('a rule that becomes optional asks nobody any more and is still offered', async () => {
  const plan = await aPlan()
  const { id } = await anAssignment(plan.module, { milestone: plan.milestone, audience: plan.audience })
  const optional = { ...ON_THE_DAY, optional: true, seen: ruleSeen(ON_THE_DAY) }
  expect(await effectOfChanging(plan.lead, plan.milestone.slug, id, optional, NOW)).toMatchObject({ noLongerAsked: 2 })
  await changeAssignment(plan.lead, plan.milestone.slug, id, optional, NOW)
  expect(await homeOf(plan.lena, NOW)).toMatchObject({ todo: [], optional: [{ title: 'Approve' }] })
  expect(await noticesOf(plan.lena)).toEqual([{ kind: 'assignment', title: 'Approve is no longer on your list.' }])
})

test('a colleague’s change in between is a conflict, and no change at all is said', async () => {
  const plan = await aPlan()
  const { id } = await anAssignment(plan.module, { milestone: plan.milestone, audience: plan.audience })
  const change = (parts: Partial<DueInput>, seen = ruleSeen(ON_THE_DAY)) =>
    changeAssignment(plan.lead, plan.milestone.slug, id, { ...ON_THE_DAY, ...parts, seen }, NOW)
  await expect(change({})).rejects.toMatchObject({ kind: 'invalid' })
  await change({ dueDays: 3 })
  await expect(change({ dueDays: 5 })).rejects.toMatchObject({ kind: 'conflict' })
})

test('an ended rule asks nobody; who had not completed it is told, and completions stay', async () => {
  const plan = await aPlan()
  const { id } = await anAssignment(plan.module, { milestone: plan.milestone, audience: plan.audience })
  await confirmModule(plan.max, plan.module.slug, plan.module.release.id, NOW)
  expect(await effectOfEnding(plan.lead, plan.milestone.slug, id, NOW)).toMatchObject({ noLongerAsked: 2 })
  await endAssignment(plan.lead, plan.milestone.slug, id, NOW)
  expect(await rules(plan)).toEqual([])
  expect(await homeOf(plan.lena, NOW)).toMatchObject({ todo: [], assigned: 0 })
  expect(await noticesOf(plan.lena)).toEqual([{ kind: 'assignment', title: 'Approve is no longer on your list.' }])
  expect(await noticesOf(plan.max)).toEqual([])
  expect(await sql`SELECT FROM completion WHERE person_id = ${plan.max.personId}`).toHaveLength(1)
  await expect(endAssignment(plan.lead, plan.milestone.slug, id, NOW)).rejects.toMatchObject({ kind: 'missing' })
})

test('who changes audience is asked for what the new one does, with ten days, and keeps what they completed', async () => {
  const plan = await aPlan({ inDays: 4 })
  const second = await anAudience(plan.migration)
  const other = await aModule(plan.migration, { compiled: aLesson({ title: 'Pay' }) })
  await anAssignment(plan.module, { milestone: plan.milestone, audience: plan.audience })
  await anAssignment(other, { milestone: plan.milestone, audience: second })
  await confirmModule(plan.lena, plan.module.slug, plan.module.release.id, NOW)
  await sql`UPDATE membership SET "to" = ${TODAY} WHERE person_id = ${plan.lena.personId}`
  await sql`
    INSERT INTO membership (id, person_id, audience_id, "from")
    VALUES (gen_random_uuid(), ${plan.lena.personId}, ${second.id}, ${TODAY})`
  const { todo } = await homeOf(plan.lena, NOW)
  expect(todo).toMatchObject([{ title: 'Pay', due: { daysLeft: 10, why: 'ten days' } }])
  expect(await sql`SELECT FROM completion WHERE person_id = ${plan.lena.personId}`).toHaveLength(1)
})

test('only a lead of the migration changes rules; a trainer reads them', async () => {
  const plan = await aPlan()
  const trainer = await aTrainer({ migration: plan.migration })
  expect((await assignmentsOf(trainer, plan.milestone.slug, NOW)).rules).toEqual([])
  await expect(addAssignment(trainer, plan.milestone.slug, plan.input(), NOW)).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(addAssignment(await aLead(), plan.milestone.slug, plan.input(), NOW)).rejects.toMatchObject({
    kind: 'missing',
  })
  await expect(assignmentsOf(plan.lena, plan.milestone.slug, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
})
