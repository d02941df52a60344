import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aCheck, aLab, aLesson, aSection, aVideo } from '#tests/makers/lessons.ts'
import { aMeasuring } from '#tests/makers/measurings.ts'
import { aModule } from '#tests/makers/modules.ts'
import { aLearner, aMigration } from '#tests/makers/people.ts'
import { rebuildFromLog } from './rebuild.server.ts'

let at: { person: string; module: string; slug: string }

beforeAll(async () => {
  const migration = await aMigration()
  const lena = await aLearner({ migration })
  const compiled = aLesson({ blocks: [aSection('start'), aLab('enter'), aCheck('check'), aVideo('film')] })
  const module = await aModule(migration, { compiled })
  const browser = new Browser(lena, module.release, new Date(Date.now() - 3_600_000))
  browser.reach('start')
  browser.doLab('enter', { gross: true })
  await browser.send()
  browser.doLab('enter', { pays: true })
  browser.answer('check', { q1: ['1'], q2: ['1', '2'] })
  browser.reach('film')
  browser.wait(60_000)
  browser.say('video-watched', 'film', { watched: [[0, 20]], position: 20, duration: 60 })
  browser.say('module-confirmed', 'start', {})
  const measuring = await aMeasuring(migration, module, 'enter', [lena])
  browser.doInOldProduct('enter', measuring)
  await browser.send()
  at = { person: lena.personId, module: module.id, slug: module.slug }
})

const stored = async () => ({
  attempts: await sql`SELECT * FROM attempt ORDER BY id`,
  errors: await sql`SELECT * FROM attempt_error ORDER BY id`,
  answers: await sql`SELECT * FROM check_submission ORDER BY id`,
  blocks: await sql`SELECT * FROM block_seen ORDER BY block_id`,
  films: await sql`SELECT * FROM video_watch ORDER BY block_id`,
  oldTimes: await sql`SELECT * FROM old_attempt ORDER BY id`,
  confirmations: await sql`SELECT * FROM confirmation`,
})

test('what was stored as events came is what the log tells, and telling so changes nothing', async () => {
  const before = await stored()
  for (const rows of Object.values(before)) expect(rows.length).toBeGreaterThan(0)
  expect(await rebuildFromLog({ mend: false })).toEqual([])
  expect(await rebuildFromLog({ mend: true })).toEqual([])
  expect(await stored()).toEqual(before)
})

test.each([
  ['attempts differ', () => sql`UPDATE attempt SET active_ms = active_ms + 1, ordinal = 9 WHERE ordinal = 1`],
  ['attempts differ', () => sql`DELETE FROM attempt WHERE ordinal = 2`],
  ['errors differ', () => sql`DELETE FROM attempt_error`],
  ['answers differ', () => sql`UPDATE check_submission SET "right" = 0`],
  ['reached blocks differ', () => sql`UPDATE block_seen SET last_at = now() WHERE block_id = 'start'`],
  ['watched films differ', () => sql`UPDATE video_watch SET watched = '[[0, 60]]', seconds = 60`],
  ['times in the old product differ', () => sql`UPDATE old_attempt SET wall_ms = 1`],
  ['confirmation differs', () => sql`DELETE FROM confirmation`],
])('%s, is told and mended', async (what, damage) => {
  const before = await stored()
  await damage()
  const damaged = await stored()
  expect(await rebuildFromLog({ mend: false })).toContainEqual({ ...at, what })
  expect(await stored()).toEqual(damaged)
  expect(await rebuildFromLog({ mend: true })).toContainEqual({ ...at, what })
  const after = await stored()
  const withoutTime = ({ attempts, ...rest }: typeof after) => ({
    ...rest,
    attempts: attempts.map(({ changed_at: _, ...attempt }) => attempt),
  })
  expect(withoutTime(after)).toEqual(withoutTime(before))
  expect(await rebuildFromLog({ mend: false })).toEqual([])
})

test('what was never told is taken away, and what is older than the log stays', async () => {
  const copy = (id: string, at: string) => sql`
    INSERT INTO check_submission SELECT (jsonb_populate_record(c, jsonb_build_object('id', ${id}::text, 'at', ${at}::text))).*
    FROM check_submission c LIMIT 1`
  await copy('00000000-0000-7000-8000-000000000001', '2001-01-01T00:00:00Z')
  await copy('00000000-0000-7000-8000-000000000002', new Date().toISOString())
  expect(await rebuildFromLog({ mend: true })).toEqual([{ ...at, what: 'answers differ' }])
  const ids = await sql<{ id: string }>`SELECT id FROM check_submission WHERE id::text LIKE '00000000%'`
  expect(ids.map(({ id }) => id)).toEqual(['00000000-0000-7000-8000-000000000001'])
})
