import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { freeSlug, slugOf } from '#app/lessons/slug.ts'
import { TEMPLATE_VARIABLES } from '#app/lessons/template-variables.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { areaName } from './areas.ts'
import type { TemplateInput } from './template-input.ts'
import { refuseUnknownVariables } from './unknown-variables.server.ts'

/** A support template for whoever edits it. */
export type EditedTemplate = {
  slug: string
  title: string
  /** its area, in words */
  area: string
  body: string
  about: string | null
  /** the template before it */
  after: string | null
  /** the state that is shown: a writer names it */
  number: number
  retired: boolean
  used: number
  /** since when its words are other than its file's */
  edited: { at: Date; by: string | null } | null
}

/** What the form offers. */
export type TemplateChoices = {
  areas: string[]
  about: { value: string; label: string }[]
  templates: { slug: string; title: string }[]
  variables: readonly string[]
}

/** A template of the viewer's migration, retired ones too; refuses with `missing` any other. */
export async function templateForEditing(viewer: Viewer, slug: string): Promise<EditedTemplate> {
  ensure(viewer, 'template.manage')
  const [row] = await rowsOf(sql, viewer, slug)
  if (!row) throw new Refusal('missing', 'There is no such template.')
  const { editedAt, editedBy, area, ...rest } = row
  return { ...rest, area: areaName(area), edited: editedAt && { at: editedAt, by: editedBy } }
}

type Row = Omit<EditedTemplate, 'edited'> & { editedAt: Date | null; editedBy: string | null }

const rowsOf = (on: Sql, viewer: Viewer, slug: string) => on<Row>`
  SELECT t.slug, t.title, t.area, t.body, m.slug || coalesce('#' || t.block_id, '') AS about, t.number,
    t.retired_at IS NOT NULL AS retired, t.edited_at AS "editedAt", p.name AS "editedBy",
    (SELECT count(*) FROM template_use u WHERE u.template_id = t.id) AS used,
    (SELECT b.slug FROM support_template b WHERE b.migration_id = t.migration_id AND b.retired_at IS NULL
       AND (b.position, b.title) < (t.position, t.title) ORDER BY b.position DESC, b.title DESC LIMIT 1) AS after
  FROM support_template t LEFT JOIN module m ON m.id = t.module_id LEFT JOIN person p ON p.id = t.edited_by_id
  WHERE t.slug = ${slug} AND t.migration_id = ${viewer.migration?.id ?? null}::uuid`

/** Areas that there are, modules with their blocks, and the templates that another can stand behind. */
export async function templateChoices(viewer: Viewer): Promise<TemplateChoices> {
  ensure(viewer, 'template.manage')
  const id = viewer.migration?.id ?? null
  const [templates, about] = await Promise.all([
    sql<{ slug: string; title: string; area: string }>`
      SELECT slug, title, area FROM support_template
      WHERE migration_id = ${id}::uuid AND retired_at IS NULL ORDER BY position, title`,
    sql<TemplateChoices['about'][number]>`
      SELECT m.slug || coalesce('#' || b.block_id, '') AS value, r.title || coalesce(': ' || b.title, '') AS label
      FROM module m JOIN release r ON r.id = m.current_release_id
      CROSS JOIN LATERAL (
        SELECT NULL AS block_id, NULL AS title, -1 AS position
        UNION ALL SELECT block_id, title, position FROM release_block WHERE release_id = r.id) b
      WHERE m.migration_id = ${id}::uuid ORDER BY r.title, m.slug, b.position`,
  ])
  return {
    areas: [...new Set(templates.map(({ area }) => areaName(area)))].sort(),
    about,
    templates: templates.map(({ slug, title }) => ({ slug, title })),
    variables: TEMPLATE_VARIABLES,
  }
}

/** Adds a template; answers its slug. */
export async function addTemplate(viewer: Viewer, input: TemplateInput, now: Date): Promise<string> {
  ensure(viewer, 'template.manage')
  refuseUnknownVariables(input.body, 'body')
  const migrationId = viewer.migration?.id
  if (!migrationId) throw new Refusal('missing', 'You are in no migration.')
  return inTransaction(async (tx) => {
    await lockList(tx, migrationId)
    const taken = new Set((await tx<{ slug: string }>`SELECT slug FROM support_template`).map(({ slug }) => slug))
    const slug = freeSlug(slugOf(input.title) || 'template', (one) => one === 'new' || taken.has(one))
    const { moduleId, blockId } = await placeOf(tx, migrationId, input.about)
    const id = newId(now)
    await tx`
      INSERT INTO support_template (id, migration_id, slug, title, area, body, module_id, block_id, updated_at, edited_at, edited_by_id)
      VALUES (${id}, ${migrationId}, ${slug}, ${input.title}, ${input.area}, ${input.body}, ${moduleId}, ${blockId}, ${now}, ${now},
        ${viewer.personId})`
    await order(tx, migrationId, slug, input.after ?? null)
    await recordAudit(tx, viewer, 'support-template.added', { type: SUBJECT, id }, null, valuesOf(slug, input), now)
    return slug
  })
}

