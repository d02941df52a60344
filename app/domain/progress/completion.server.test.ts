import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aCheck, aLab, aLesson, aSection, aVideo, HALF_RIGHT_ANSWERS, RIGHT_ANSWERS } from '#tests/makers/lessons.ts'
import {
  aModule,
  anAssignment,
  aPlannedMilestone,
  aReleaseOf,
  type MadeRelease,
  withdraw,
} from '#tests/makers/modules.ts'
import { aLead, aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { confirmModule } from './confirmation.server.ts'
import { restand } from './restanding.server.ts'

const migration = await aMigration()
const withLab = aLesson({ blocks: [aSection('start'), aLab('enter')] })
const withBoth = aLesson({
  blocks: [aSection('start'), aLab('enter'), aCheck('check')],
  complete: { tasks: 'all', checks: 60 },
})

async function aDesk(compiled = withLab) {
  const lena = await aLearner({ migration })
  const module = await aModule(migration, { compiled })
  return { lena, module, browser: new Browser(lena, module.release, new Date()) }
}

const ROLLED_BACK = [
  ['planned', 'training'],
  ['training', 'live'],
  ['live', 'rolled back'],
] as const

const completions = ({ personId }: Viewer) =>
  sql<{ release: string; source: string; at: Date }>`
    SELECT release_id AS release, source, completed_at AS at FROM completion WHERE person_id = ${personId} ORDER BY id`

const progressOf = async ({ personId }: Viewer) =>
  (
    await sql`SELECT met, required, release_id, completed_release_id FROM module_progress WHERE person_id = ${personId}`
  )[0]

/** Publishes a further release as publication does: everybody's progress is brought to it. */
async function publishNext(
  module: { id: string },
  ...release: [...Parameters<typeof aReleaseOf>] extends [unknown, ...infer Rest] ? Rest : never
) {
  const made = await aReleaseOf(module, ...release)
  await inTransaction((tx) => restand(tx, [module.id], new Date()))
  return made
}

test('a completion is recorded by itself when the last requirement is met, and dated by it', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  await browser.send()
  expect(await completions(lena)).toEqual([])
  expect(await progressOf(lena)).toMatchObject({ met: 1, required: 2 })
  const answer = browser.wait(5_000).answer('check', RIGHT_ANSWERS)
  await browser.wait(60_000).send()
  expect(await completions(lena)).toEqual([{ release: module.release.id, source: 'rule', at: new Date(answer.at) }])
  expect(await progressOf(lena)).toMatchObject({ met: 2, required: 2, completed_release_id: module.release.id })
})

test('doing it again keeps the first completion', async () => {
  const { lena, browser } = await aDesk()
  browser.doLab('enter')
  await browser.send()
  const first = await completions(lena)
  browser.wait(86_400_000).doLab('enter')
  await browser.send()
  expect(await completions(lena)).toEqual(first)
})

test('a success with a critical error does not complete, the next one without does', async () => {
  const { lena, browser } = await aDesk()
  browser.doLab('enter', { pays: true })
  await browser.send()
  expect(await completions(lena)).toEqual([])
  browser.doLab('enter')
  await browser.send()
  expect(await completions(lena)).toHaveLength(1)
})

test('a success with guidance completes only where the rule says so', async () => {
  const strict = await aDesk()
  strict.browser.doLab('enter', { mode: 'guided' })
  await strict.browser.send()
  expect(await completions(strict.lena)).toEqual([])
  const kind = await aDesk(aLesson({ blocks: [aLab('enter')], complete: { tasks: 'all', guided: true } }))
  kind.browser.doLab('enter', { mode: 'guided' })
  await kind.browser.send()
  expect(await completions(kind.lena)).toHaveLength(1)
})

test('a suspect time does not void a success', async () => {
  const { lena, browser } = await aDesk()
  browser.reach('start')
  await browser.send()
  browser.doLab('enter')
  browser.outbox.pop()
  const attempt = 'attempt' in (browser.outbox[1] ?? {}) ? (browser.outbox[1] as { attempt: string }).attempt : ''
  browser.finish('enter', attempt, { activeMs: 9_000_000, wallMs: 9_000_000 })
  await browser.send()
  expect(await sql`SELECT suspect FROM attempt WHERE person_id = ${lena.personId}`).toEqual([{ suspect: true }])
  expect(await completions(lena)).toHaveLength(1)
})

