import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { repairProgress } from '#app/domain/progress/repair.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { connectionString } from '#tests/database.ts'
import { writeHistory } from './history.ts'

const LIMIT = 120_000
const PEOPLE = 200

test('a history follows from its evidence, and holds what is asked of it', { timeout: LIMIT }, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-history-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const now = new Date()
  await writeHistory(connectionString(), PEOPLE, path.join(folder, 'content'), now, () => {})
  expect(await repairProgress(now, { mend: false })).toEqual([])
  const [holds] = await sql<Record<string, number>>`
    SELECT (SELECT count(*) FROM module) AS modules, (SELECT count(*) FROM milestone) AS milestones,
      (SELECT count(*) FROM audience) AS audiences, (SELECT count(*) FROM cohort) AS cohorts,
      (SELECT count(*) FROM person) AS people, (SELECT count(*) FROM attempt) AS attempts,
      (SELECT count(*) FROM attempt a WHERE NOT EXISTS (SELECT FROM membership m WHERE m.person_id = a.person_id
         AND m.audience_id = ANY (a.audience_ids) AND m."from" <= a.started_at::date AND (m."to" IS NULL OR m."to" > a.started_at::date))) AS astray,
      (SELECT count(*) FROM attempt a WHERE errors <> (SELECT count(*) FROM attempt_error e WHERE e.attempt_id = a.id)) AS miscounted,
      (SELECT count(*) FROM attempt WHERE last_event_at > ${now}) AS "ahead",
      (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D') AS "switchedOff"`
  expect(holds).toMatchObject({ modules: 60, milestones: 6, audiences: 15, cohorts: 10, people: PEOPLE + 1 })
  expect(holds).toMatchObject({ astray: 0, miscounted: 0, ahead: 0, switchedOff: 0 })
  expect((holds?.attempts ?? 0) / PEOPLE).toBeGreaterThan(40)
  expect((holds?.attempts ?? 0) / PEOPLE).toBeLessThan(60)
})
