import { beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import {
  anAttempt,
  aRelease,
  aReport,
  aReportInput,
  aTaughtModule,
  type TaughtModule,
} from '#tests/makers/confusion.ts'
import { aLearner, aMigration, anAudience, aPerson, type MadeMigration } from '#tests/makers/people.ts'
import { openReportsOfModule } from './open-reports.server.ts'
import { reportConfusion } from './report.server.ts'
import { reportContext } from './report-context.server.ts'

let migration: MadeMigration
let module: TaughtModule
let lena: Viewer
const at = { moduleSlug: '', blockId: 'net-or-gross' }
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

beforeAll(async () => {
  migration = await aMigration()
  module = await aTaughtModule(migration)
  at.moduleSlug = module.slug
  lena = await aLearner({ migration, name: 'Lena' })
})

async function kept(id: string) {
  const [row] = await sql<Record<string, unknown>>`SELECT * FROM confusion_report WHERE id = ${id}`
  return row
}

describe('a report', () => {
  test('is kept with what was before the reporter, and opens a trouble of its own', async () => {
    const attempt = await anAttempt(lena, module)
    const { id, clusterId } = await aReport(lena, module, { quote: 'The amount', blocking: true })
    expect(await kept(id)).toMatchObject({
      release_id: module.releaseId,
      block_id: 'net-or-gross',
      quote: 'The amount',
      attempt_id: attempt,
      browser: 'Firefox 140 on Linux',
    })
    const [cluster] = await sql`SELECT state, severity FROM confusion_cluster WHERE id = ${clusterId}`
    expect(cluster).toEqual({ state: 'open', severity: 'blocking' })
  })

  test('sent twice is one report', async () => {
    const input = aReportInput(module)
    await Promise.all([1, 2, 3].map(() => reportConfusion(lena, at, input, null, new Date())))
    const rows = await sql`SELECT FROM confusion_report WHERE id = ${input.id}`
    expect(rows).toHaveLength(1)
  })

  test('under the id of somebody else’s is refused and changes nothing', async () => {
    const { id } = await aReport(lena, module, { words: 'Mine.' })
    const other = await aLearner({ migration })
    await expect(reportConfusion(other, at, aReportInput(module, { id }), null, new Date())).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect(await kept(id)).toMatchObject({ words: 'Mine.', person_id: lena.personId })
  })

  test('finds a module by its former address', async () => {
    await sql`INSERT INTO module_alias (slug, module_id) VALUES ('old-name', ${module.id})`
    const { id } = await reportConfusion(
      lena,
      { ...at, moduleSlug: 'old-name' },
      aReportInput(module),
      null,
      new Date(),
    )
    expect(await kept(id)).toMatchObject({ module_id: module.id })
  })

  test('on what is not there is missing: module, block, release, another migration', async () => {
    const elsewhere = await aLearner()
    const otherModule = await aTaughtModule(migration)
    const input = aReportInput(module)
    const refused = (viewer: Viewer, address: typeof at, report = input) =>
      expect(reportConfusion(viewer, address, report, null, new Date())).rejects.toMatchObject({ kind: 'missing' })
    await refused(lena, { ...at, moduleSlug: 'nothing' })
    await refused(lena, { ...at, blockId: 'nothing' })
    await refused(lena, at, { ...input, releaseId: newId() })
    await refused(lena, at, { ...input, releaseId: otherModule.releaseId })
    await refused(elsewhere, at)
  })

  test('on a release that was withdrawn meanwhile arrives, with that release', async () => {
    const old = await aTaughtModule(migration)
    await aRelease(old)
    await sql`UPDATE release SET withdrawn_at = now(), withdrawn_reason = 'Wrong amounts.' WHERE id = ${old.releaseId}`
    const report = () => reportConfusion(lena, { ...at, moduleSlug: old.slug }, aReportInput(old), null, new Date())
    expect(await kept((await report()).id)).toMatchObject({ release_id: old.releaseId })
  })

  test('is limited to twenty in ten minutes, for each person', async () => {
    const busy = await aLearner({ migration })
    const other = await aLearner({ migration })
    await aReport(busy, module, { now: minutesAgo(16) })
    for (let count = 0; count < 20; count++) await aReport(busy, module, { now: minutesAgo(5) })
    await expect(aReport(busy, module)).rejects.toMatchObject({ kind: 'limited' })
    await expect(aReport(other, module)).resolves.toHaveProperty('id')
    await expect(aReport(busy, module, { now: new Date(Date.now() + 6 * 60_000) })).resolves.toHaveProperty('id')
  })
})

describe('what goes with a report', () => {
  test('names the milestone that the module is asked for, and the audience it is asked of', async () => {
    const [asked, other] = [
      await anAudience(migration, { name: 'Asked' }),
      await anAudience(migration, { name: 'Other' }),
    ]
    const max = await aLearner({ migration, audiences: [other, asked] })
    const milestoneId = newId()
    await sql`
      INSERT INTO milestone (id, migration_id, slug, name, date)
      VALUES (${milestoneId}, ${migration.id}, 'cutover', 'Cutover', current_date + 20)`
    await sql`
      INSERT INTO assignment (id, module_id, milestone_id, audience_id, created_at)
      VALUES (${newId()}, ${module.id}, ${milestoneId}, ${asked.id}, now())`
    const context = await reportContext(max, at, null, new Date())
    expect(context).toMatchObject({
      release: { label: '2026.1' },
      block: { title: 'Net or gross' },
      milestone: { name: 'Cutover' },
      audience: { name: 'Asked', people: 1 },
      attempt: null,
    })
  })
})

describe('a report without a name', () => {
  test('keeps no attempt, no browser and no audience under twenty people', async () => {
    const small = await anAudience(migration)
    const treasurer = await aLearner({ migration, audiences: [small] })
    await anAttempt(treasurer, module)
    const { id } = await aReport(treasurer, module, { anonymous: true })
    expect(await kept(id)).toMatchObject({ anonymous: true, attempt_id: null, browser: null, audience_id: null })
  })

  test('keeps an audience of twenty', async () => {
    const large = await anAudience(migration)
    const reader = await aLearner({ migration, audiences: [large] })
    for (let count = 0; count < 19; count++) await aPerson({ audiences: [large] })
    const { id } = await aReport(reader, module, { anonymous: true })
    expect(await kept(id)).toMatchObject({ audience_id: large.id, attempt_id: null })
  })
})

describe('what others reported at a block', () => {
  test('is offered with how many others it concerns, and says what is one’s own', async () => {
    const quiet = await aTaughtModule(migration)
    const [ines, max] = [await aLearner({ migration }), await aLearner({ migration })]
    const { id } = await aReport(ines, quiet, { words: 'Which tolerance applies?' })
    await aReport(max, quiet, { block: 'header', words: 'Which date?' })
    const seen = await openReportsOfModule(max, quiet.id)
    expect(seen['net-or-gross']?.open).toEqual([{ id, words: 'Which tolerance applies?', others: 1, own: null }])
    expect(seen.header?.open).toMatchObject([{ others: 0, own: 'report' }])
    expect(Object.keys(seen)).toHaveLength(2)
  })

  test('is nothing in a module without reports', async () => {
    expect(await openReportsOfModule(lena, (await aTaughtModule(migration)).id)).toEqual({})
  })
})
