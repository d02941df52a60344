import { expect, test } from 'vitest'
import type { MigrationContent } from '#app/lessons/content.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aLab, aLesson } from '#tests/makers/lessons.ts'
import { anAdmin } from '#tests/makers/people.ts'
import { aContent, aModuleFile, aTemplateFile } from '#tests/makers/publication.ts'
import { publish } from './publication.server.ts'

const NOW = new Date()
const GATE = { measure: 'task ratio', comparison: '<=', target: 1.2, audience: null } as const

/** What was written down since, in order. */
async function audited(action: string, act: () => Promise<unknown>) {
  const [{ n = 0 } = {}] = await sql<{ n: number }>`SELECT count(*) AS n FROM audit_entry`
  await act()
  return sql<{ actor: string | null; subject: string; before: unknown; after: unknown }>`
    SELECT actor_id AS actor, subject_type AS subject, before, after
    FROM (SELECT * FROM audit_entry ORDER BY id OFFSET ${n}) added WHERE action = ${action} ORDER BY id`
}

/** The same folder with other parts. */
const changed = (content: MigrationContent, parts: Partial<MigrationContent>): MigrationContent => ({
  ...content,
  ...parts,
})

test('gates and assignments of a publication are in the audit log, with who published them', async () => {
  const admin = await anAdmin()
  const lab = aModuleFile({
    slug: 'audited-lab',
    compiled: aLesson({ blocks: [aLab('enter')] }),
    audiences: ['daily'],
    due: 3,
  })
  const made = aContent([lab])
  const [pilot, ...later] = made.migration.milestones
  if (!pilot) throw new Error('no milestone')
  const gates = [{ ...GATE, task: { module: 'audited-lab', block: 'enter' } }]
  const content = changed(made, { migration: { ...made.migration, milestones: [{ ...pilot, gates }, ...later] } })
  expect(await audited('gate.added', () => publish(admin, [content], NOW))).toEqual([
    {
      actor: admin.personId,
      subject: 'milestone',
      before: null,
      after: {
        ...{ measure: 'task ratio', comparator: '<=', target: 1.2, audience: null },
        ...{ task: 'audited-lab/enter', gateId: expect.any(String) },
      },
    },
  ])
  const assignments = await sql`
    SELECT e.after, e.before FROM audit_entry e JOIN assignment a ON a.id::text = e.subject_id
    JOIN module m ON m.id = a.module_id WHERE e.action = 'assignment.added' AND m.slug = 'audited-lab'`
  expect(assignments).toEqual([
    {
      before: null,
      after: {
        ...{ module: 'audited-lab', milestone: pilot.slug, audience: `${content.slug}-daily`, role: null },
        ...{ due: 3, optional: false },
      },
    },
  ])
})

test('a changed support template is in the audit log with what it said before', async () => {
  const content = aContent([], { templates: [aTemplateFile('audited-template')] })
  expect(await audited('support-template.added', () => publish('system', [content], NOW))).toHaveLength(1)
  const next = changed(content, { templates: [aTemplateFile('audited-template', 'Good morning.')] })
  expect(await audited('support-template.changed', () => publish('system', [next], NOW))).toMatchObject([
    { subject: 'support template', before: { body: 'Hello.' }, after: { body: 'Good morning.' } },
  ])
})

test('what comes first, and the order, are in the audit log when they change', async () => {
  const [one, two] = ['audited-one', 'audited-two']
  const content = aContent([aModuleFile({ slug: one }), aModuleFile({ slug: two })])
  await publish('system', [content], NOW)
  const modules = [
    { ...aModuleFile({ slug: one, release: '2', needs: [two] }), milestone: `${content.slug}-pilot` },
    ...content.modules.filter(({ slug }) => slug === two),
  ]
  const publishNext = () => publish('system', [changed(content, { modules })], NOW)
  expect(await audited('module.needs-changed', publishNext)).toMatchObject([
    { subject: 'module', before: { needs: [] }, after: { module: one, needs: [two] } },
  ])
  expect(
    await sql`
    SELECT before->'order' AS before, after->'order' AS after FROM audit_entry e
    JOIN migration g ON g.id::text = e.subject_id WHERE g.slug = ${content.slug} AND e.action = 'migration.reordered' ORDER BY e.id`,
  ).toEqual([
    { before: null, after: [one, two] },
    { before: [one, two], after: [two, one] },
  ])
  expect(await audited('migration.reordered', publishNext)).toEqual([])
})
