import { Refusal } from '#app/domain/errors.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { can, ensure } from './abilities.ts'
import { audienceSizes } from './audience-sizes.server.ts'
import type { AudienceChangeInput, AudienceInput } from './audiences.ts'
import { recordAudit } from './audit.server.ts'
import type { Comfort } from './comforts.ts'
import { todayOf } from './today.ts'
import type { Viewer, ViewerMigration } from './viewer.ts'

export type Audience = { id: string; slug: string; name: string; comfort: Comfort; retiredAt: Date | null }
export type CountedAudience = Audience & { members: number; assignments: number }

/** The audiences of the viewer's migration with today's members, in their order; retired ones last. */
export async function listAudiences(viewer: Viewer, now: Date): Promise<CountedAudience[]> {
  ensure(viewer, 'audience.manage')
  const today = todayOf(viewer, now)
  return sql<CountedAudience>`
    WITH ${audienceSizes(today)}
    SELECT a.id, a.slug, a.name, a.comfort::text, a.retired_at AS "retiredAt",
      coalesce((SELECT people FROM here WHERE audience_id = a.id), 0) AS members,
      (SELECT count(*) FROM assignment s WHERE s.audience_id = a.id AND s.ended_at IS NULL) AS assignments
    FROM audience a WHERE a.migration_id = ${viewer.migration?.id ?? null}
    ORDER BY a.retired_at IS NOT NULL, a.position, a.name`
}

/** The audiences that take people, for choosing among; for everybody who sees figures or people by audience. */
export async function openAudiences(viewer: Viewer): Promise<Audience[]> {
  if (!can(viewer, 'people.manage')) ensure(viewer, 'adoption.read')
  return sql<Audience>`
    SELECT id, slug, name, comfort::text, retired_at AS "retiredAt" FROM audience
    WHERE migration_id = ${viewer.migration?.id ?? null} AND retired_at IS NULL ORDER BY position, name`
}

/** One audience with its figures, by its short name. */
export async function audienceBySlug(viewer: Viewer, slug: string, now: Date): Promise<CountedAudience> {
  const audience = (await listAudiences(viewer, now)).find((one) => one.slug === slug)
  if (!audience) throw new Refusal('missing', 'There is no audience of this name in this migration.')
  return audience
}

/** Adds an audience at the end of the list. Refuses a short name that any migration of the deployment uses. */
export async function addAudience(viewer: Viewer, input: AudienceInput, now: Date): Promise<void> {
  ensure(viewer, 'audience.manage')
  const migration = migrationOf(viewer)
  await inTransaction(async (tx) => {
    const id = newId()
    const added = await tx`
      INSERT INTO audience (id, migration_id, slug, name, comfort, position, created_at)
      SELECT ${id}::uuid, ${migration.id}::uuid, ${input.slug}, ${input.name}, ${input.comfort}::comfort,
        coalesce(max(position), 0) + 1, ${now}::timestamptz
      FROM audience WHERE migration_id = ${migration.id}::uuid
      ON CONFLICT (slug) DO NOTHING RETURNING id`
    if (added.length === 0) throw new Refusal('conflict', `The short name ${input.slug} is taken.`, 'slug')
    await recordAudit(tx, viewer, 'audience.added', { type: 'audience', id }, null, input, now)
  })
}

/** Changes an audience's name or comfort; its short name stays. */
export async function changeAudience(
  viewer: Viewer,
  slug: string,
  input: AudienceChangeInput,
  now: Date,
): Promise<void> {
  ensure(viewer, 'audience.manage')
  await inTransaction(async (tx) => {
    const before = await held(tx, viewer, slug)
    if (before.name === input.name && before.comfort === input.comfort) return
    await tx`UPDATE audience SET name = ${input.name}, comfort = ${input.comfort}::comfort WHERE id = ${before.id}`
    const was = { name: before.name, comfort: before.comfort }
    await recordAudit(tx, viewer, 'audience.changed', { type: 'audience', id: before.id }, was, input, now)
  })
}

/** Retires an audience: it takes nobody new; its members, assignments and figures stay. */
export async function retireAudience(viewer: Viewer, slug: string, now: Date): Promise<void> {
  ensure(viewer, 'audience.manage')
  await inTransaction(async (tx) => {
    const { id, retiredAt } = await held(tx, viewer, slug)
    if (retiredAt) return
    await tx`UPDATE audience SET retired_at = ${now} WHERE id = ${id}`
    await recordAudit(tx, viewer, 'audience.retired', { type: 'audience', id }, null, { slug }, now)
  })
}

/** Takes a retirement back. */
export async function reopenAudience(viewer: Viewer, slug: string, now: Date): Promise<void> {
  ensure(viewer, 'audience.manage')
  await inTransaction(async (tx) => {
    const { id, retiredAt } = await held(tx, viewer, slug)
    if (!retiredAt) return
    await tx`UPDATE audience SET retired_at = NULL WHERE id = ${id}`
    await recordAudit(tx, viewer, 'audience.reopened', { type: 'audience', id }, null, { slug }, now)
  })
}

async function held(tx: Sql, viewer: Viewer, slug: string): Promise<Audience> {
  const [audience] = await tx<Audience>`
    SELECT id, slug, name, comfort::text, retired_at AS "retiredAt" FROM audience
    WHERE slug = ${slug} AND migration_id = ${viewer.migration?.id ?? null} FOR UPDATE`
  if (!audience) throw new Refusal('missing', 'There is no audience of this name in this migration.')
  return audience
}

/** Audiences belong to a migration. */
export function migrationOf(viewer: Viewer): ViewerMigration {
  if (viewer.migration) return viewer.migration
  throw new Refusal('conflict', 'Audiences belong to a migration, and there is none yet. Publish content first.')
}
