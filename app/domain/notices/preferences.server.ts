import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { CHOSEN_KINDS, MAIL_BY_DEFAULT, type NoticeKind } from './kinds.ts'
import type { PreferencesInput } from './preferences.ts'

/** Of which kinds the viewer also gets a mail: as chosen, else by the kind's default. */
export async function preferencesOf(viewer: Viewer): Promise<Record<NoticeKind, boolean>> {
  const chosen = await sql<{ kind: NoticeKind; mail: boolean }>`
    SELECT kind::text, mail FROM notice_preference WHERE person_id = ${viewer.personId}::uuid`
  return { ...MAIL_BY_DEFAULT, ...Object.fromEntries(chosen.map(({ kind, mail }) => [kind, mail])), account: true }
}

/** Keeps the viewer's choice for every kind. Mails already in the queue are still sent. */
export async function choosePreferences(viewer: Viewer, input: PreferencesInput): Promise<void> {
  const chosen: readonly NoticeKind[] = input.mail
  await sql`
    INSERT INTO notice_preference (person_id, kind, mail)
    SELECT ${viewer.personId}::uuid, kind::notice_kind, mail
    FROM unnest(${CHOSEN_KINDS}::text[], ${CHOSEN_KINDS.map((kind) => chosen.includes(kind))}::boolean[]) AS one (kind, mail)
    ON CONFLICT (person_id, kind) DO UPDATE SET mail = excluded.mail`
}
