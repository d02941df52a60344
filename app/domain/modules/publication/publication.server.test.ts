import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { MigrationContent } from '#app/lessons/content.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aLead, aLearner, anAdmin } from '#tests/makers/people.ts'
import { aContent, aModuleFile, changedContent } from '#tests/makers/publication.ts'
import type { PlannedRelease } from './plan.ts'
import { changesAnything } from './plan.ts'
import { planPublication, publish } from './publication.server.ts'

const NOW = new Date()
const twoBlocks = aLesson({ blocks: [aSection('start'), aLab('enter')] })
let made = 0
const aSlug = () => `published-${++made}`

async function planned(content: MigrationContent): Promise<PlannedRelease[]> {
  const plan = await planPublication('system', [content], NOW)
  return plan.migrations[0]?.releases ?? []
}

async function aPublished(slug: string, parts: Partial<Parameters<typeof aModuleFile>[0]> = {}) {
  const content = aContent([aModuleFile({ slug, compiled: twoBlocks, audiences: ['daily'], ...parts })])
  await publish('system', [content], NOW)
  const [module] = await sql<{ id: string; release: string; migration: string }>`
    SELECT id, current_release_id AS release, migration_id AS migration FROM module WHERE slug = ${slug}`
  if (!module) throw new Error('nothing was published')
  return { content, module }
}

async function someoneIn(content: MigrationContent, migration: string, audience = 'daily'): Promise<Viewer> {
  const [row] = await sql<{ id: string }>`SELECT id FROM audience WHERE slug = ${`${content.slug}-${audience}`}`
  return aLearner({ migration: { id: migration }, audiences: row ? [row] : [] })
}

test('the first publication makes migration, milestones in their state, audiences, assignments and releases', async () => {
  const slug = aSlug()
  const { content, module } = await aPublished(slug, { due: 5, roles: ['champion'] })
  expect(
    await sql`
    SELECT name, state, (SELECT count(*) FROM milestone_transition t WHERE t.milestone_id = milestone.id) AS steps
    FROM milestone WHERE migration_id = ${module.migration} ORDER BY position`,
  ).toEqual([
    { name: 'pilot', state: 'training', steps: 1 },
    { name: 'wave-1', state: 'training', steps: 1 },
  ])
  expect(
    await sql`
    SELECT s.slug AS milestone, u.slug AS audience, a.role, a.due_days FROM assignment a
    JOIN milestone s ON s.id = a.milestone_id LEFT JOIN audience u ON u.id = a.audience_id
    WHERE a.module_id = ${module.id} ORDER BY u.slug`,
  ).toEqual([
    { milestone: `${content.slug}-pilot`, audience: `${content.slug}-daily`, role: null, due_days: 5 },
    { milestone: `${content.slug}-pilot`, audience: null, role: 'champion', due_days: 5 },
  ])
  expect(
    await sql`SELECT block_id, kind, position FROM release_block WHERE release_id = ${module.release} ORDER BY position`,
  ).toEqual([
    { block_id: 'start', kind: 'section', position: 0 },
    { block_id: 'enter', kind: 'task', position: 1 },
  ])
  expect(await sql`SELECT clock, median_ms, source FROM baseline WHERE module_id = ${module.id}`).toEqual([
    { clock: 'active', median_ms: 190_000, source: 'stated' },
  ])
})

test('publishing the same again changes nothing', async () => {
  const { content } = await aPublished(aSlug())
  const before = await sql`SELECT count(*) AS n FROM audit_entry`
  expect(changesAnything(await publish('system', [content], NOW))).toBe(false)
  expect(await sql`SELECT count(*) AS n FROM audit_entry`).toEqual(before)
})

test('an older release is published before the current one', async () => {
  const slug = aSlug()
  const older = aModuleFile({ slug, older: '2026.1' })
  const content = aContent([aModuleFile({ slug, release: '2026.2' }), older])
  expect((await planned(content)).map(({ label, change }) => [label, change])).toEqual([
    ['2026.1', 'older'],
    ['2026.2', 'new module'],
  ])
  await publish('system', [content], NOW)
  const releases = await sql`
    SELECT r.label, r.id = m.current_release_id AS current FROM release r JOIN module m ON m.id = r.module_id
    WHERE m.slug = ${slug} ORDER BY r.published_at`
  expect(releases).toEqual([
    { label: '2026.1', current: false },
    { label: '2026.2', current: true },
  ])
})

