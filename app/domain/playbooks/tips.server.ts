import { z } from 'zod'
import { Refusal } from '#app/domain/errors.ts'
import { can, ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { wordsInput } from '#app/domain/words-input.ts'
import { inTransaction, quick, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { announce, subscribe } from '#app/platform/live.server.ts'
import type { ModuleTips, ShownTip } from './tips.ts'

/** One thought, that fits beside a block. */
const TIP_LIMIT = 240

const CHOOSE = 'Choose where the tip belongs.'

/** `place` is a module's slug and a block, `first-invoice#header`. */
export const TipInput = z.object({
  id: z.uuidv7().default(() => newId()),
  place: z
    .string({ error: CHOOSE })
    .regex(/^[^#]+#[^#]+$/, CHOOSE)
    .transform((place) => ({ module: place.split('#')[0] ?? '', block: place.split('#')[1] ?? '' })),
  words: wordsInput('Write the tip first.', TIP_LIMIT),
})
export type TipInput = z.output<typeof TipInput>

const TIPS = 'tips'

/** Lets every instance look again at which modules have tips. */
export const announceTips = (): void => announce(TIPS)

/** Slugs of modules that have any tip: every other module's page asks for none. Null until it is read. */
let tipped: Promise<ReadonlySet<string>> | null = null
let isHearing = false

/**
 * Shares a tip from a session: whoever was there, or leads the cohort. It is shown to the cohort at once, and to
 * everybody after a review. A resend with the same id changes nothing.
 */
export async function shareTip(viewer: Viewer, sessionId: string, input: TipInput, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const [shared] = await tx`
      INSERT INTO tip (id, cohort_id, session_id, module_id, block_id, words, author_id, at)
      SELECT ${input.id}::uuid, c.id, s.id, m.id, b.block_id, ${input.words}, ${viewer.personId}::uuid, ${now}
      FROM cohort_session s
      JOIN cohort c ON c.id = s.cohort_id AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
      JOIN module m ON m.migration_id = c.migration_id AND m.slug = ${input.place.module}
      JOIN release_block b ON b.release_id = m.current_release_id AND b.block_id = ${input.place.block}
      WHERE s.id = ${asId(sessionId)}::uuid AND s.opened_at IS NOT NULL AND (
        EXISTS (SELECT FROM attendance a WHERE a.session_id = s.id AND a.person_id = ${viewer.personId}::uuid)
        OR EXISTS (SELECT FROM cohort_champion h
          WHERE h.cohort_id = c.id AND h.person_id = ${viewer.personId}::uuid AND h."to" IS NULL)
        OR ${can(viewer, 'cohort.manage')}::boolean)
      ON CONFLICT (id) DO UPDATE SET at = tip.at RETURNING id`
    if (!shared) throw new Refusal('missing', 'You were not in that session, or the block is not there any more.')
    await recordAudit(tx, viewer, 'tip.shared', { type: 'tip', id: input.id }, null, { ...input.place }, now)
  })
  announceTips()
}

/** The tips at a module's blocks: the viewer's own, of their cohorts, and those that were reviewed; the most useful first. */
export async function tipsAt(viewer: Viewer, slug: string): Promise<ModuleTips> {
  if (!(await tippedModules()).has(slug)) return {}
  const rows = await quick<ShownTip & { block: string }>`
    SELECT t.block_id AS block, t.id, t.words, count(v.person_id) AS useful,
      coalesce(bool_or(v.person_id = ${viewer.personId}::uuid), false) AS own, t.approved_at IS NULL AS "isFromCohort",
      t.author_id = ${viewer.personId}::uuid AS mine
    FROM tip t JOIN module m ON m.id = t.module_id
    LEFT JOIN tip_vote v ON v.tip_id = t.id
    WHERE m.slug = ${slug} AND m.migration_id = ${viewer.migration?.id ?? null}::uuid AND t.withdrawn_at IS NULL
      AND (t.approved_at IS NOT NULL OR t.author_id = ${viewer.personId}::uuid
        OR EXISTS (SELECT FROM cohort_member n
          WHERE n.cohort_id = t.cohort_id AND n.person_id = ${viewer.personId}::uuid AND n."to" IS NULL)
        OR EXISTS (SELECT FROM cohort_champion h
          WHERE h.cohort_id = t.cohort_id AND h.person_id = ${viewer.personId}::uuid AND h."to" IS NULL))
    GROUP BY t.id ORDER BY count(v.person_id) DESC, t.at`
  const tips: Record<string, ShownTip[]> = {}
  for (const { block, ...tip } of rows) tips[block] = [...(tips[block] ?? []), tip]
  return tips
}

function tippedModules(): Promise<ReadonlySet<string>> {
  if (!isHearing) {
    isHearing = true
    subscribe(TIPS, () => {
      tipped = null
    })
  }
  tipped ??= readTipped()
  return tipped
}

async function readTipped(): Promise<ReadonlySet<string>> {
  const rows = await sql<{ slug: string }>`
    SELECT DISTINCT m.slug FROM tip t JOIN module m ON m.id = t.module_id WHERE t.withdrawn_at IS NULL`.catch(
    (error: unknown) => {
      // The next page reads it again.
      tipped = null
      throw error
    },
  )
  return new Set(rows.map(({ slug }) => slug))
}

/** Says that a tip was useful, once, or takes that back; answers where it stands. Only of tips that the viewer sees. */
export async function voteForTip(
  viewer: Viewer,
  id: string,
  useful: boolean,
  now: Date,
): Promise<{ module: string; block: string }> {
  const [place] = await sql<{ module: string; block: string }>`
    SELECT m.slug AS module, t.block_id AS block FROM tip t JOIN module m ON m.id = t.module_id
    WHERE t.id = ${asId(id)}::uuid AND m.migration_id = ${viewer.migration?.id ?? null}::uuid AND t.withdrawn_at IS NULL`
  const seen = place && (await tipsAt(viewer, place.module))[place.block]?.some((tip) => tip.id === id)
  if (!place || !seen) throw new Refusal('missing', 'There is no such tip any more.')
  if (useful)
    await sql`INSERT INTO tip_vote (tip_id, person_id, at) VALUES (${id}, ${viewer.personId}, ${now}) ON CONFLICT DO NOTHING`
  else await sql`DELETE FROM tip_vote WHERE tip_id = ${id}::uuid AND person_id = ${viewer.personId}::uuid`
  return place
}

export type ReviewedTip = {
  id: string
  words: string
  at: Date
  by: string
  cohort: string
  module: { slug: string; title: string }
  block: { id: string; title: string }
  useful: number
  approved: boolean
}

/** Every tip of the migration that was not withdrawn; those that wait for a review first, then the newest. */
export async function tipsToReview(viewer: Viewer): Promise<ReviewedTip[]> {
  ensure(viewer, 'cohort.manage')
  return sql<ReviewedTip>`
    SELECT t.id, t.words, t.at, p.name AS by, c.name AS cohort, t.approved_at IS NOT NULL AS approved,
      jsonb_build_object('slug', m.slug, 'title', r.title) AS module,
      jsonb_build_object('id', t.block_id, 'title', coalesce(b.title, t.block_id)) AS block,
      (SELECT count(*) FROM tip_vote v WHERE v.tip_id = t.id) AS useful
    FROM tip t JOIN person p ON p.id = t.author_id JOIN cohort c ON c.id = t.cohort_id
    JOIN module m ON m.id = t.module_id JOIN release r ON r.id = m.current_release_id
    LEFT JOIN release_block b ON b.release_id = r.id AND b.block_id = t.block_id
    WHERE c.migration_id = ${viewer.migration?.id ?? null}::uuid AND t.withdrawn_at IS NULL
    ORDER BY t.approved_at IS NOT NULL, t.at DESC LIMIT 200`
}

/** Lets a tip spread beyond its cohort, or takes it away for everybody. Doing it again changes nothing. */
export async function reviewTip(viewer: Viewer, id: string, verdict: 'approve' | 'withdraw', now: Date): Promise<void> {
  ensure(viewer, 'cohort.manage')
  await inTransaction(async (tx) => {
    const [tip] = await tx<{ approved: boolean; withdrawn: boolean }>`
      SELECT t.approved_at IS NOT NULL AS approved, t.withdrawn_at IS NOT NULL AS withdrawn FROM tip t
      JOIN cohort c ON c.id = t.cohort_id
      WHERE t.id = ${asId(id)}::uuid AND c.migration_id = ${viewer.migration?.id ?? null}::uuid FOR UPDATE OF t`
    if (!tip) throw new Refusal('missing', 'There is no such tip.')
    if (tip.withdrawn) {
      if (verdict === 'withdraw') return
      throw new Refusal('conflict', 'This tip was withdrawn meanwhile.')
    }
    if (verdict === 'approve' && tip.approved) return
    if (verdict === 'approve') {
      await tx`UPDATE tip SET approved_at = ${now}, approved_by_id = ${viewer.personId}::uuid WHERE id = ${id}::uuid`
    } else await tx`UPDATE tip SET withdrawn_at = ${now} WHERE id = ${id}::uuid`
    const action = verdict === 'approve' ? 'tip.approved' : 'tip.withdrawn'
    await recordAudit(tx, viewer, action, { type: 'tip', id }, { approved: tip.approved }, null, now)
  })
  announceTips()
}
