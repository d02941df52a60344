import { sql } from '#app/platform/database/sql.server.ts'
import type { Viewer } from '../identity/viewer.ts'
import { localDay } from '../migrations/local-days.ts'
import { releasesOf } from './releases.server.ts'
import { countsBySet, inSet, type SheetSet } from './sheet-sets.ts'

/** A quick reference with all that is read in it. */
export type QuickReferenceSheet = {
  slug: string
  title: string
  label: string
  /** its sections, with the author's sanitised text */
  sections: { id: string; title: string; html: string[] }[]
}

type Row = { slug: string; release: string; pinned: boolean; assigned: boolean }

/**
 * The quick references of a set for one sheet of paper, pinned ones first, and how many each set has. `wanted` names
 * the set; without it, or where it has none, the first that has some.
 */
export async function quickReferenceSheets(
  viewer: Viewer,
  wanted: SheetSet | null,
  now: Date,
): Promise<{ set: SheetSet; counts: Record<SheetSet, number>; sheets: QuickReferenceSheet[] }> {
  const rows = await rowsFor(viewer, now)
  const counts = countsBySet(rows)
  const set = wanted && counts[wanted] > 0 ? wanted : counts.home > 0 ? 'home' : 'all'
  const chosen = rows.filter((row) => inSet(set, row))
  const releases = await releasesOf(chosen.map(({ release }) => release))
  const sheets = chosen.flatMap(({ slug, release }): QuickReferenceSheet[] => {
    const found = releases.get(release)
    if (!found) return []
    const { title, blocks } = found.lesson
    const sections = blocks.flatMap((block) =>
      block.kind === 'section'
        ? [
            {
              id: block.id,
              title: block.title,
              html: block.nodes.flatMap((node) => ('html' in node ? [node.html] : [])),
            },
          ]
        : [],
    )
    return [{ slug, title, label: found.label, sections }]
  })
  return { set, counts, sheets }
}

async function rowsFor({ personId, migration }: Viewer, now: Date): Promise<Row[]> {
  if (!migration) return []
  return sql<Row>`
    SELECT m.slug, r.id AS release, p.person_id IS NOT NULL AS pinned, m.id IN (
      SELECT a.module_id FROM assigned_on(${localDay(now, migration.timeZone)}::date) a
      WHERE a.person_id = ${personId}::uuid) AS assigned
    FROM module m JOIN release r ON r.id = m.current_release_id
    LEFT JOIN pin p ON p.module_id = m.id AND p.person_id = ${personId}::uuid
    WHERE m.migration_id = ${migration.id}::uuid AND r.kind = 'quick reference'
    ORDER BY p.at, m.position, m.slug`
}
