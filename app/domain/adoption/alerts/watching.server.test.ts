import { afterEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { confirmModule } from '#app/domain/progress/confirmation.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { adoptionOf } from '../adoption.server.ts'
import { csvRows } from '../export.ts'
import { filtersOf } from '../filters.ts'
import { rollUp } from '../roll-up.server.ts'
import { AlertInput } from './alert-input.ts'
import { addAlertRule, changeAlertRule, endAlertRule, listAlertRules, readAlertRule } from './alert-rules.server.ts'
import { firingAlerts } from './firing.server.ts'
import { measured } from './measured.server.ts'
import { lookAtAlerts } from './watching.server.ts'

afterEach(() => sql`UPDATE migration SET archived_at = now()`)

const day = (number: number, time = '06:00') => new Date(`2027-01-${String(number).padStart(2, '0')}T${time}:00Z`)

async function aPlan() {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration, { slug: `wave-${migration.slug}` })
  const daily = await anAudience(migration, { name: 'Every day' })
  const module = await aModule(migration)
  await anAssignment(module, { milestone, audience: daily })
  const learners: Viewer[] = []
  for (let person = 0; person < 4; person++) learners.push(await aLearner({ migration, audiences: [daily] }))
  await rollUp(day(4))
  return { migration, milestone, daily, module, learners, trainer: await aTrainer({ migration }) }
}

type Module = Awaited<ReturnType<typeof aModule>>
const complete = (person: Viewer, { slug, release }: Module) => confirmModule(person, slug, release.id, new Date())

const input = (milestone: { slug: string }, more: Partial<Record<keyof AlertInput, unknown>> = {}) =>
  AlertInput.parse({
    ...{ metric: 'completion', milestone: milestone.slug, comparator: '<=', threshold: '50', forDays: '2' },
    ...more,
  })

const told = async ({ personId }: Viewer) =>
  (await sql<{ title: string }>`SELECT title FROM notice WHERE person_id = ${personId} ORDER BY at, id`).map(
    ({ title }) => title,
  )

/** Looks at the alerts once what happened until then is counted. */
async function look(at: Date): Promise<number> {
  await rollUp(at)
  return lookAtAlerts(at)
}

test('an alert fires once after so many days, tells its owner, clears with a word, and fires again as another', async () => {
  const plan = await aPlan()
  const { trainer, milestone, learners, module } = plan
  const id = await addAlertRule(trainer, input(milestone), day(4, '15:00'))
  expect(await readAlertRule(trainer, id)).toMatchObject({
    lookedOn: '2027-01-04',
    lastValue: 0,
    lastN: 4,
    trueDays: 1,
  })
  expect(await told(trainer)).toEqual([])

  expect(await look(day(5, '05:59'))).toBe(0)
  await rollUp(day(5))
  const looks = await Promise.all([lookAtAlerts(day(5)), lookAtAlerts(day(5))])
  expect(looks.reduce((sum, one) => sum + one, 0)).toBe(1)
  expect(await look(day(5, '18:00'))).toBe(0)
  expect(await told(trainer)).toHaveLength(1)
  expect((await told(trainer))[0]).toMatch(/^Completion rate is 0%: .*everyone\.$/)
  expect(await firingAlerts(trainer)).toMatchObject([
    { id, firedAt: day(5), words: expect.stringMatching(/^Completion rate is 0%, n 4: .*everyone$/) },
  ])
  await look(day(6))
  expect(await told(trainer)).toHaveLength(1)

  for (const learner of learners.slice(0, 3)) await complete(learner, module)
  await look(day(7))
  expect((await told(trainer))[1]).toMatch(/^Over: completion rate is 75%/)
  expect(await firingAlerts(trainer)).toEqual([])

  await changeAlertRule(trainer, id, input(milestone, { threshold: '80' }), day(8))
  await look(day(9))
  expect((await told(trainer))[2]).toMatch(/^Completion rate is 75%/)
  const alerts = await sql`SELECT fired_at, cleared_at FROM alert WHERE rule_id = ${id} ORDER BY fired_at`
  expect(alerts).toEqual([
    { fired_at: day(5), cleared_at: day(7) },
    { fired_at: day(9), cleared_at: null },
  ])
  expect(await sql`SELECT FROM mail WHERE person_id = ${trainer.personId}`).toHaveLength(3)
  await endAlertRule(trainer, id, day(10))
  expect(await firingAlerts(trainer)).toEqual([])
  expect(await look(day(11))).toBe(0)
})

