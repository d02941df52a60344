import type { Sql } from '#app/platform/database/sql.server.ts'
import type { LocalDay } from '../../migrations/local-days.ts'

/** A module as it is published. */
export type PublishedModule = {
  id: string
  slug: string
  migration: string
  position: number
  current: string | null
  releases: { id: string; label: string; hash: string }[]
  /** blocks of the newest release, also if it was withdrawn since */
  blocks: { id: string; kind: string; title: string; hash: string }[]
  /** open assignments, in the words of front matter */
  assignments: { milestone: string; audience: string | null; role: string | null; due: number; optional: boolean }[]
  needs: string[]
}

/** What the database holds of everything that a content folder can name. */
export type Published = {
  migrations: {
    id: string
    slug: string
    name: string
    organisation: string
    oldProduct: string
    oldVersion: string | null
    newProduct: string
    timeZone: string
  }[]
  milestones: { id: string; slug: string; migration: string; name: string; date: LocalDay; state: string }[]
  audiences: { id: string; slug: string; migration: string; name: string; comfort: string }[]
  modules: PublishedModule[]
  aliases: { slug: string; module: string }[]
  playbooks: {
    id: string
    slug: string
    migration: string
    number: number
    hash: string
    /** the newest revision was written in the portal */
    writtenHere: boolean
    /** what the newest revision from a file was; null where there is none */
    fileHash: string | null
  }[]
  templates: {
    id: string
    slug: string
    migration: string
    title: string
    area: string
    body: string
    module: string | null
    /** its words were changed in the portal and are not the file's */
    edited: boolean
  }[]
}

/** Reads everything that a publication is compared with. `migration` is the slug of the one that it belongs to. */
export async function readPublished(on: Sql): Promise<Published> {
  return {
    migrations: await on`
      SELECT id, slug, name, organisation, old_product AS "oldProduct", old_version AS "oldVersion",
             new_product AS "newProduct", time_zone AS "timeZone" FROM migration`,
    milestones: await on`
      SELECT s.id, s.slug, g.slug AS migration, s.name, s.date, s.state
      FROM milestone s JOIN migration g ON g.id = s.migration_id`,
    audiences: await on`
      SELECT u.id, u.slug, g.slug AS migration, u.name, u.comfort
      FROM audience u JOIN migration g ON g.id = u.migration_id`,
    modules: await readModules(on),
    aliases: await on`SELECT slug, module_id AS module FROM module_alias`,
    playbooks: await on`
      SELECT p.id, p.slug, g.slug AS migration, coalesce(r.number, 0) AS number, coalesce(r.hash, '') AS hash,
        coalesce(r.written_here, true) AS "writtenHere",
        (SELECT hash FROM playbook_revision WHERE playbook_id = p.id AND NOT written_here ORDER BY number DESC LIMIT 1) AS "fileHash"
      FROM playbook p JOIN migration g ON g.id = p.migration_id
      LEFT JOIN LATERAL (SELECT number, hash, written_here FROM playbook_revision WHERE playbook_id = p.id
        ORDER BY number DESC LIMIT 1) r ON true`,
    templates: await on`
      SELECT t.id, t.slug, g.slug AS migration, t.title, t.area, t.body, m.slug AS module, t.edited_at IS NOT NULL AS edited
      FROM support_template t JOIN migration g ON g.id = t.migration_id LEFT JOIN module m ON m.id = t.module_id`,
  }
}

function readModules(on: Sql): Promise<PublishedModule[]> {
  return on<PublishedModule>`
    SELECT m.id, m.slug, g.slug AS migration, m.position, m.current_release_id AS current,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'label', r.label, 'hash', r.hash)), '[]')
       FROM release r WHERE r.module_id = m.id) AS releases,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.block_id, 'kind', b.kind, 'title', b.title, 'hash', b.hash)
         ORDER BY b.position), '[]')
       FROM release_block b WHERE b.release_id = (
         SELECT r.id FROM release r WHERE r.module_id = m.id ORDER BY r.published_at DESC, r.id DESC LIMIT 1)) AS blocks,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('milestone', s.slug, 'audience', u.slug, 'role', a.role,
         'due', a.due_days, 'optional', a.optional)), '[]')
       FROM assignment a JOIN milestone s ON s.id = a.milestone_id LEFT JOIN audience u ON u.id = a.audience_id
       WHERE a.module_id = m.id AND a.ended_at IS NULL) AS assignments,
      ARRAY(SELECT n.slug FROM prerequisite p JOIN module n ON n.id = p.needs_id WHERE p.module_id = m.id ORDER BY n.slug) AS needs
    FROM module m JOIN migration g ON g.id = m.migration_id`
}
