import { afterEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { storeAttempts } from '#tests/makers/attempts.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { filtersOf } from '../filters.ts'
import { rollUp } from '../roll-up.server.ts'
import { taskLookedAt } from '../task-detail.server.ts'
import { alertChoices } from './alert-choices.server.ts'
import { AlertInput } from './alert-input.ts'
import { addAlertRule, readAlertRule } from './alert-rules.server.ts'
import { firingAlerts } from './firing.server.ts'
import { lookAtAlerts } from './watching.server.ts'

afterEach(() => sql`UPDATE migration SET archived_at = now()`)

/** Mornings of January 2027; the 4th is a Monday. */
const day = (number: number) => new Date(`2027-01-${String(number).padStart(2, '0')}T07:00:00Z`)

async function aPlan() {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration, { slug: `wave-${migration.slug}` })
  const [daily, rare] = [await anAudience(migration, { name: 'Daily' }), await anAudience(migration, { name: 'Rare' })]
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  for (const audience of [daily, rare]) await anAssignment(module, { milestone, audience })
  const people = await Promise.all(
    Array.from({ length: 12 }, (_, index) => aLearner({ migration, audiences: [index < 6 ? daily : rare] })),
  )
  await rollUp(day(4))
  const input = (more: Partial<Record<keyof AlertInput, unknown>> = {}) =>
    AlertInput.parse({
      ...{ metric: 'taskErrors', milestone: milestone.slug, task: `${module.slug}/enter`, audience: daily.slug },
      ...{ comparator: '>=', threshold: '0.5', forDays: '1' },
      ...more,
    })
  const trainer = await aTrainer({ migration })
  /** Each of these people finishes the task once, with so many errors. */
  const tries = (who: readonly Viewer[], errors: number, at: Date) =>
    storeAttempts(
      who.map(({ personId: person }) => ({
        ...{ person, module, release: module.release, block: 'enter', mode: 'assessed' as const, suspect: false },
        ...{ startedAt: at, arrivedAt: at, outcome: 'success' as const, ms: 60_000, ordinal: 1, cohort: null },
        ...{ audiences: [people.indexOf(who[0] as (typeof people)[0]) < 6 ? daily.id : rare.id] },
        errors: Array.from({ length: errors }, () => 'wrong-path'),
      })),
    )
  return {
    milestone,
    module,
    trainer,
    tries,
    input,
    daily: people.slice(0, 6),
    rare: people.slice(6),
    slug: daily.slug,
  }
}

async function look(at: Date) {
  await rollUp(at)
  await lookAtAlerts(at)
}

const told = async ({ personId }: Viewer) =>
  (await sql<{ title: string }>`SELECT title FROM notice WHERE person_id = ${personId} ORDER BY at, id`).map(
    ({ title }) => title,
  )

test('errors at a task fire once beyond the threshold, say what its page says, and clear once they are rarer', async () => {
  const { trainer, module, daily, tries, input, slug, milestone } = await aPlan()
  const id = await addAlertRule(trainer, input(), day(4))
  expect(await readAlertRule(trainer, id)).toMatchObject({ lastValue: null, lastWhy: 'Nothing to measure yet.' })
  await tries(daily, 1, new Date('2027-01-05T10:00:00Z'))
  await look(day(12))
  expect(await told(trainer)).toEqual([expect.stringMatching(/^Error frequency of one task is 1\.00: .*Daily\.$/)])
  const page = filtersOf(new URLSearchParams({ milestone: milestone.slug, audience: slug }))
  const { task, errors } = await taskLookedAt(trainer, { module: module.slug, block: 'enter' }, page, day(12))
  expect(await readAlertRule(trainer, id)).toMatchObject({
    ...{ lastValue: task.errorsPerAttempt, lastN: errors.attempts, firedAt: day(12) },
  })
  await look(day(13))
  expect(await told(trainer)).toHaveLength(1)
  for (const hour of ['08', '09', '10']) await tries(daily, 0, new Date(`2027-01-14T${hour}:00:00Z`))
  await look(day(19))
  expect((await told(trainer))[1]).toMatch(/^Over: error frequency of one task is 0\.25/)
  expect(await firingAlerts(trainer)).toEqual([])
  await look(day(20))
  expect(await told(trainer)).toHaveLength(2)
})

test('what too few people did neither fires nor clears', async () => {
  const { trainer, daily, tries, input } = await aPlan()
  await tries(daily.slice(0, 4), 3, new Date('2027-01-05T10:00:00Z'))
  await rollUp(day(12))
  const id = await addAlertRule(trainer, input(), day(12))
  expect(await readAlertRule(trainer, id)).toMatchObject({
    ...{ lastValue: null, lastWhy: 'Withheld: fewer than five people.', trueDays: 0, firedAt: null },
  })
  await tries(daily, 3, new Date('2027-01-06T10:00:00Z'))
  await look(day(13))
  expect(await firingAlerts(trainer)).toHaveLength(1)
  await sql`DELETE FROM attempt WHERE person_id = ANY(${daily.slice(4).map(({ personId }) => personId)}::uuid[])`
  await look(day(14))
  expect(await readAlertRule(trainer, id)).toMatchObject({ lastValue: null, firedAt: day(13) })
  expect(await told(trainer)).toHaveLength(1)
})

test('a task is chosen among all, one to compare among those with a time; what makes no sense is refused with words', async () => {
  const { trainer, module, input } = await aPlan()
  const name = `${module.slug}/enter`
  const { tasks, compared } = await alertChoices(trainer)
  expect([tasks.map(({ value }) => value), compared]).toEqual([[name], []])
  for (const [wrong, words] of [
    [{ task: '' }, 'Choose the task whose errors are counted.'],
    [{ threshold: '20' }, 'Enter errors per finished attempt, at most 10: 0.2 is one error in five attempts.'],
    [{ metric: 'completion' }, 'This is not about one task. Leave the task empty.'],
  ] as const) {
    expect(() => input(wrong), words).toThrow(words)
  }
  await expect(addAlertRule(trainer, input({ task: 'no/such' }), day(4))).rejects.toMatchObject({
    ...{ kind: 'invalid', field: 'task', message: 'There is no such task. Choose another.' },
  })
  const ratio = input({ metric: 'taskRatio' })
  await expect(addAlertRule(trainer, ratio, day(4))).rejects.toMatchObject({ kind: 'invalid', field: 'task' })
})
