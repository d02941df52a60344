import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aCopy, aGuide, aPlaybook, aTemplate } from '#tests/makers/playbooks.ts'
import { aRoom, endOf } from '#tests/makers/running.ts'
import { openSessionRun } from './opening.server.ts'
import { runPageOf } from './run-page.server.ts'
import { summaryOf } from './summary.server.ts'

const SAY = 'Good morning from {{champion.firstName}}: {{product.new}} on {{session.date}}, {{learner.firstName}}.'

/** A room whose guide has open places in its first part. */
async function aRoomToFill() {
  const room = await aRoom({ startsAt: new Date('2026-07-13T09:00Z') })
  const part = (module: string | null) => ({
    ...{ id: module ?? 'welcome', title: 'Welcome to {{product.new}}', minutes: 5, who: null, module },
    nodes: [{ say: `<p>${SAY}</p>` }],
  })
  const sections = [{ id: 'all', title: 'All', nodes: [{ agenda: [part(null), part(room.module.slug)] }] }]
  const playbook = await aPlaybook(room.migration, { revisions: [{ ...aGuide(), sections }] })
  await sql`UPDATE cohort_session SET copy_id = ${(await aCopy(room.cohort, playbook)).id} WHERE id = ${room.address.session}`
  await sql`UPDATE migration SET new_product = 'Meridian <2>' WHERE id = ${room.migration.id}`
  return room
}

const AS_HTML =
  '<p>Good morning from <mark title="Not known here">your first name</mark>: Meridian &lt;2&gt; on Monday, 13 July 2026 at 10:00, <mark title="Not known here">first name</mark>.</p>'

test('what is said in a session has the session’s own words in its places, and names the others', async () => {
  const room = await aRoomToFill()
  const before = await runPageOf(room.champion, room.address, new Date())
  expect(before.agenda[0]).toMatchObject({ title: 'Welcome to Meridian <2>', nodes: [{ say: AS_HTML }] })
  await sql`UPDATE cohort_session SET champion_id = ${room.champion.personId} WHERE id = ${room.address.session}`
  await openSessionRun(room.champion, room.address, new Date())
  const { agenda } = await runPageOf(room.champion, room.address, new Date())
  expect(agenda[0]?.nodes).toEqual([
    { say: AS_HTML.replace('<mark title="Not known here">your first name</mark>', 'Tomasz') },
  ])
  await endOf(room)
  expect((await summaryOf(room.champion, room.address, new Date())).parts[0]?.title).toBe('Welcome to Meridian <2>')
})

test('if they ask: the templates about the module are there with their words, and those that are retired are not', async () => {
  const room = await aRoomToFill()
  const body = 'Hello {{learner.firstName}}, **{{product.new}}** keeps it. {{champion.firstName}}'
  const kept = await aTemplate(room.migration, { title: 'Is my data safe?', body })
  const retired = await aTemplate(room.migration, { title: 'Old words', body })
  await aTemplate(room.migration, { title: 'Of nothing here', body })
  await sql`UPDATE support_template SET module_id = ${room.module.id} WHERE slug IN (${kept.slug}, ${retired.slug})`
  await sql`UPDATE support_template SET retired_at = now() WHERE slug = ${retired.slug}`
  const { modules } = await runPageOf(room.champion, room.address, new Date())
  expect(modules[room.module.slug]?.templates).toEqual([
    {
      slug: kept.slug,
      title: 'Is my data safe?',
      text: 'Hello everyone, Meridian <2> keeps it. Tomasz',
      html: expect.stringContaining('<strong>Meridian &lt;2&gt;</strong>'),
    },
  ])
})
