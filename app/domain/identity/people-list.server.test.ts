import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aMigration, anAdmin, anAudience, aPerson } from '#tests/makers/people.ts'
import { listPeople, type PeopleFilter } from './people-list.server.ts'
import type { Viewer } from './viewer.ts'

const now = new Date()
const names = async (viewer: Viewer, filter: PeopleFilter) =>
  (await listPeople(viewer, filter, now)).people.map((person) => person.name)

test('people are found by parts of name, address and number, in any order, without accents', async () => {
  const admin = await anAdmin()
  await aPerson({ name: 'Zoë Grün-Öberg', email: 'zoe@search.example', externalId: 'P-77' })
  await aPerson({ name: 'Zoe Zimmer', email: 'zimmer@search.example' })
  for (const words of ['zoe grun', 'ÖBERG', 'grün zoe@search', 'p-77 gr']) {
    expect(await names(admin, { words })).toEqual(['Zoë Grün-Öberg'])
  }
  expect(await names(admin, { words: 'zoe' })).toEqual(['Zoe Zimmer', 'Zoë Grün-Öberg'])
  for (const words of ['%', '_', '\\', "' OR 1=1"]) expect(await names(admin, { words: `zoe ${words}` })).toEqual([])
})

test('filters narrow by role, audience and state, as of today', async () => {
  const migration = await aMigration()
  const audience = await anAudience(migration, { name: 'Treasury' })
  const admin = await anAdmin({ migration, name: 'Ada Admin' })
  await aPerson({ name: 'Fil Active', migration, roles: ['trainer'], audiences: [audience], password: 'seven herons' })
  await aPerson({ name: 'Fil Invited', audiences: [audience] })
  await aPerson({ name: 'Fil Left', audiences: [audience], leftOn: '2020-01-01' })
  await aPerson({ name: 'Fil Future', audiences: [audience], since: '2099-01-01' })
  const words = 'fil'
  expect(await names(admin, { words, audience: audience.id })).toEqual(['Fil Active', 'Fil Invited', 'Fil Left'])
  expect(await names(admin, { words, audience: audience.id, state: 'invited' })).toEqual(['Fil Invited'])
  expect(await names(admin, { words, state: 'left' })).toEqual(['Fil Left'])
  expect(await names(admin, { words, state: 'active' })).toEqual(['Fil Active'])
  expect(await names(admin, { words, role: 'trainer' })).toEqual(['Fil Active'])
  const [active] = (await listPeople(admin, { words: 'fil active' }, now)).people
  expect(active).toMatchObject({ state: 'active', roles: ['trainer'], audiences: ['Treasury'] })
})

test('pages follow each other without a gap, also for the same name', async () => {
  const admin = await anAdmin()
  for (let i = 0; i < 120; i++)
    await aPerson({ name: i % 3 ? 'Same Name' : `same name ${i}`, email: `page${i}@pages.example` })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listPeople(admin, { words: '@pages.example', ...(after ? { after } : {}) }, now)
    expect(page.total).toBe(120)
    seen.push(...page.people.map((person) => person.id))
    after = page.next ?? undefined
  } while (after)
  expect(seen).toHaveLength(120)
  expect(new Set(seen).size).toBe(120)
})

test('ten thousand people are listed and searched in a moment', async () => {
  const admin = await anAdmin()
  await sql`INSERT INTO person (id, name, email, external_id)
    SELECT gen_random_uuid(), 'Many ' || n, 'many' || n || '@many.example', 'M' || n FROM generate_series(1, 10000) n`
  await sql`ANALYZE person`
  const start = performance.now()
  expect(await listPeople(admin, { words: 'many 777' }, now)).toMatchObject({ people: { length: expect.any(Number) } })
  expect((await listPeople(admin, {}, now)).total).toBeGreaterThan(10_000)
  expect(performance.now() - start).toBeLessThan(1_500)
})
