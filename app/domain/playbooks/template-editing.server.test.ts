import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aModule } from '#tests/makers/modules.ts'
import { aChampion, aMigration, aTrainer } from '#tests/makers/people.ts'
import { aTemplate } from '#tests/makers/playbooks.ts'
import {
  addTemplate,
  changeTemplate,
  retireTemplate,
  templateChoices,
  templateForEditing,
} from './template-editing.server.ts'
import { TemplateInput } from './template-input.ts'
import { retiredTemplates, templatesOf } from './templates.server.ts'

const NOW = new Date()
const input = (parts: Record<string, unknown> = {}) =>
  TemplateInput.parse({ title: 'Where is my invoice?', area: 'Purchase orders', body: 'Hello.', ...parts })

test('a trainer adds a template, and it stands where they put it', async () => {
  const migration = await aMigration()
  const trainer = await aTrainer({ migration })
  const module = await aModule(migration)
  const [first, second] = [await aTemplate(migration), await aTemplate(migration)]
  const slug = await addTemplate(trainer, input({ about: module.slug, after: first.slug }), NOW)
  const templates = await templatesOf(await aChampion({ migration }))
  expect(templates.map((one) => one.slug)).toEqual([first.slug, slug, second.slug])
  expect(templates[1]).toMatchObject({ area: 'purchase-orders', module: { slug: module.slug }, used: 0 })
  expect((await templateChoices(trainer)).areas).toEqual(['Data', 'Purchase orders'])
  const [entry] = await sql`SELECT action, after FROM audit_entry WHERE actor_id = ${trainer.personId}::uuid`
  expect(entry).toMatchObject({ action: 'support-template.added', after: { slug, about: module.slug } })
})

test('an unknown variable is refused by its name, and a place that is not there too', async () => {
  const trainer = await aTrainer({ migration: await aMigration() })
  const unknown = addTemplate(trainer, input({ body: 'Hello {{learner.fristName}}.' }), NOW)
  await expect(unknown).rejects.toMatchObject({
    kind: 'invalid',
    field: 'body',
    message: expect.stringContaining('Unknown variable {{learner.fristName}}. Did you mean'),
  })
  const nowhere = addTemplate(trainer, input({ about: 'no-such-module' }), NOW)
  await expect(nowhere).rejects.toMatchObject({ kind: 'invalid', field: 'about' })
})

test('of two who edit the same template the second is told who was first, and nothing is overwritten', async () => {
  const migration = await aMigration()
  const [one, other] = [await aTrainer({ migration }), await aTrainer({ migration })]
  const { slug } = await aTemplate(migration)
  const { number } = await templateForEditing(one, slug)
  await changeTemplate(one, slug, input({ seen: number, body: 'The first.' }), NOW)
  const late = changeTemplate(other, slug, input({ seen: number, body: 'The second.' }), NOW)
  await expect(late).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining(one.name) })
  const now = await templateForEditing(other, slug)
  expect(now).toMatchObject({ body: 'The first.', edited: { by: one.name } })
  await changeTemplate(other, slug, input({ seen: now.number, body: 'Both.' }), NOW)
  expect((await templateForEditing(one, slug)).body).toBe('Both.')
})

test('saving at the same moment keeps one and tells the other', async () => {
  const migration = await aMigration()
  const trainer = await aTrainer({ migration })
  const { slug } = await aTemplate(migration)
  const { number } = await templateForEditing(trainer, slug)
  const saved = await Promise.allSettled(
    ['A', 'B', 'C'].map((body) => changeTemplate(trainer, slug, input({ seen: number, body }), NOW)),
  )
  expect(saved.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a retired template is offered to nobody until it is brought back', async () => {
  const migration = await aMigration()
  const trainer = await aTrainer({ migration })
  const { slug } = await aTemplate(migration)
  await retireTemplate(trainer, slug, true, NOW)
  expect(await templatesOf(trainer)).toEqual([])
  expect(await retiredTemplates(trainer)).toMatchObject([{ slug }])
  await retireTemplate(trainer, slug, false, NOW)
  await retireTemplate(trainer, slug, false, NOW)
  expect(await templatesOf(trainer)).toMatchObject([{ slug }])
  const actions = await sql<{ action: string }>`
    SELECT action FROM audit_entry WHERE actor_id = ${trainer.personId}::uuid ORDER BY id`
  expect(actions.map(({ action }) => action)).toEqual(['support-template.retired', 'support-template.brought-back'])
})

test('a champion uses templates and edits none; another migration’s are not there', async () => {
  const migration = await aMigration()
  const champion = await aChampion({ migration })
  const { slug } = await aTemplate(migration)
  await expect(templateForEditing(champion, slug)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(addTemplate(champion, input(), NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(retireTemplate(champion, slug, true, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  const stranger = await aTrainer({ migration: await aMigration() })
  await expect(templateForEditing(stranger, slug)).rejects.toMatchObject({ kind: 'missing' })
  await expect(changeTemplate(stranger, slug, input({ seen: 1 }), NOW)).rejects.toMatchObject({ kind: 'missing' })
})
