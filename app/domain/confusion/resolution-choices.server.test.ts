import { beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, type MadeMigration } from '#tests/makers/people.ts'
import { mergeTroubles } from './merging.server.ts'
import { resolutionChoices } from './resolution-choices.server.ts'

const now = new Date()
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)

let migration: MadeMigration
let module: TaughtModule
let lead: Viewer
let lena: Viewer
let asked: string

beforeAll(async () => {
  migration = await aMigration()
  module = await aTaughtModule(migration)
  lead = await aLead({ migration })
  lena = await aLearner({ migration })
  asked = (await aReport(lena, module, { now, words: 'Is the amount net or gross?' })).clusterId
})

const offered = async (looked?: string) =>
  (await resolutionChoices(lead, asked, looked)).duplicates.map(({ question }) => question)

describe('the question that another repeats', () => {
  test('is offered by how alike it is, and found by its words, wherever they stand', async () => {
    await aReport(lena, module, { now: ago(1), words: 'The stamp is 100% blue.' })
    await aReport(lena, module, { now: ago(2), words: 'Is the amount gross?' })
    expect(await offered()).toEqual(['Is the amount gross?', 'The stamp is 100% blue.'])
    expect(await offered(' BLUE  stam')).toEqual(['The stamp is 100% blue.'])
    expect(await offered('100%')).toEqual(['The stamp is 100% blue.'])
    expect(await offered('1%b')).toEqual([])
    expect(await offered('blue gross')).toEqual([])
    await expect(resolutionChoices(lena, asked)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('is found by what was said in a question that was joined with it', async () => {
    const whole = await aReport(lena, module, { now: ago(3), words: 'Where is the cover sheet?' })
    const part = await aReport(lena, module, { now: ago(3), words: 'No frontispiece.' })
    await mergeTroubles(lead, whole.clusterId, { seen: 'none', others: [part.clusterId] }, now)
    expect(await offered('frontispiece')).toEqual(['Where is the cover sheet?'])
  })

  test('is none of another migration', async () => {
    const other = await aMigration()
    await aReport(await aLearner({ migration: other }), await aTaughtModule(other), { words: 'Elsewhere: blue net.' })
    expect(await offered('elsewhere')).toEqual([])
    expect((await offered()).join()).not.toContain('Elsewhere')
  })

  test('is compared with the newest thousand and no more, and found however old it is', async () => {
    await aReport(lena, module, { now: ago(900), words: 'Is the amount net or gross, then?' })
    expect(await offered()).toContain('Is the amount net or gross, then?')
    await sql`
      WITH many AS (
        INSERT INTO confusion_cluster (id, migration_id, module_id, block_id, opened_at)
        SELECT gen_random_uuid(), ${migration.id}, ${module.id}, 'net-or-gross', ${ago(10)} FROM generate_series(1, 1000)
        RETURNING id
      )
      INSERT INTO confusion_report (id, migration_id, cluster_id, person_id, module_id, release_id, block_id, kind, words, at)
      SELECT gen_random_uuid(), ${migration.id}, id, ${lena.personId}, ${module.id}, ${module.releaseId}, 'net-or-gross', 'other',
        'Something else.', ${ago(10)} FROM many`
    expect(await offered()).not.toContain('Is the amount net or gross, then?')
    expect(await offered('then gross')).toEqual(['Is the amount net or gross, then?'])
  })
})
