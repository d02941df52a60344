import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { openPlaces } from '#app/domain/playbooks/fill-template.ts'
import { countUseOf } from '#app/domain/playbooks/template-uses.server.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { addAction, lockAsSeen } from './actions.server.ts'
import { changingBoard } from './board-news.server.ts'
import { newsOfAnswer } from './news.ts'
import { tellTrouble } from './telling.server.ts'
import type { AnswerInput } from './triage-input.ts'

/**
 * Answers everyone in a trouble, and with `fixBy` promises a fix. Answers how many people were told.
 * Refuses with `conflict` what happened meanwhile and what is resolved, with `invalid` a promise for the past.
 */
export async function answerTrouble(
  viewer: Viewer,
  clusterId: string,
  input: AnswerInput,
  now: Date,
): Promise<{ told: number }> {
  return changingBoard(viewer, async (sql) => {
    const trouble = await lockAsSeen(sql, viewer, clusterId, input.seen)
    if (trouble.state === 'resolved') throw new Refusal('conflict', 'This is resolved. Open it again to answer it.')
    const fixBy = input.fixBy ?? null
    if (fixBy !== null && viewer.migration && fixBy < localDay(now, viewer.migration.timeZone)) {
      throw new Refusal('invalid', 'The fix is promised for a day that is over.', 'fixBy')
    }
    if (input.template) await fromTemplate(sql, viewer, input.template, input.words, now)
    const answerId = newId(now)
    await sql`
      INSERT INTO answer (id, cluster_id, at, author_id, words, public)
      VALUES (${answerId}, ${trouble.id}, ${now}, ${viewer.personId}, ${input.words}, ${input.public})`
    await sql`
      UPDATE confusion_cluster SET state = ${fixBy === null ? 'answered' : 'fixing'}::confusion_state
      WHERE id = ${trouble.id}::uuid`
    await addAction(sql, trouble.id, viewer.personId, { kind: 'answered', answerId, fixBy }, now)
    const news = { subject: { answerId }, ...newsOfAnswer(trouble.question, input.words) }
    return { told: await tellTrouble(sql, trouble.id, news, now) }
  })
}

/** Words of a template are counted as its use, and leave no place open. */
async function fromTemplate(sql: Sql, viewer: Viewer, slug: string, words: string, now: Date): Promise<void> {
  const open = openPlaces(words)
  if (open.length > 0) throw new Refusal('invalid', `Fill in ${open.join(', ')} before you send it.`, 'words')
  await countUseOf(viewer, slug, 'answered', now, sql)
}