test('the best submission must reach the mark', async () => {
  const { lena, browser } = await aDesk(aLesson({ blocks: [aCheck('check')], complete: { checks: 60 } }))
  browser.answer('check', HALF_RIGHT_ANSWERS)
  await browser.send()
  expect(await completions(lena)).toEqual([])
  browser.answer('check', RIGHT_ANSWERS)
  browser.answer('check', {})
  await browser.send()
  expect(await completions(lena)).toHaveLength(1)
})

test('a video counts by the share that was really played, not by its end', async () => {
  const { lena, browser } = await aDesk(aLesson({ kind: 'video', blocks: [aVideo('film')] }))
  browser.watch('film', [0, 50], [95, 100])
  await browser.send()
  expect(await completions(lena)).toEqual([])
  browser.watch('film', [50, 85])
  await browser.send()
  expect(await completions(lena)).toHaveLength(1)
})

test('what was watched of a film adds up over the releases in which it is the same', async () => {
  const film = (words: string) => aLesson({ kind: 'video', blocks: [aSection('start', words), aVideo('film')] })
  const { lena, module, browser } = await aDesk(film('Watch it.'))
  browser.watch('film', [0, 50])
  await browser.send()
  browser.release = await publishNext(module, film('Watch it again.'))
  browser.watch('film', [40, 92])
  await browser.send()
  expect(await completions(lena)).toMatchObject([{ release: browser.release.id, source: 'rule' }])
})

test('what was watched of another film under the same name does not', async () => {
  const film = (title: string) => aLesson({ kind: 'video', blocks: [{ ...aVideo('film'), title }] })
  const { lena, module, browser } = await aDesk(film('Before'))
  browser.watch('film', [0, 50])
  await browser.send()
  browser.release = await publishNext(module, film('Now'))
  browser.watch('film', [40, 92])
  await browser.send()
  expect(await completions(lena)).toEqual([])
})

test('a lesson without tasks or checks is confirmed, once, by “Done, next”', async () => {
  const { lena, module } = await aDesk(aLesson())
  const now = new Date()
  expect(await confirmModule(lena, module.slug, module.release.id, now)).toMatchObject({ completed: true })
  await confirmModule(lena, module.slug, module.release.id, new Date(now.getTime() + 60_000))
  expect(await completions(lena)).toEqual([{ release: module.release.id, source: 'confirmed', at: now }])
})

test('“Done, next” completes nothing where a task is missing', async () => {
  const { lena, module } = await aDesk()
  expect(await confirmModule(lena, module.slug, module.release.id, new Date())).toMatchObject({ completed: false })
})

test('a release is confirmed only under its own module', async () => {
  const { lena, module } = await aDesk(aLesson())
  const other = await aModule(migration)
  await expect(confirmModule(lena, other.slug, module.release.id, new Date())).rejects.toThrow(
    'There is no such module',
  )
})

test('evidence counts in a newer release for every block that stayed the same', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  await browser.send()
  const reworded = aLesson({
    blocks: [aSection('start'), aLab('enter'), aCheck('check', 'Reworded?')],
    complete: { tasks: 'all', checks: 60 },
  })
  browser.release = await publishNext(module, reworded)
  expect(await progressOf(lena)).toMatchObject({ met: 1, required: 2, release_id: browser.release.id })
  browser.answer('check', RIGHT_ANSWERS)
  await browser.send()
  expect(await completions(lena)).toMatchObject([{ release: browser.release.id, source: 'rule' }])
})

test('a changed task is asked for again, and its old success does not count', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  await browser.send()
  const changed = aLesson({
    blocks: [aSection('start'), aLab('enter', 'Enter invoice 4712.'), aCheck('check')],
    complete: { tasks: 'all', checks: 60 },
  })
  browser.release = await publishNext(module, changed)
  browser.answer('check', RIGHT_ANSWERS)
  await browser.send()
  expect(await completions(lena)).toEqual([])
  expect(await progressOf(lena)).toMatchObject({ met: 1, required: 2 })
})

test('a block that was renamed keeps its evidence', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  await browser.send()
  const renamed = withBoth.lesson.blocks.map((block) =>
    block.id === 'enter' ? { ...block, id: 'enter-invoice' } : block,
  )
  const lesson = {
    ...withBoth.lesson,
    blocks: renamed,
    rule: { guided: false, requirements: [{ need: 'task', block: 'enter-invoice' } as const] },
  }
  await publishNext(module, { lesson, keys: withBoth.keys })
  expect(await completions(lena)).toHaveLength(1)
})