test('a changed file under a label that is published is a working copy: it wants a new label', async () => {
  const slug = aSlug()
  const { content, module } = await aPublished(slug)
  const working = changedContent(content, aModuleFile({ slug, compiled: aLesson() }))
  expect(await planned(working)).toMatchObject([
    { change: 'refused', reason: expect.stringContaining('Give it a new label') },
  ])
  await publish('system', [working], NOW)
  expect(await sql`SELECT id FROM release WHERE module_id = ${module.id}`).toEqual([{ id: module.release }])
})

test('a published block does not vanish without a word', async () => {
  const slug = aSlug()
  const { content } = await aPublished(slug)
  const without = (parts: object) =>
    planned(
      changedContent(
        content,
        aModuleFile({ slug, release: '2', compiled: aLesson({ blocks: [aSection('start')] }), ...parts }),
      ),
    )
  expect(await without({})).toMatchObject([{ change: 'refused', reason: expect.stringContaining('“enter”') }])
  expect(await without({ removed: ['enter'] })).toMatchObject([
    { change: 'new release', changed: [{ id: 'enter', how: 'removed' }] },
  ])
  expect(await without({ was: { enter: 'start' } })).toMatchObject([{ change: 'new release' }])
})

test('what is refused keeps only its own module back', async () => {
  const [kept, slug] = [aSlug(), aSlug()]
  const { content } = await aPublished(slug)
  const next = changedContent(content, aModuleFile({ slug, compiled: aLesson() }), aModuleFile({ slug: kept }))
  await publish('system', [next], NOW)
  expect(await sql`SELECT FROM module WHERE slug = ${kept}`).toHaveLength(1)
})

test('the preview says whom a new module asks, each person once', async () => {
  const { content, module } = await aPublished(aSlug())
  const lena = await someoneIn(content, module.migration)
  await sql`
    INSERT INTO membership (id, person_id, audience_id, "from")
    SELECT ${newId()}, ${lena.personId}, id, '2026-01-01' FROM audience WHERE slug = ${`${content.slug}-readers`}`
  await someoneIn(content, module.migration, 'readers')
  const next = changedContent(content, aModuleFile({ slug: aSlug(), audiences: ['daily', 'readers'] }))
  expect(await planned(next)).toMatchObject([
    {
      change: 'new module',
      asked: {
        first: {
          people: 2,
          by: [
            { name: 'Every day', people: 1 },
            { name: 'Readers', people: 2 },
          ],
        },
      },
    },
  ])
})

test('the preview says what changed and how many people are asked for a refresher; publishing asks them', async () => {
  const slug = aSlug()
  const { content, module } = await aPublished(slug)
  const lena = await someoneIn(content, module.migration)
  const browser = new Browser(lena, { id: module.release }, NOW)
  browser.doLab('enter')
  await browser.send()
  const harder = aLesson({ blocks: [aSection('start'), aLab('enter', 'Enter invoice 4712.'), aSection('after')] })
  const next = changedContent(content, aModuleFile({ slug, release: '2', compiled: harder, audiences: ['daily'] }))
  expect(await planned(next)).toMatchObject([
    {
      change: 'new release',
      changed: [
        { id: 'enter', how: 'changed' },
        { id: 'after', how: 'new' },
      ],
      asked: { first: { people: 0 }, refresher: { changed: { people: 1, blocks: 2 } } },
    },
  ])
  await publish('system', [next], new Date(browser.clock))
  expect(await sql`SELECT met, required FROM module_progress WHERE person_id = ${lena.personId}`).toEqual([
    { met: 0, required: 2 },
  ])
})

test('a renamed module keeps its history, and its former name leads to it', async () => {
  const [slug, next] = [aSlug(), aSlug()]
  const { content, module } = await aPublished(slug)
  await publish(
    'system',
    [changedContent(content, aModuleFile({ slug: next, release: '2', was: slug, compiled: twoBlocks }))],
    NOW,
  )
  expect(await sql`SELECT id FROM module WHERE slug = ${next}`).toEqual([{ id: module.id }])
  expect(await sql`SELECT slug FROM module_alias WHERE module_id = ${module.id}`).toEqual([{ slug }])
  const again = aContent([aModuleFile({ slug })])
  expect(await planned(again)).toMatchObject([{ change: 'refused', reason: expect.stringContaining('another module') }])
})