/**
 * Changes a template. Refuses with `conflict` whoever edited a state that is no longer the newest: nothing is
 * overwritten, and the words say who changed it.
 */
export async function changeTemplate(viewer: Viewer, slug: string, input: TemplateInput, now: Date): Promise<void> {
  ensure(viewer, 'template.manage')
  refuseUnknownVariables(input.body, 'body')
  await inTransaction(async (tx) => {
    const { id, migrationId } = await lockTemplate(tx, viewer, slug)
    const [was] = (await rowsOf(tx, viewer, slug)) as [Row]
    if (was.number !== input.seen) throw changedMeanwhile(was)
    const { moduleId, blockId } = await placeOf(tx, migrationId, input.about)
    const before = valuesOf(slug, { ...was, about: was.about ?? undefined })
    const after = valuesOf(slug, input)
    if (input.after !== slug) await order(tx, migrationId, slug, input.after ?? null)
    if (JSON.stringify(before) === JSON.stringify(after)) return
    await tx`
      UPDATE support_template SET title = ${input.title}, area = ${input.area}, body = ${input.body}, module_id = ${moduleId}::uuid,
        block_id = ${blockId}, number = number + 1, updated_at = ${now}, edited_at = ${now}, edited_by_id = ${viewer.personId}::uuid
      WHERE id = ${id}::uuid`
    await recordAudit(tx, viewer, 'support-template.changed', { type: SUBJECT, id }, before, after, now)
  })
}

/** Takes a template out of the lists, or brings it back; a repeat changes nothing. */
export async function retireTemplate(viewer: Viewer, slug: string, retired: boolean, now: Date): Promise<void> {
  ensure(viewer, 'template.manage')
  await inTransaction(async (tx) => {
    const { id } = await lockTemplate(tx, viewer, slug)
    const [changed] = await tx`
      UPDATE support_template SET retired_at = ${retired ? now : null}::timestamptz, number = number + 1
      WHERE id = ${id}::uuid AND (retired_at IS NULL) = ${retired} RETURNING id`
    if (!changed) return
    const action = retired ? 'support-template.retired' : 'support-template.brought-back'
    await recordAudit(tx, viewer, action, { type: SUBJECT, id }, null, { slug }, now)
  })
}

/** The subject of its lines in the audit log, as publication writes it. */
const SUBJECT = 'support template'

function changedMeanwhile({ editedBy }: Row): Refusal {
  const who = editedBy ?? 'Somebody'
  return new Refusal(
    'conflict',
    `${who} changed this template while you were editing. Nothing is overwritten: your words are still here, and below is what it says now. Bring them together, then save again.`,
  )
}

async function lockTemplate(tx: Sql, viewer: Viewer, slug: string): Promise<{ id: string; migrationId: string }> {
  const migrationId = viewer.migration?.id ?? null
  if (migrationId) await lockList(tx, migrationId)
  const [row] = await tx<{ id: string; migrationId: string }>`
    SELECT id, migration_id AS "migrationId" FROM support_template
    WHERE slug = ${slug} AND migration_id = ${migrationId}::uuid FOR UPDATE`
  if (!row) throw new Refusal('missing', 'There is no such template.')
  return row
}

/** One writer of a migration's templates at a time: the order is everybody's. */
async function lockList(tx: Sql, migrationId: string): Promise<void> {
  await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`templates ${migrationId}`}, 0))`
}

async function placeOf(tx: Sql, migrationId: string, about: string | undefined) {
  if (!about) return { moduleId: null, blockId: null }
  const [module = '', blockId = null] = about.split('#')
  const [row] = await tx<{ id: string }>`
    SELECT m.id FROM module m WHERE m.slug = ${module} AND m.migration_id = ${migrationId}::uuid AND (${blockId}::text IS NULL
      OR EXISTS (SELECT FROM release_block b JOIN release r ON r.id = b.release_id
        WHERE r.module_id = m.id AND b.block_id = ${blockId}))`
  if (!row) throw new Refusal('invalid', 'This place is not there any more. Choose another.', 'about')
  return { moduleId: row.id, blockId }
}

/** Puts a template behind another, or first. One that is not there any more counts as the end. */
async function order(tx: Sql, migrationId: string, slug: string, after: string | null): Promise<void> {
  const rows = await tx<{ slug: string }>`
    SELECT slug FROM support_template WHERE migration_id = ${migrationId}::uuid AND slug <> ${slug} ORDER BY position, title`
  const others = rows.map((row) => row.slug)
  const at = after === null ? 0 : others.includes(after) ? others.indexOf(after) + 1 : others.length
  const slugs = others.toSpliced(at, 0, slug)
  await tx`
    UPDATE support_template t SET position = o.place - 1
    FROM unnest(${slugs}::text[]) WITH ORDINALITY AS o (slug, place)
    WHERE t.slug = o.slug AND t.position <> o.place - 1`
}

function valuesOf(
  slug: string,
  { title, area, body, about }: Pick<TemplateInput, 'title' | 'area' | 'body' | 'about'>,
) {
  return { slug, title, area, body, about: about ?? null }
}
