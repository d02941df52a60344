import type { ModuleRelease } from '#app/lessons/content.server.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { Publishing } from './publishing.ts'
import { audit } from './write-migration.server.ts'

/** Whom front matter proposes a module to. Only at its first publication; afterwards the rules in the database hold. */
export async function proposeAssignments(
  tx: Sql,
  moduleId: string,
  file: ModuleRelease,
  publishing: Publishing,
): Promise<void> {
  const { slug, header, milestone } = file
  const { due, optional } = header
  const targets = [
    ...header.audiences.map((audience) => ({ audience, role: null })),
    ...header.roles.map((role) => ({ audience: null, role })),
  ]
  for (const { audience, role } of targets) {
    const id = newId()
    await tx`
      INSERT INTO assignment (id, module_id, milestone_id, audience_id, role, due_days, optional, created_at, created_by_id)
      SELECT ${id}, ${moduleId}, s.id, (SELECT id FROM audience WHERE slug = ${audience}), ${role}::role,
        ${due}, ${optional}, ${publishing.now}, ${publishing.viewer?.personId ?? null}
      FROM milestone s WHERE s.slug = ${milestone}`
    const after = { module: slug, milestone, audience, role, due, optional }
    await audit(tx, publishing, 'assignment.added', { type: 'assignment', id }, after)
  }
}
