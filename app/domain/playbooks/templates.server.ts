import { can, ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type LocalDay, localDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'

/** Words to answer a common question with; `markdown` still has its `{{places}}`. */
export type SupportTemplate = {
  slug: string
  title: string
  area: string
  markdown: string
  /** the module that it is about */
  module: { slug: string; title: string } | null
  /** how often it was copied, sent, or made an answer */
  used: number
}

/** What a message may name: the cohort that it is for, its next session, and the milestone that lies ahead. */
export type Occasion = {
  /** those that the viewer leads, by name */
  cohorts: { id: string; name: string }[]
  cohort: { id: string; name: string } | null
  session: { startsAt: Date; timeZone: string } | null
  milestone: { name: string; date: LocalDay } | null
}

/** The support templates of the viewer's migration, in the order that their authors gave them. */
export async function templatesOf(viewer: Viewer): Promise<SupportTemplate[]> {
  ensure(viewer, 'playbook.read')
  return sql<SupportTemplate>`
    SELECT t.slug, t.title, t.area, t.body AS markdown,
      CASE WHEN r.id IS NULL THEN NULL ELSE jsonb_build_object('slug', m.slug, 'title', r.title) END AS module,
      (SELECT count(*) FROM template_use u WHERE u.template_id = t.id) AS used
    FROM support_template t
    LEFT JOIN module m ON m.id = t.module_id
    LEFT JOIN release r ON r.id = m.current_release_id
    WHERE t.migration_id = ${viewer.migration?.id ?? null}::uuid AND t.retired_at IS NULL
    ORDER BY t.position, t.title`
}

/** What can be sent to somebody. */
export async function templateTitles(viewer: Viewer): Promise<Pick<SupportTemplate, 'slug' | 'title' | 'area'>[]> {
  ensure(viewer, 'playbook.read')
  return sql`
    SELECT slug, title, area FROM support_template
    WHERE migration_id = ${viewer.migration?.id ?? null}::uuid AND retired_at IS NULL ORDER BY position, title`
}

/** Those that were taken out of the list, for whoever may bring them back. */
export async function retiredTemplates(viewer: Viewer): Promise<{ slug: string; title: string }[]> {
  if (!can(viewer, 'template.manage')) return []
  return sql`
    SELECT slug, title FROM support_template
    WHERE migration_id = ${viewer.migration?.id ?? null}::uuid AND retired_at IS NOT NULL ORDER BY title`
}

/**
 * The occasion of one cohort: the named one that the viewer leads or manages, else the first that they lead; nobody's for
 * those who lead none.
 */
export async function occasionOf(viewer: Viewer, cohortId: string | null, now: Date): Promise<Occasion> {
  ensure(viewer, 'playbook.read')
  const migrationId = viewer.migration?.id ?? null
  const [open, [milestone]] = await Promise.all([
    sql<CohortRow>`
      SELECT c.id, c.name, s.starts_at AS "startsAt", s.time_zone AS "timeZone", h.id IS NOT NULL AS led
      FROM cohort c
      LEFT JOIN cohort_champion h ON h.cohort_id = c.id AND h.person_id = ${viewer.personId}::uuid AND h."to" IS NULL
      LEFT JOIN LATERAL (
        SELECT starts_at, time_zone FROM cohort_session
        WHERE cohort_id = c.id AND cancelled_at IS NULL AND starts_at > ${now} ORDER BY starts_at LIMIT 1
      ) s ON true
      WHERE c.migration_id = ${migrationId}::uuid AND c.closed_at IS NULL
        AND (h.id IS NOT NULL OR (c.id::text = ${cohortId} AND ${can(viewer, 'cohort.manage')}::boolean))
      ORDER BY c.name`,
    sql<NonNullable<Occasion['milestone']>>`
      SELECT name, date FROM milestone
      WHERE migration_id = ${migrationId}::uuid AND state IN ('planned', 'training')
        AND date >= ${localDay(now, viewer.migration?.timeZone ?? 'UTC')}::date
      ORDER BY date, position LIMIT 1`,
  ])
  const led = open.filter((cohort) => cohort.led)
  const chosen = open.find(({ id }) => id === cohortId) ?? led[0]
  return {
    cohorts: led.map(({ id, name }) => ({ id, name })),
    cohort: chosen ? { id: chosen.id, name: chosen.name } : null,
    session: chosen?.startsAt ? { startsAt: chosen.startsAt, timeZone: chosen.timeZone } : null,
    milestone: milestone ?? null,
  }
}

type CohortRow = { id: string; name: string; startsAt: Date | null; timeZone: string; led: boolean }
