import { afterAll, expect, test } from 'vitest'
import { countAlone } from '#app/domain/adoption/count-alone.server.ts'
import { rollUp } from '#app/domain/adoption/roll-up.server.ts'
import { issueToken } from '#app/domain/identity/api-tokens.server.ts'
import { openSession } from '#app/domain/identity/sessions.server.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { aBuiltPortal } from './built-portal.ts'
import { aGate } from './makers/gates.ts'
import { aPlannedMilestone } from './makers/modules.ts'
import { aMigration, anAdmin, aTrainer } from './makers/people.ts'
import { ask } from './portal.ts'

const portal = await aBuiltPortal()
afterAll(portal.stop)

const migration = await aMigration({ timeZone: 'Europe/London' })
const milestone = await aPlannedMilestone(migration)
await aGate(milestone)
const trainer = await aTrainer({ migration })
const cookie = `session=${(await openSession(trainer.personId, new Date())).id}`
const authorization = `Bearer ${await issueToken(await anAdmin({ migration }), { name: 'Figures', scopes: ['metrics:read', 'milestones:read'] }, new Date())}`

const FIGURES = ['', '/completion', '/tasks', '/checks', '/confusion', '/cohorts', '/people', '/compare']
const PAGES = [...FIGURES.map((page) => `/adoption${page}`), `/milestones/${milestone.slug}`]
const NOTE = /These figures are not whole yet\..*began .*13:02; .*62.*% is done/s

test('while figures are counted every page of them, a milestone with gates and the interface say so, and no longer', async () => {
  const page = async (path: string) => {
    const { status, text } = await ask(`${portal.url}${path}`, { headers: { cookie, accept: 'text/html' } })
    expect(status, path).toBe(200)
    return text
  }
  const api = async (path: string) =>
    JSON.parse((await ask(`${portal.url}/api/v1${path}`, { headers: { authorization } })).text)
  const told = async () => (await api('/metrics/completion')).counting
  await rollUp(new Date())
  expect(await told()).toBeNull()
  expect(await page('/adoption/completion')).not.toContain('not whole yet')
  await inTransaction(async (tx) => {
    // Of all processes one counts tasks: as long as this one does, nobody comes to the end.
    await countAlone(tx, 'tasks')
    await sql`INSERT INTO rollup_count (part, since, total, done) VALUES ('tasks', '2026-06-01T12:02:00Z', 1000, 625)`
    for (const path of PAGES) expect(await page(path), path).toMatch(NOTE)
    const counting = { since: '2026-06-01T12:02:00.000Z', percent: 62 }
    expect(await told()).toEqual(counting)
    expect(await api(`/milestones/${milestone.slug}/readiness`)).toMatchObject({ ready: false, counting })
  })
  await rollUp(new Date())
  expect(await told()).toBeNull()
  expect(await page('/adoption/completion')).not.toContain('not whole yet')
})
