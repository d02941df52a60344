import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'

/** A template that may answer what somebody asks at a place; those of the very block first. */
export type ReadyAnswer = { slug: string; title: string; markdown: string }

/** Templates about the place of a confusion: those about its block, then those about its whole module. */
export async function readyAnswersTo(viewer: Viewer, clusterId: string): Promise<ReadyAnswer[]> {
  ensure(viewer, 'playbook.read')
  return sql<ReadyAnswer>`
    SELECT t.slug, t.title, t.body AS markdown
    FROM confusion_cluster c JOIN support_template t ON t.module_id = c.module_id AND t.migration_id = c.migration_id
    WHERE c.id = ${asId(clusterId)}::uuid AND c.migration_id = ${viewer.migration?.id ?? null}::uuid AND t.retired_at IS NULL
      AND (t.block_id IS NULL OR t.block_id = c.block_id)
    ORDER BY t.block_id IS NULL, t.position, t.title`
}

/** What is ready for each of some modules, for requests for help at their blocks. */
export type ReadyAt = { module: string; block: string | null; slug: string; title: string }

/** The templates about each module, those of one block first. */
export async function readyAnswersAt(viewer: Viewer, modules: readonly string[]): Promise<ReadyAt[]> {
  return (await wholeAnswersAt(viewer, modules)).map(({ markdown: _, ...ready }) => ready)
}

/** The same with their words, whose `{{places}}` are still open. */
export async function wholeAnswersAt(
  viewer: Viewer,
  modules: readonly string[],
): Promise<(ReadyAt & { markdown: string })[]> {
  ensure(viewer, 'playbook.read')
  if (modules.length === 0) return []
  return sql<ReadyAt & { markdown: string }>`
    SELECT m.slug AS module, t.block_id AS block, t.slug, t.title, t.body AS markdown
    FROM support_template t JOIN module m ON m.id = t.module_id
    WHERE m.slug = ANY(${[...modules]}::text[]) AND t.retired_at IS NULL
      AND t.migration_id = ${viewer.migration?.id ?? null}::uuid
    ORDER BY t.block_id IS NULL, t.position, t.title`
}