test('who completed an older release is asked only for what changed, and keeps the completion', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  browser.answer('check', RIGHT_ANSWERS)
  await browser.send()
  const changed = aLesson({
    blocks: [aSection('start'), aLab('enter', 'Enter invoice 4712.'), aCheck('check')],
    complete: { tasks: 'all', checks: 60 },
  })
  const next = await publishNext(module, changed)
  expect(await progressOf(lena)).toMatchObject({ met: 0, required: 1, completed_release_id: module.release.id })
  browser.release = next
  browser.doLab('enter')
  await browser.send()
  expect(await completions(lena)).toMatchObject([{ source: 'rule' }, { release: next.id, source: 'refresher' }])
  expect(await progressOf(lena)).toMatchObject({ met: 2, required: 2, completed_release_id: next.id })
})

test('a changed text is confirmed again', async () => {
  const { lena, module, browser } = await aDesk()
  browser.doLab('enter')
  await browser.send()
  const next = await publishNext(module, aLesson({ blocks: [aSection('start', 'Other words.'), aLab('enter')] }))
  expect(await progressOf(lena)).toMatchObject({ met: 0, required: 1 })
  expect(await confirmModule(lena, module.slug, next.id, new Date())).toMatchObject({ completed: true })
})

test('a release that asks for no refresher asks nobody', async () => {
  const { lena, module, browser } = await aDesk()
  browser.doLab('enter')
  await browser.send()
  await publishNext(module, aLesson({ blocks: [aLab('enter', 'Other.')] }), { policy: 'none' })
  expect(await progressOf(lena)).toMatchObject({ met: 1, required: 1, completed_release_id: module.release.id })
  expect(await completions(lena)).toHaveLength(1)
})

test('a release that asks for everything again does not count what was done before', async () => {
  const { lena, module, browser } = await aDesk()
  browser.doLab('enter')
  await browser.send()
  const next = await publishNext(module, withLab, { policy: 'all' })
  expect(await progressOf(lena)).toMatchObject({ met: 0, required: 2 })
  browser.release = next
  browser.doLab('enter')
  await browser.send()
  await confirmModule(lena, module.slug, next.id, new Date(browser.clock))
  expect(await completions(lena)).toMatchObject([{ source: 'rule' }, { source: 'refresher' }])
})

test('a new release whose rule is met already is completed by its publication', async () => {
  const { lena, module, browser } = await aDesk(withBoth)
  browser.doLab('enter')
  await browser.send()
  const next = await publishNext(module, withLab)
  expect(await completions(lena)).toMatchObject([{ release: next.id, source: 'rule' }])
})

test.each([
  [
    'superseded',
    async (module: { id: string }) => void (await publishNext(module, aLesson({ blocks: [aLab('enter', 'New.')] }))),
  ],
  ['withdrawn', async (_module: { id: string }, release: MadeRelease) => withdraw(release)],
  [
    'unassigned',
    async (module: { id: string }) => {
      const rule = { milestone: await aPlannedMilestone(migration), audience: await anAudience(migration) }
      const { id } = await anAssignment(module, rule)
      const lead = await aLead({ migration })
      await sql`UPDATE assignment SET ended_at = now(), ended_by_id = ${lead.personId} WHERE id = ${id}`
    },
  ],
  [
    'rolled back',
    async (module: { id: string }) => {
      const milestone = await aPlannedMilestone(migration)
      await anAssignment(module, { milestone, audience: await anAudience(migration) })
      const lead = await aLead({ migration })
      for (const [from, to] of ROLLED_BACK) {
        await sql`
          INSERT INTO milestone_transition (id, milestone_id, "from", "to", at, actor_id, evidence)
          VALUES (gen_random_uuid(), ${milestone.id}, ${from}::milestone_state, ${to}::milestone_state, now(),
            ${lead.personId}, '[]')`
      }
    },
  ],
])('an attempt that has started finishes on its release, even if that is %s meanwhile', async (_words, happens) => {
  const { lena, module, browser } = await aDesk()
  browser.doLab('enter')
  const rest = browser.outbox.splice(2)
  await browser.send()
  await happens(module, module.release)
  browser.outbox = rest
  await browser.send()
  expect(await completions(lena)).toMatchObject([{ release: module.release.id }])
})

test('nobody can take a completion away', async () => {
  const { lena, browser } = await aDesk()
  browser.doLab('enter')
  await browser.send()
  await expect(sql`DELETE FROM completion WHERE person_id = ${lena.personId}`).rejects.toThrow('append-only')
})
