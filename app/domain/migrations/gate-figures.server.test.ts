import { expect, test } from 'vitest'
import { rollUp } from '#app/domain/adoption/roll-up.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { Browser } from '#tests/makers/events.ts'
import { aGate } from '#tests/makers/gates.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, type MadeModule } from '#tests/makers/modules.ts'
import { aLead, aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { readinessOf } from './readiness.server.ts'

const NOW = new Date()
const MINUTE = 60_000

/** A milestone with a lab, and a lab beside it that it does not ask for. */
async function aPlan() {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration)
  const audience = await anAudience(migration)
  const aPractice = () => aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  const [own, beside] = [await aPractice(), await aPractice()]
  await anAssignment(own, { milestone, audience })
  return { migration, milestone, audience, own, beside, lead: await aLead({ migration }) }
}

type Plan = Awaited<ReturnType<typeof aPlan>>

/** Five people do the lab in a good minute each; one of them pays unseen, if told so. */
async function fiveWork({ migration, audience }: Plan, module: MadeModule, { pays = false } = {}): Promise<void> {
  for (let person = 0; person < 5; person++) {
    const learner = await aLearner({ migration, audiences: [audience] })
    const browser = new Browser(learner, module.release, new Date(NOW.getTime() - 60 * MINUTE))
    browser.reach('start')
    await browser.send()
    browser.doLab('enter', { pays: pays && person === 0 })
    await browser.send()
  }
}

async function aBaseline(
  module: MadeModule,
  ms: number,
  { clock = 'active', source = 'stated', at = NOW }: { clock?: 'active' | 'wall'; source?: string; at?: Date } = {},
): Promise<void> {
  await sql`
    INSERT INTO baseline (id, module_id, block_id, clock, median_ms, source, stated_on, created_at)
    VALUES (${newId(at)}, ${module.id}, 'enter', ${clock}::clock, ${ms}, ${source}::baseline_source, '2026-01-05', ${at})`
}

async function figures({ lead, milestone }: Plan) {
  await rollUp(NOW)
  return (await readinessOf(lead, milestone.slug, NOW)).gates.map(({ figure }) => figure)
}

test('critical errors are those of the milestone’s own tasks, whatever another gate names', async () => {
  const plan = await aPlan()
  await aGate(plan.milestone, { measure: 'critical errors', comparator: '<=', target: 0 })
  await fiveWork(plan, plan.own)
  await fiveWork(plan, plan.beside, { pays: true })
  const [alone] = await figures(plan)
  expect(alone).toMatchObject({ value: 0, n: 5 })
  const task = { module: plan.beside.id, block: 'enter' }
  await aGate(plan.milestone, { measure: 'task ratio', comparator: '<=', target: 1.2, task })
  expect((await figures(plan))[0]).toEqual(alone)
})

test('a ratio is to the newest time in the old product on the task’s own clock, never to a target', async () => {
  const plan = await aPlan()
  const task = { module: plan.own.id, block: 'enter' }
  await aGate(plan.milestone, { measure: 'task ratio', comparator: '<=', target: 1.2, task })
  await fiveWork(plan, plan.own)
  await aBaseline(plan.own, 60_000, { source: 'target' })
  expect(await figures(plan)).toMatchObject([{ value: null, why: 'no baseline to compare with' }])
  await aBaseline(plan.own, 140_000, { at: new Date(NOW.getTime() - 2 * MINUTE) })
  const [stated] = await figures(plan)
  await aBaseline(plan.own, 999_000, { clock: 'wall', at: new Date(NOW.getTime() + MINUTE) })
  expect(await figures(plan)).toEqual([stated])
  await aBaseline(plan.own, 280_000, { source: 'measured', at: new Date(NOW.getTime() + 2 * MINUTE) })
  const [measured] = await figures(plan)
  expect(stated?.n).toBe(5)
  expect(measured?.value).toBeCloseTo((stated?.value ?? 0) / 2)
})
