import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { adoptionOf } from '#tests/makers/adoption.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { filtersOf } from './filters.ts'
import { RELATIVE_ERROR } from './task-rollups/histogram.ts'

const NOW = new Date()
const MINUTE = 60_000

/** How long somebody took, and how much longer they claim to have taken; both in minutes. */
type Work = { minutes: number; claims: number }
const minutes = fc.integer({ min: 1, max: 20 })
const honest = fc.record({ minutes, claims: fc.constant(0) })
const impossible = fc.record({ minutes, claims: fc.integer({ min: 1, max: 600 }) })

async function figuresAfter(works: readonly Work[]) {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration)
  const audience = await anAudience(migration)
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  await anAssignment(module, { milestone, audience })
  for (const { minutes, claims } of works) {
    const learner = await aLearner({ migration, audiences: [audience] })
    const browser = new Browser(learner, module.release, new Date(NOW.getTime() - 3_600_000))
    browser.reach('start')
    await browser.send()
    const claimed = (minutes + claims) * MINUTE
    const attempt = browser.start('enter')
    browser.press('enter', attempt, 'list/new')
    browser.wait(minutes * MINUTE).press('enter', attempt, 'header/submit', { net: '1200', date: '3.3.2026' }, claimed)
    browser.finish('enter', attempt, { activeMs: claimed, wallMs: claimed })
    await browser.send()
  }
  const trainer = await aTrainer({ migration })
  const [task] = (await adoptionOf(trainer, filtersOf(new URLSearchParams()), NOW)).tasks
  const attempts = await sql<{ suspect: boolean; ms: number }>`
    SELECT suspect, active_ms AS ms FROM attempt WHERE module_id = ${module.id}`
  return { task, attempts }
}

test('whatever is claimed, figures hold all that can have passed and nothing else, and count what they left out', {
  timeout: 60_000,
}, async () => {
  // Figures change by five people, so five of them are to be seen.
  const all = fc.tuple(fc.array(honest, { minLength: 5, maxLength: 5 }), fc.array(impossible, { maxLength: 5 }))
  await fc.assert(
    fc.asyncProperty(all, fc.nat(5), async ([believed, wrong], first) => {
      const { task, attempts } = await figuresAfter([...wrong.slice(0, first), ...believed, ...wrong.slice(first)])
      const times = attempts.filter(({ suspect }) => !suspect).map(({ ms }) => ms / MINUTE)
      expect(times.toSorted()).toEqual(believed.map((one) => one.minutes).toSorted())
      expect(task).toMatchObject({ counted: 5, leftOut: { suspect: wrong.length, gaveUp: 0, abandoned: 0 } })
      const cell = task?.cells.find((one) => 'figures' in one)
      const figures = cell && 'figures' in cell ? cell.figures : null
      expect(figures).toMatchObject({ attempts: 5, people: 5 })
      expect(figures?.p90).toBeLessThanOrEqual(Math.max(...times) * MINUTE * (1 + RELATIVE_ERROR))
    }),
    { numRuns: 8 },
  )
})
