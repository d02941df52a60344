import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

type UseKind = 'copied' | 'sent' | 'answered'

/** Counts a use of a template, in the transaction that it happens in. */
export async function countUse(tx: Sql, viewer: Viewer, templateId: string, kind: UseKind, now: Date): Promise<void> {
  await tx`
    INSERT INTO template_use (id, template_id, by_id, at, kind)
    VALUES (${newId(now)}::uuid, ${templateId}::uuid, ${viewer.personId}::uuid, ${now}, ${kind}::template_use_kind)`
}

/** Counts that the viewer used an offered template of their migration; one that is not there is `missing`. */
export async function countUseOf(viewer: Viewer, slug: string, kind: UseKind, now: Date, on?: Sql): Promise<void> {
  ensure(viewer, 'playbook.read')
  const count = async (tx: Sql) => {
    const [template] = await tx<{ id: string }>`
      SELECT id FROM support_template
      WHERE slug = ${slug} AND migration_id = ${viewer.migration?.id ?? null}::uuid AND retired_at IS NULL`
    if (!template) throw new Refusal('missing', 'There is no such template.')
    await countUse(tx, viewer, template.id, kind, now)
  }
  await (on ? count(on) : inTransaction(count))
}
