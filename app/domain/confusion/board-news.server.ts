import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { announce } from '#app/platform/live.server.ts'
import { type Action, actionWords } from './actions.ts'
import { ACTOR, ACTOR_NAME } from './actor.server.ts'
import type { BoardNews } from './board-news.ts'
import { headline } from './headline.ts'

/** What everybody who looks at the board of the viewer's migration listens to. */
export const boardTopic = (viewer: Viewer): string => `confusion ${viewer.migration?.id ?? ''}`

/** Does something about troubles in one transaction, and then tells the open boards to look again. */
export async function changingBoard<T>(viewer: Viewer, work: (sql: Sql) => Promise<T>): Promise<T> {
  const done = await inTransaction(work)
  announce(boardTopic(viewer))
  return done
}

type Row = {
  version: string
  kind: Action['kind'] | null
  actor_id: string | null
  token_id: string | null
  actor: string | null
  words: string
}

/** What was last done on the board: a version to compare, and by whom it was where that was somebody else of the team. */
export async function boardNews(viewer: Viewer): Promise<BoardNews> {
  ensure(viewer, 'confusion.read')
  const [row] = await sql<Row>`
    SELECT r.changed_at::text AS version, a.kind, a.actor_id, a.token_id, a.actor, r.words
    FROM (
      SELECT changed_at, cluster_id, words FROM confusion_report
      WHERE migration_id = ${viewer.migration?.id ?? null}::uuid ORDER BY changed_at DESC LIMIT 1
    ) r
    LEFT JOIN LATERAL (
      SELECT a.kind, a.actor_id, a.token_id, ${ACTOR_NAME} AS actor FROM confusion_action a ${ACTOR}
      WHERE a.cluster_id = r.cluster_id ORDER BY a.at DESC, a.id DESC LIMIT 1
    ) a ON true`
  if (!row) return { version: '', by: null }
  const isOwn = row.actor_id === viewer.personId && row.token_id === null
  const isOfOthers = row.actor_id !== null && !isOwn && row.kind !== null
  return {
    version: row.version,
    by: isOfOthers
      ? `${row.actor ?? 'Somebody'} ${actionWords[row.kind as Action['kind']]}: “${headline(row.words)}”`
      : null,
  }
}
