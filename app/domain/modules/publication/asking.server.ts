import type { Sql } from '#app/platform/database/sql.server.ts'
import { type Asking, askingOf } from '../changes.ts'
import { releaseOf } from '../releases.server.ts'

/** What a release that is about to be written asks of those who completed an older one (`askingOf`). */
export async function askingFor(on: Sql, moduleId: string, release: Parameters<typeof askingOf>[0]): Promise<Asking> {
  const older = await on<{ id: string; isWithdrawn: boolean }>`
    SELECT id, withdrawn_at IS NOT NULL AS "isWithdrawn" FROM release
    WHERE module_id = ${moduleId} AND published_at <= ${release.publishedAt} ORDER BY published_at DESC, id DESC`
  const before = older.find(({ isWithdrawn }) => !isWithdrawn)
  return askingOf(release, before ? await releaseOf(before.id, on) : null, older.length === 0)
}