test('a slug of another migration is refused', async () => {
  const slug = aSlug()
  await aPublished(slug)
  expect(await planned(aContent([aModuleFile({ slug })]))).toMatchObject([
    { change: 'refused', reason: expect.stringContaining('Another migration') },
  ])
})

test('afterwards the rules in the database hold, and what differs is said', async () => {
  const slug = aSlug()
  const { content, module } = await aPublished(slug)
  const same = aModuleFile({ slug, compiled: twoBlocks, audiences: ['daily'] })
  const moved = { ...content, migration: { ...content.migration, name: 'Away from Ledgerline' } }
  await sql`UPDATE assignment SET due_days = 3 WHERE module_id = ${module.id}`
  const plan = await planPublication('system', [{ ...moved, modules: changedContent(content, same).modules }], NOW)
  expect(plan.migrations[0]?.differences).toEqual([
    'Name: the file says “Away from Ledgerline”, the portal “From Ledgerline to Meridian”.',
    `Who is asked for ${slug}: the file says “${content.slug}-daily for ${content.slug}-pilot, due on its date”, the portal “${content.slug}-daily for ${content.slug}-pilot, due 3 days before”.`,
  ])
  await publish('system', [moved], NOW)
  expect(await sql`SELECT name FROM migration WHERE slug = ${content.slug}`).toEqual([
    { name: 'From Ledgerline to Meridian' },
  ])
})

test('what was previewed is what is published: a change in between is a conflict', async () => {
  const content = aContent([aModuleFile({ slug: aSlug() })])
  const { fingerprint } = await planPublication('system', [content], NOW)
  await publish('system', [content], NOW)
  await expect(publish('system', [content], NOW, { expect: fingerprint })).rejects.toMatchObject({ kind: 'conflict' })
})

test('only a lead or an admin publishes, and who publishes the first content leads the migration', async () => {
  const learner = await aLearner()
  await expect(planPublication(learner, [], NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(publish(learner, [], NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  await publish(await aLead(), [], NOW)
  const admin = await anAdmin()
  const content = aContent([aModuleFile({ slug: aSlug() })])
  await publish(admin, [content], NOW)
  expect(
    await sql`
    SELECT r.role FROM role_grant r JOIN migration g ON g.id = r.migration_id
    WHERE r.person_id = ${admin.personId} AND g.slug = ${content.slug}`,
  ).toEqual([{ role: 'lead' }])
})

const noticesOf = ({ personId }: Viewer) =>
  sql`SELECT kind, title, words FROM notice WHERE person_id = ${personId} ORDER BY id`

test('whoever is asked for something new is told once, in one notice', async () => {
  const { content, module } = await aPublished(aSlug())
  const lena = await someoneIn(content, module.migration)
  const files = ['One', 'Two'].map((title) =>
    aModuleFile({ slug: aSlug(), audiences: ['daily'], compiled: aLesson({ title }) }),
  )
  const sheet = aModuleFile({ slug: aSlug(), audiences: ['daily'], compiled: aLesson({ kind: 'quick reference' }) })
  await publish('system', [changedContent(content, ...files, sheet)], NOW)
  await publish('system', [changedContent(content, ...files, sheet)], NOW)
  expect(await noticesOf(lena)).toEqual([
    { kind: 'assignment', title: '2 modules are new on your list.', words: 'One; Two.' },
  ])
})

test('who completed an older release is told what changed, and nobody else', async () => {
  const slug = aSlug()
  const { content, module } = await aPublished(slug)
  const [lena, max] = [await someoneIn(content, module.migration), await someoneIn(content, module.migration)]
  const browser = new Browser(lena, { id: module.release }, NOW)
  browser.doLab('enter')
  await browser.send()
  const next = aLesson({ blocks: [aSection('start', 'Other words.'), aLab('enter')], minutes: 6 })
  const later = new Date(browser.clock)
  await publish('system', [changedContent(content, aModuleFile({ slug, release: '2', compiled: next }))], later)
  expect(await noticesOf(lena)).toEqual([
    {
      kind: 'release',
      title: 'Enter a supplier invoice has changed.',
      words: 'New in release 2: “About start”. About 3 min; your completion stays.',
    },
  ])
  expect(await noticesOf(max)).toEqual([])
})
