import { Refusal } from '#app/domain/errors.ts'
import { can, ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { openPlaces } from '#app/domain/playbooks/fill-template.ts'
import { countUse } from '#app/domain/playbooks/template-uses.server.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { answerHelp } from './help.server.ts'
import { isSeenBy } from './seen-people.server.ts'
import type { MessageInput } from './template-message-input.ts'

/** A template that is about to be sent to somebody. */
export type Draft = {
  template: { id: string; slug: string; title: string; markdown: string }
  person: { id: string; name: string }
  /** the request for help that it answers, if it still waits */
  request: { id: string; block: string; blockId: string; module: string; slug: string; words: string | null } | null
  /** whether the viewer may take the request off the list with it */
  helps: boolean
}

/** What is sent to whom; refuses with `missing` a template that is not offered and a person whom the viewer does not see. */
export async function draftOf(
  viewer: Viewer,
  slug: string,
  { person, request }: { person: string; request: string | null },
  now: Date,
): Promise<Draft> {
  ensure(viewer, 'playbook.read')
  const [[template], [seen], [asked]] = await Promise.all([
    sql<Draft['template']>`
      SELECT id, slug, title, body AS markdown FROM support_template
      WHERE slug = ${slug} AND retired_at IS NULL AND migration_id = ${viewer.migration?.id ?? null}::uuid`,
    sql<Draft['person']>`
      SELECT p.id, p.name FROM person p WHERE p.id = ${asId(person)}::uuid AND ${isSeenBy(viewer, todayOf(viewer, now))}`,
    sql<NonNullable<Draft['request']>>`
      SELECT q.id, b.title AS block, q.block_id AS "blockId", r.title AS module, m.slug, q.words FROM help_request q
      JOIN module m ON m.id = q.module_id
      JOIN release r ON r.id = q.release_id JOIN release_block b ON b.release_id = q.release_id AND b.block_id = q.block_id
      WHERE q.id = ${asId(request)}::uuid AND q.person_id = ${asId(person)}::uuid AND q.answered_at IS NULL`,
  ])
  if (!template) throw new Refusal('missing', 'There is no such template.')
  if (!seen) throw new Refusal('missing', 'There is nobody of this kind among your people.')
  return { template, person: seen, request: asked ?? null, helps: can(viewer, 'cohort.lead') }
}

/**
 * Sends a person the words of a template, once however often the form is sent: a notice, and a mail as they have chosen.
 * Refuses with `invalid` words with open places, each named.
 */
export async function sendMessage(
  viewer: Viewer,
  slug: string,
  person: string,
  input: MessageInput,
  now: Date,
): Promise<Draft> {
  const request = input.request ?? null
  const draft = await draftOf(viewer, slug, { person, request }, now)
  const open = openPlaces(input.words)
  if (open.length > 0) throw new Refusal('invalid', `Fill in ${open.join(', ')} before you send it.`, 'words')
  await inTransaction(async (tx) => {
    const told = await tell(tx, {
      personIds: [draft.person.id],
      kind: 'message',
      key: `message:${viewer.personId}:${input.id}`,
      title: `${viewer.name} writes: ${draft.template.title}`,
      words: input.words,
      link: draft.request && paths.module(draft.request.slug, draft.request.blockId),
      now,
    })
    if (told.length === 0) return
    await countUse(tx, viewer, draft.template.id, 'sent', now)
    const subject = { type: 'support template', id: draft.template.id }
    const after = { personId: draft.person.id, helpRequestId: draft.request?.id ?? null }
    await recordAudit(tx, viewer, 'support-template.sent', subject, null, after, now)
    if (draft.request && input.helped && draft.helps) await answerHelp(viewer, draft.request.id, now, tx)
  })
  return draft
}

/** The id that a new form is sent with. */
export const newMessageId = (): string => newId()
