import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, aReleaseOf } from '#tests/makers/modules.ts'
import { aLead, aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { homeOf } from '../../progress/home.server.ts'
import { modulePageOf } from '../../progress/module-page.server.ts'
import { releaseListOf } from '../release-list.server.ts'
import { withdrawalEffect, withdrawRelease } from './withdrawal.server.ts'

const NOW = new Date()
const REASON = 'The amounts in it are wrong.'

/** A module in its second release, with people who are asked for it: one has begun the second, one completed the first. */
async function aRoom() {
  const migration = await aMigration()
  const audience = await anAudience(migration)
  const milestone = await aPlannedMilestone(migration)
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  await anAssignment(module, { milestone, audience })
  const [lena, max] = [
    await aLearner({ migration, audiences: [audience] }),
    await aLearner({ migration, audiences: [audience] }),
  ]
  const lenas = new Browser(lena, module.release, NOW)
  lenas.doLab('enter')
  await lenas.send()
  const next = await aReleaseOf(module, aLesson({ blocks: [aSection('start'), aLab('enter', 'Other.')] }), {
    label: '2',
  })
  const maxs = new Browser(max, next, NOW)
  maxs.reach('start')
  await maxs.send()
  const lead = await aLead({ migration })
  return { migration, module, next, lena, max, maxs, lead }
}

const current = async (module: { id: string }) =>
  (await sql<{ release: string | null }>`SELECT current_release_id AS release FROM module WHERE id = ${module.id}`)[0]
    ?.release

const noticesOf = ({ personId }: Viewer) => sql`SELECT title, words FROM notice WHERE person_id = ${personId}`

test('what withdrawing does is shown before: who goes on where, and what stays', async () => {
  const { module, lead, maxs } = await aRoom()
  maxs.start('enter')
  await maxs.send()
  expect(await withdrawalEffect(lead, module.slug, '2', new Date(maxs.clock))).toMatchObject({
    isCurrent: true,
    next: '1',
    running: 1,
    begun: 1,
    asked: 1,
    completions: 0,
  })
  expect(await withdrawalEffect(lead, module.slug, '1', NOW)).toMatchObject({
    isCurrent: false,
    next: null,
    completions: 1,
  })
})

test('the release before is offered again, for a reason that is kept, and who had begun is told', async () => {
  const { module, next, lead, lena, max } = await aRoom()
  await withdrawRelease(lead, module.slug, '2', { reason: REASON, next: '1' }, NOW)
  expect(await current(module)).toBe(module.release.id)
  const { releases } = await releaseListOf(lead, module.slug)
  expect(releases[0]).toMatchObject({ label: '2', isCurrent: false, withdrawal: { by: lead.name, reason: REASON } })
  expect(await sql`SELECT action, after FROM audit_entry WHERE subject_id = ${next.id}`).toEqual([
    { action: 'release.withdrawn', after: { module: module.slug, label: '2', reason: REASON, next: '1' } },
  ])
  expect(await noticesOf(max)).toEqual([
    {
      title: expect.stringContaining('release 2 is withdrawn'),
      words: expect.stringContaining('You go on in release 1'),
    },
  ])
  expect(await noticesOf(lena)).toEqual([])
  expect((await homeOf(lena, NOW)).todo).toEqual([])
})

test('a completion in a withdrawn release stays, and asks for nothing more', async () => {
  const { module, next, lead, max, maxs } = await aRoom()
  maxs.release = next
  maxs.doLab('enter')
  await maxs.send()
  await withdrawRelease(lead, module.slug, '2', { reason: REASON, next: '1' }, new Date(maxs.clock))
  expect(await sql`SELECT release_id FROM completion WHERE person_id = ${max.personId}`).toEqual([
    { release_id: next.id },
  ])
  expect(await homeOf(max, new Date(maxs.clock))).toMatchObject({ todo: [], complete: 1 })
})

test('a try that is running finishes in the release that it began in', async () => {
  const { module, next, lead, max, maxs } = await aRoom()
  const attempt = maxs.start('enter')
  await maxs.send()
  await withdrawRelease(lead, module.slug, '2', { reason: REASON, next: '1' }, new Date(maxs.clock))
  expect(await modulePageOf(max, module.slug, new Date(maxs.clock))).toMatchObject({ release: { id: next.id } })
  maxs.press('enter', attempt, 'list/new')
  maxs.press('enter', attempt, 'header/submit', { net: '1200.00', date: '2026-03-03' })
  maxs.finish('enter', attempt)
  await maxs.send()
  expect(await sql`SELECT release_id, outcome FROM attempt WHERE id = ${attempt}`).toEqual([
    { release_id: next.id, outcome: 'success' },
  ])
})

test('after the last one the module asks nobody, and its record stays', async () => {
  const { module, lead, lena } = await aRoom()
  await withdrawRelease(lead, module.slug, '1', { reason: REASON, next: '' }, NOW)
  await withdrawRelease(lead, module.slug, '2', { reason: REASON, next: '' }, NOW)
  expect(await current(module)).toBeNull()
  expect(await homeOf(lena, NOW)).toMatchObject({ todo: [], assigned: 0 })
  expect(await sql`SELECT FROM completion WHERE person_id = ${lena.personId}`).toHaveLength(1)
})

test('what the lead saw is what happens: another release in between is a conflict', async () => {
  const { module, lead } = await aRoom()
  await expect(withdrawRelease(lead, module.slug, '2', { reason: REASON, next: '' }, NOW)).rejects.toMatchObject({
    kind: 'conflict',
  })
})

test('only a lead of the migration withdraws, and only once', async () => {
  const { migration, module, lead } = await aRoom()
  const act = { reason: REASON, next: '1' }
  await expect(withdrawRelease(await aTrainer({ migration }), module.slug, '2', act, NOW)).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(withdrawRelease(await aLead(), module.slug, '2', act, NOW)).rejects.toMatchObject({ kind: 'missing' })
  await withdrawRelease(lead, module.slug, '2', act, NOW)
  await expect(withdrawRelease(lead, module.slug, '2', act, NOW)).rejects.toMatchObject({ kind: 'missing' })
})
