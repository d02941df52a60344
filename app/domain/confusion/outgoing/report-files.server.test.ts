import { beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { csvStream } from '#app/http/csv-stream.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aReport, aTaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, type MadeMigration } from '#tests/makers/people.ts'
import { answerTrouble } from '../answer.server.ts'
import type { BoardFilter } from '../board.ts'
import { sayMeToo } from '../me-too.server.ts'
import { resolveTrouble } from '../resolution.server.ts'
import { changesFile, reportsFile } from './report-files.server.ts'
import { CHANGE_COLUMNS, type ChangeRow, type ReportRow } from './report-files.ts'

let migration: MadeMigration
let lead: Viewer

const now = new Date('2026-03-02T23:30:00Z')
const everything: BoardFilter = { view: 'open', state: null, module: null, kind: null, blocking: false }

async function all<Row>(batches: AsyncGenerator<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of batches) rows.push(...batch)
  return rows
}

beforeAll(async () => {
  migration = await aMigration({ timeZone: 'Europe/Berlin' })
  lead = await aLead({ migration, name: 'Jonas Weidner' })
})

describe('the files of reports and of changes', () => {
  test('hold what the board shows with the same filter, by day of the migration', async () => {
    const own = await aTaughtModule(migration)
    const { id, clusterId } = await aReport(await aLearner({ migration, name: 'Lena Brandt' }), own, {
      now,
      kind: 'wrong',
    })
    await sayMeToo(await aLearner({ migration, name: 'Max Ott' }), id, { words: 'In Hull as well.' }, now)
    await answerTrouble(lead, clusterId, { seen: 'none', words: 'Always net.', public: false }, now)
    const here = { ...everything, module: own.slug }
    expect(await all(reportsFile(lead, here))).toMatchObject([
      {
        ...{ trouble: clusterId, report: id, reported_on: '2026-03-03', kind: 'wrong', reporter: 'Lena Brandt' },
        ...{ me_toos: 1, state: 'answered', answered_on: '2026-03-03', resolved_on: null },
        link: expect.stringMatching(new RegExp(`/confusion/${clusterId}$`)),
      },
    ] satisfies Partial<ReportRow>[])
    expect(await all(changesFile(lead, here))).toMatchObject([
      { change: 'reported', by: 'Lena Brandt', time: null, words: 'Is the amount net or gross?' },
      { change: 'me too', by: null, time: null, words: 'In Hull as well.' },
      { change: 'answered', by: 'Jonas Weidner', time: '00:30', words: 'Always net.' },
    ] satisfies Partial<ChangeRow>[])
    for (const filter of [
      { kind: 'slow' },
      { blocking: true },
      { view: 'closed' },
      { state: 'open' },
      { view: 'mine' },
    ]) {
      expect(await all(reportsFile(lead, { ...here, ...(filter as Partial<BoardFilter>) }))).toEqual([])
    }
  })

  test('name nobody who reported without a name, nor where they come from', async () => {
    const own = await aTaughtModule(migration)
    await aReport(await aLearner({ migration, name: 'Nele Sand' }), own, { anonymous: true })
    const files = [
      await all(reportsFile(lead, { ...everything, module: own.slug })),
      await all(changesFile(lead, { ...everything, module: own.slug })),
    ]
    expect(files.flat()).toHaveLength(2)
    expect(files[0]).toMatchObject([{ reporter: null, audience: null }])
    expect(JSON.stringify(files)).not.toMatch(/Nele|Firefox/)
  })

  test('tell of what was joined under the trouble that it went into', async () => {
    const own = await aTaughtModule(migration)
    const [one, other] = [
      await aReport(await aLearner({ migration }), own),
      await aReport(await aLearner({ migration }), own),
    ]
    const repeated = { kind: 'duplicate', words: 'The same.', duplicateOf: other.clusterId } as const
    await resolveTrouble(lead, one.clusterId, { seen: 'none', ...repeated }, new Date())
    const reports = await all(reportsFile(lead, { ...everything, module: own.slug }))
    expect(reports.map(({ trouble }) => trouble)).toEqual([other.clusterId, other.clusterId])
    const changes = await all(changesFile(lead, { ...everything, module: own.slug }))
    const steps = changes.filter(({ change }) => change !== 'reported')
    expect(steps.find(({ change }) => change === 'resolved')).toMatchObject({
      ...{ trouble: other.clusterId, question: one.clusterId, outcome: 'duplicate', to: other.clusterId },
    })
    expect(steps.find(({ change }) => change === 'joined')).toMatchObject({ to: one.clusterId })
  })

  test('come in batches, each trouble once', async () => {
    const own = await aTaughtModule(migration)
    const { clusterId } = await aReport(await aLearner({ migration }), own)
    await sql`
      INSERT INTO confusion_cluster (id, migration_id, module_id, block_id, opened_at)
      SELECT gen_random_uuid(), migration_id, module_id, block_id, opened_at FROM confusion_cluster, generate_series(1, 450)
      WHERE id = ${clusterId}`
    await sql`
      INSERT INTO confusion_report (id, migration_id, cluster_id, person_id, module_id, release_id, block_id, kind, words, at)
      SELECT gen_random_uuid(), c.migration_id, c.id, r.person_id, r.module_id, r.release_id, r.block_id, r.kind, r.words, r.at
      FROM confusion_cluster c, confusion_report r WHERE r.cluster_id = ${clusterId} AND c.module_id = ${own.id} AND c.id <> ${clusterId}`
    const sizes: number[] = []
    const seen = new Set<unknown>()
    for await (const batch of reportsFile(lead, { ...everything, module: own.slug })) {
      sizes.push(batch.length)
      for (const { trouble } of batch) seen.add(trouble)
    }
    expect([sizes, seen.size]).toEqual([[200, 200, 51], 451])
  })

  test('are for trainers and leads of the migration', async () => {
    const learner = await aLearner({ migration })
    expect(() => reportsFile(learner, everything)).toThrow(expect.objectContaining({ kind: 'forbidden' }))
    expect(() => changesFile(learner, everything)).toThrow(expect.objectContaining({ kind: 'forbidden' }))
    expect(await all(reportsFile(await aLead({ migration: await aMigration() }), everything))).toEqual([])
  })

  test('run nothing in a spreadsheet, and have their head when they are empty', async () => {
    const own = await aTaughtModule(migration)
    await aReport(await aLearner({ migration }), own, { words: '=HYPERLINK("http://evil.example")' })
    const text = await csvStream(changesFile(lead, { ...everything, module: own.slug }), CHANGE_COLUMNS, 'x.csv').text()
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
    const empty = await csvStream(changesFile(lead, { ...everything, module: 'none' }), CHANGE_COLUMNS, 'x.csv').text()
    expect(empty.trim()).toBe(CHANGE_COLUMNS.join(','))
  })
})