test('a restart in between loses nothing: the days in a row are kept', async () => {
  const { trainer, milestone } = await aPlan()
  const id = await addAlertRule(trainer, input(milestone, { forDays: '3' }), day(4))
  await look(day(5))
  expect(await readAlertRule(trainer, id)).toMatchObject({ trueSince: '2027-01-04', trueDays: 2, firedAt: null })
  await look(day(6))
  expect(await readAlertRule(trainer, id)).toMatchObject({ trueDays: 3, firedAt: day(6) })
})

test('what cannot be told any more neither fires nor clears, and says why', async () => {
  const { trainer, milestone } = await aPlan()
  const id = await addAlertRule(trainer, input(milestone, { forDays: '1' }), day(4))
  expect(await firingAlerts(trainer)).toHaveLength(1)
  await sql`UPDATE milestone SET slug = ${`${milestone.slug}-gone`} WHERE slug = ${milestone.slug}`
  await look(day(5))
  expect(await readAlertRule(trainer, id)).toMatchObject({
    ...{ lastValue: null, lastWhy: 'There is no milestone of this name.', firedAt: day(4) },
  })
  await sql`UPDATE role_grant SET ended_at = now() WHERE person_id = ${trainer.personId}`
  await look(day(6))
  expect((await readAlertRule(trainer, id)).lastWhy).toMatch(/^Its owner has left/)
  expect(await told(trainer)).toHaveLength(1)
})

test('a rule measures what the page and its file tell', async () => {
  const { trainer, milestone, daily, learners, module } = await aPlan()
  await complete(learners[0] as Viewer, module)
  await rollUp(day(4))
  const rows = csvRows(await adoptionOf(trainer, filtersOf(new URLSearchParams({ milestone: milestone.slug })), day(4)))
  const scope = { milestone: milestone.slug, audience: null, cohort: null, task: null }
  for (const [metric, name] of [
    ['completion', 'completion rate'],
    ['upToDate', 'up to date'],
    ['coverage', 'coverage'],
    ['overdue', 'overdue'],
  ] as const) {
    const row = rows.find((one) => one.metric === name && one.audience === 'everyone')
    expect(await measured(trainer, metric, scope, day(4)), metric).toEqual({ value: row?.value, n: row?.n })
  }
  expect(await measured(trainer, 'completion', { ...scope, audience: daily.slug }, day(4))).toEqual({ value: 25, n: 4 })
  expect(await measured(trainer, 'confusion', scope, day(4))).toMatchObject({
    value: null,
    why: 'Nothing to measure yet.',
  })
  expect(await measured(trainer, 'criticalErrors', scope, day(4))).toMatchObject({ value: null })
})

test('a rule that makes no sense is refused with words, and so is one of another migration', async () => {
  const { trainer, milestone } = await aPlan()
  const { trainer: stranger, milestone: foreign } = await aPlan()
  for (const [wrong, words] of [
    [{ metric: 'sentiment' }, 'Choose what is watched.'],
    [{ milestone: '' }, 'Choose a milestone.'],
    [{ threshold: '101' }, 'A share is at most 100%.'],
    [{ threshold: 'much' }, 'Enter the threshold as a number.'],
    [{ forDays: '0' }, 'Enter at least 1 day.'],
    [{ forDays: '91' }, 'Enter at most 90 days.'],
    [{ audience: 'a', cohort: 'b' }, 'Choose an audience or a cohort, not both.'],
    [{ metric: 'taskRatio' }, 'Choose the task whose time is compared.'],
    [{ metric: 'confusion', audience: 'a' }, 'This is measured of everybody. Leave audience and cohort empty.'],
  ] as const) {
    expect(() => input(milestone, wrong), words).toThrow(words)
  }
  await expect(addAlertRule(trainer, input(foreign), day(4))).rejects.toMatchObject({ kind: 'invalid' })
  const task = input(milestone, { metric: 'taskRatio', task: 'no/such' })
  await expect(addAlertRule(trainer, task, day(4))).rejects.toMatchObject({ kind: 'invalid', field: 'task' })
  expect(await listAlertRules(trainer)).toEqual([])
  const id = await addAlertRule(trainer, input(milestone), day(4))
  await expect(readAlertRule(stranger, id)).rejects.toMatchObject({ kind: 'missing' })
  const learner = await aLearner()
  await expect(addAlertRule(learner, input(milestone), day(4))).rejects.toMatchObject({ kind: 'forbidden' })
})
