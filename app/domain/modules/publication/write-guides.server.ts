import type { MigrationContent } from '#app/lessons/content.server.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { decideGuides, type GuideDecisions } from './guide-changes.ts'
import { isPublished } from './plan.ts'
import type { Published } from './published.server.ts'
import type { Publishing } from './publishing.ts'
import { storeMedia } from './write-media.server.ts'
import { audit } from './write-migration.server.ts'

/** Publishes changed playbooks as new revisions, and brings support templates to what the files say. */
export async function writeGuides(
  tx: Sql,
  migrationId: string,
  content: MigrationContent,
  published: Published,
  publishing: Publishing,
): Promise<void> {
  const { playbooks, templates } = decideGuides(content, published)
  for (const decision of playbooks) await writePlaybook(tx, migrationId, content, decision, publishing)
  for (const decision of templates) await writeTemplate(tx, migrationId, content, decision, publishing)
}

async function writePlaybook(
  tx: Sql,
  migrationId: string,
  content: MigrationContent,
  decision: GuideDecisions['playbooks'][number],
  publishing: Publishing,
): Promise<void> {
  if (!isPublished(decision)) return
  const { known, file } = decision
  const { slug, hash, source, playbook } = file
  await storeMedia(tx, file.media, content)
  const id = known?.id ?? newId()
  const number = (known?.number ?? 0) + 1
  if (!known) {
    await tx`
      INSERT INTO playbook (id, migration_id, slug, created_at) VALUES (${id}, ${migrationId}, ${slug}, ${publishing.now})`
  }
  await tx`
    INSERT INTO playbook_revision (id, playbook_id, number, title, summary, minutes, source, hash, tree, published_at,
      published_by_id)
    VALUES (${newId()}, ${id}, ${number}, ${playbook.title}, ${playbook.summary}, ${playbook.minutes}, ${source}, ${hash},
      ${playbook}, ${publishing.now}, ${publishing.viewer?.personId ?? null})`
  await audit(tx, publishing, 'playbook.published', { type: 'playbook', id }, { slug, number })
}

/** A template has no revisions: the audit log says what it was. */
async function writeTemplate(
  tx: Sql,
  migrationId: string,
  content: MigrationContent,
  decision: GuideDecisions['templates'][number],
  publishing: Publishing,
): Promise<void> {
  const { known, file, change } = decision
  if (change === 'refused') return
  await storeMedia(tx, file.media, content)
  if (!isPublished(decision)) return
  const { title, area, markdown, module } = file.template
  const id = known?.id ?? newId()
  await tx`
    INSERT INTO support_template (id, migration_id, slug, title, area, body, module_id, position, updated_at)
    SELECT ${id}::uuid, ${migrationId}::uuid, ${file.slug}, ${title}, ${area}, ${markdown},
      (SELECT id FROM module WHERE slug = ${module}),
      (SELECT coalesce(max(position) + 1, 0) FROM support_template WHERE migration_id = ${migrationId}::uuid), ${publishing.now}
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, area = excluded.area, body = excluded.body,
      block_id = CASE WHEN excluded.module_id = support_template.module_id THEN support_template.block_id END,
      module_id = excluded.module_id, number = support_template.number + 1, updated_at = excluded.updated_at,
      edited_at = NULL, edited_by_id = NULL`
  const after = { slug: file.slug, title, area, body: markdown, module }
  const subject = { type: 'support template', id }
  if (known) await audit(tx, publishing, 'support-template.changed', subject, after, valuesOf(known))
  else await audit(tx, publishing, 'support-template.added', subject, after)
}

function valuesOf({ slug, title, area, body, module }: Published['templates'][number]) {
  return { slug, title, area, body, module }
}
