import { addDays, localDay } from '#app/domain/migrations/local-days.ts'
import { learnWords } from '#app/domain/modules/library-words.server.ts'
import { askingFor } from '#app/domain/modules/publication/asking.server.ts'
import type { CheckKeys } from '#app/lessons/questions.ts'
import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import type { Block, Lesson } from '#app/lessons/tree.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aLesson } from './lessons.ts'

let made = 0

export type MadeRelease = { id: string; module: string; label: string; lesson: Lesson }
export type MadeModule = { id: string; slug: string; release: MadeRelease }
type Compiled = { lesson: Lesson; keys: CheckKeys }
type ReleaseParts = { label?: string; at?: Date; policy?: RefreshPolicy }

/** A published module, with its first release. */
export async function aModule(
  migration: { id: string },
  {
    slug = `module-${++made}`,
    position = made,
    compiled = aLesson(),
    ...release
  }: ReleaseParts & {
    slug?: string
    position?: number
    compiled?: Compiled
  } = {},
): Promise<MadeModule> {
  const id = newId()
  await sql`INSERT INTO module (id, migration_id, slug, position) VALUES (${id}, ${migration.id}, ${slug}, ${position})`
  return {
    id,
    slug,
    release: await aReleaseOf({ id }, compiled, { label: '1', at: new Date('2026-01-05'), ...release }),
  }
}

/** A further release of a module, current from then on. It does not look after anybody's progress: publication does. */
export async function aReleaseOf(
  module: { id: string },
  { lesson, keys }: Compiled,
  { label = `r${++made}`, at = new Date(), policy = 'changed' }: ReleaseParts = {},
): Promise<MadeRelease> {
  const id = newId()
  const { title, kind, summary, minutes, rule, blocks } = lesson
  const asking = await askingFor(sql, module.id, {
    ...{ id, publishedAt: at, refreshPolicy: policy },
    blocks: new Map(blocks.map((block) => [block.id, block])),
  })
  await sql`
    INSERT INTO release (id, module_id, label, title, kind, summary, minutes, rule, source, format, hash, tree, keys, words,
      refresh_policy, asked_anew, published_at)
    VALUES (${id}, ${module.id}, ${label}, ${title}, ${kind}::module_kind, ${summary}, ${minutes}, ${rule}, '', 'mdx',
      ${id}, ${lesson}, ${keys}, ${blocks.map((block) => `${block.title} ${wordsOf(block)}`).join(' ')},
      ${policy}::refresh_policy, ${asking.askedAnew}::uuid[], ${at})`
  await sql`
    INSERT INTO release_block (release_id, block_id, kind, title, hash, position, asked_at, parent_id, words)
    SELECT ${id}, b.id, b.kind::block_kind, b.title, b.hash, row_number() OVER () - 1, b.asked, b.parent, b.words
    FROM jsonb_to_recordset(${JSON.stringify(blocks.map((block) => ({ ...block, asked: asking.askedAt.get(block.id), words: wordsOf(block) })))}::jsonb)
      AS b(id text, kind text, title text, hash text, asked timestamptz, parent text, words text)`
  await learnWords(sql, id)
  await sql`UPDATE module SET current_release_id = ${id} WHERE id = ${module.id}`
  return { id, module: module.id, label, lesson }
}

/** What is read in a block; of practice nothing. */
function wordsOf(block: Block): string {
  if (block.kind !== 'section') return ''
  return block.nodes.map((node) => ('html' in node ? node.html.replace(/<[^>]*>/g, ' ').trim() : '')).join(' ')
}

/** Takes a release back; nothing is offered then, or the release that is given. */
export async function withdraw(release: MadeRelease, instead: MadeRelease | null = null): Promise<void> {
  await sql`UPDATE module SET current_release_id = ${instead?.id ?? null} WHERE id = ${release.module}`
  await sql`UPDATE release SET withdrawn_at = now(), withdrawn_reason = 'Wrong amounts.' WHERE id = ${release.id}`
}

type AssignmentParts = {
  milestone: { id: string }
  audience?: { id: string }
  role?: 'champion' | 'trainer'
  dueDays?: number
  strict?: boolean
  optional?: boolean
  at?: Date
}

/** Asks an audience, or a role, to complete a module for a milestone. */
export async function anAssignment(module: { id: string }, parts: AssignmentParts): Promise<{ id: string }> {
  const id = newId()
  await sql`
    INSERT INTO assignment (id, module_id, milestone_id, audience_id, role, due_days, due_strict, optional, created_at)
    VALUES (${id}, ${module.id}, ${parts.milestone.id}, ${parts.audience?.id ?? null}, ${parts.role ?? null}::role,
      ${parts.dueDays ?? 0}, ${parts.strict ?? false}, ${parts.optional ?? false}, ${parts.at ?? new Date('2026-01-05')})`
  return { id }
}

/** Where a person stands in a module: completed then, or begun. */
export async function aCompletion(
  { personId }: { personId: string },
  { id, release }: Pick<MadeModule, 'id'> & { release: { id: string } },
  at: Date | null,
): Promise<void> {
  await sql`
    INSERT INTO module_progress (person_id, module_id, release_id, started_at, last_at, first_completed_at, completed_release_id)
    VALUES (${personId}, ${id}, ${release.id}, now(), now(), ${at}, ${at && release.id})`
}

type MilestoneParts = { slug?: string; name?: string; inDays?: number; date?: string; movedOn?: string | null }

/** A planned milestone, in three weeks unless told otherwise. */
export async function aPlannedMilestone(
  migration: { id: string; timeZone?: string },
  { slug = `milestone-${++made}`, name = 'Cutover', inDays = 21, date, movedOn = null }: MilestoneParts = {},
): Promise<{ id: string; slug: string; date: string }> {
  const id = newId()
  const day = date ?? addDays(localDay(new Date(), migration.timeZone ?? 'Europe/London'), inDays)
  await sql`
    INSERT INTO milestone (id, migration_id, slug, name, date, moved_on)
    VALUES (${id}, ${migration.id}, ${slug}, ${name}, ${day}, ${movedOn})`
  return { id, slug, date: day }
}
