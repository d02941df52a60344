import type { MigrationContent } from '#app/lessons/content.server.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
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
  await writePlaybooks(tx, migrationId, content, published, publishing)
  await writeTemplates(tx, migrationId, content, publishing)
}

async function writePlaybooks(
  tx: Sql,
  migrationId: string,
  content: MigrationContent,
  published: Published,
  publishing: Publishing,
): Promise<void> {
  for (const { slug, hash, source, playbook, media } of content.playbooks) {
    const known = published.playbooks.find((one) => one.slug === slug && one.migration === content.slug)
    if (known?.hash === hash) continue
    await storeMedia(tx, media, content)
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
}

async function writeTemplates(
  tx: Sql,
  migrationId: string,
  content: MigrationContent,
  publishing: Publishing,
): Promise<void> {
  for (const [position, { slug, template, media }] of content.templates.entries()) {
    await storeMedia(tx, media, content)
    const { title, area, markdown, module } = template
    await tx`
      INSERT INTO support_template (id, migration_id, slug, title, area, body, module_id, position, updated_at)
      VALUES (${newId()}, ${migrationId}, ${slug}, ${title}, ${area}, ${markdown},
        (SELECT id FROM module WHERE slug = ${module}), ${position}, ${publishing.now})
      ON CONFLICT (slug) DO UPDATE SET title = excluded.title, area = excluded.area, body = excluded.body,
        module_id = excluded.module_id, position = excluded.position, updated_at = excluded.updated_at
      WHERE support_template.migration_id = excluded.migration_id
        AND (support_template.title, support_template.area, support_template.body, support_template.module_id,
             support_template.position)
          IS DISTINCT FROM (excluded.title, excluded.area, excluded.body, excluded.module_id, excluded.position)`
  }
}
