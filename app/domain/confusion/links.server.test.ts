import { beforeAll, describe, expect, test } from 'vitest'
import { forgetPage } from '#app/domain/identity/saved-views.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, aTrainer, type MadeMigration } from '#tests/makers/people.ts'
import { boardOf } from './board.server.ts'
import { boardFilterOf } from './board.ts'
import { linkTargets, linkTrouble } from './links.server.ts'
import { LinkInput } from './links-input.ts'
import { setOwner } from './owner.server.ts'
import { savedViews, saveView } from './saved-views.server.ts'
import { troubleDetail } from './trouble-detail.server.ts'

const now = new Date()

let migration: MadeMigration
let module: TaughtModule
let lead: Viewer
let clusterId: string

beforeAll(async () => {
  migration = await aMigration()
  module = await aTaughtModule(migration)
  lead = await aLead({ migration, name: 'Jonas' })
  clusterId = (await aReport(await aLearner({ migration }), module)).clusterId
})

describe('links', () => {
  const linked = async (parts: object, by = lead) => {
    const { newestAction } = await troubleDetail(lead, clusterId)
    await linkTrouble(by, clusterId, LinkInput.parse({ seen: newestAction, ...parts }), now)
  }

  test('name a module, a release and a ticket, each once, and are dated steps', async () => {
    const url = 'https://tracker.example/4711'
    expect(await linkTargets(lead, clusterId)).toEqual([
      { value: `release:${module.releaseId}`, label: 'Release 2026.1 of Enter an invoice' },
      { value: `module:${module.id}`, label: 'Enter an invoice' },
    ])
    for (const parts of [
      { target: `module:${module.id}` },
      { target: `release:${module.releaseId}` },
      { url },
      { url },
    ]) {
      await linked(parts)
    }
    const { links } = await troubleDetail(lead, clusterId)
    expect(links.map(({ kind, label }) => [kind, label])).toEqual(
      expect.arrayContaining([
        ['module', 'Enter an invoice'],
        ['release', 'Enter an invoice, release 2026.1'],
        ['ticket', url],
      ]),
    )
    expect(links).toHaveLength(3)
    await linked({ remove: links.find(({ kind }) => kind === 'ticket')?.id })
    const { steps, links: left } = await troubleDetail(lead, clusterId)
    expect(left).toHaveLength(2)
    const words = steps.map((step) => step.words)
    expect(words).toContain(`Jonas linked this with ${url}`)
    expect(words).toContain(`Jonas took the link with ${url} off`)
  })

  test('name nothing of another migration, and are made by leads', async () => {
    const other = await aTaughtModule(await aMigration())
    await expect(linked({ target: `module:${other.id}` })).rejects.toMatchObject({ kind: 'invalid' })
    await expect(linked({ target: `release:${other.releaseId}` })).rejects.toMatchObject({ kind: 'invalid' })
    const trainer = await aTrainer({ migration })
    await expect(linked({ url: 'https://a.example' }, trainer)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test.each([
    [{}, 'target'],
    [{ target: 'module:1' }, 'target'],
    [{ url: 'javascript:alert(1)' }, 'url'],
    [{ target: `module:${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`, url: 'https://a.example' }, 'url'],
  ])('are refused where they are none: %j', (parts, field) => {
    const { error } = LinkInput.safeParse({ seen: 'none', ...parts })
    expect(error?.issues.map(({ path }) => path[0])).toContain(field)
  })
})

describe('saved views', () => {
  test('are the viewer’s own, one for each name, and hold nothing but filters', async () => {
    const ines = await aLead({ migration })
    expect(await saveView(lead, { name: 'Mine', filters: 'view=mine&x=<b>' }, now)).toBe('?view=mine')
    await saveView(lead, { name: 'Bad', filters: 'severity=blocking&owner=nobody' }, now)
    await saveView(lead, { name: 'Mine', filters: 'view=mine&blocking=yes' }, now)
    const views = await savedViews(lead)
    expect(views.map(({ name, query }) => [name, query])).toEqual([
      ['Bad', '?severity=blocking&owner=nobody'],
      ['Mine', '?view=mine&blocking=yes'],
    ])
    expect(await savedViews(ines)).toEqual([])
    await forgetPage(ines, views[0]?.id ?? '')
    expect(await savedViews(lead)).toHaveLength(2)
    await forgetPage(lead, views[0]?.id ?? '')
    expect(await savedViews(lead)).toHaveLength(1)
  })

  test('are not without end', async () => {
    const ines = await aLead({ migration })
    for (let count = 0; count < 30; count++) await saveView(ines, { name: `View ${count}`, filters: '' }, now)
    await expect(saveView(ines, { name: 'One more', filters: '' }, now)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await savedViews(ines)).toHaveLength(30)
  })
})

test('the board finds what nobody has, or somebody who left, and what is bad', async () => {
  const other = await aMigration()
  const [boss, gone] = [await aLead({ migration: other }), await aLead({ migration: other })]
  const taught = await aTaughtModule(other)
  const reporter = await aLearner({ migration: other })
  const stuck = await aReport(reporter, taught, { words: 'Stuck.', blocking: true })
  await aReport(reporter, taught, { words: 'Slow.' })
  const input = { seen: 'none', severity: 'blocking', assigneeId: gone.personId } as const
  await setOwner(boss, stuck.clusterId, input, now)
  const found = async (query: string) =>
    (await boardOf(boss, boardFilterOf(new URLSearchParams(query)))).rows.map(({ question }) => question)
  expect(await found('owner=nobody')).toEqual(['Slow.'])
  expect(await found('owner=left')).toEqual([])
  await sql`UPDATE role_grant SET ended_at = now() WHERE person_id = ${gone.personId}`
  expect(await found('owner=left')).toEqual(['Stuck.'])
  expect(await found('severity=blocking')).toEqual(['Stuck.'])
})
