import type { MigrationContent, ModuleRelease } from '#app/lessons/content.server.ts'
import { START_BLOCK } from '#app/lessons/tree.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { learnWords } from '../library-words.server.ts'
import { askingFor } from './asking.server.ts'
import { isPublished } from './plan.ts'
import { decide, filesByModule, knownModule } from './planning.ts'
import type { Published } from './published.server.ts'
import type { Publishing } from './publishing.ts'
import type { PublishedNow } from './telling.server.ts'
import { proposeAssignments } from './write-assignments.server.ts'
import { storeMedia } from './write-media.server.ts'
import { audit } from './write-migration.server.ts'
import { writeNeeds, writeOrder } from './write-order.server.ts'

/** Publishes what is new of a migration's modules. Answers those that have a new release. */
export async function writeModules(
  tx: Sql,
  migrationId: string,
  content: MigrationContent,
  published: Published,
  publishing: Publishing,
): Promise<PublishedNow[]> {
  const written: PublishedNow[] = []
  for (const files of filesByModule(content.modules)) {
    const decisions = decide(files, content.slug, published).filter(isPublished)
    const lead = decisions.at(-1)?.file
    if (!lead) continue
    const known = knownModule(lead, published)
    const moduleId = known?.id ?? (await addModule(tx, migrationId, lead, publishing))
    if (known && known.slug !== lead.slug) await renameModule(tx, known, lead.slug, publishing)
    let releaseId = ''
    for (const [index, { file }] of decisions.entries()) {
      // In one go, an older release is a moment older: the order of releases is that of their publication.
      const moment = new Date(publishing.now.getTime() - (decisions.length - 1 - index) * 1000)
      const at = publishing.publishedAt(file.slug, file.header.release) ?? moment
      releaseId = await writeRelease(tx, moduleId, content, file, at, publishing)
    }
    if (!known) await proposeAssignments(tx, moduleId, lead, publishing)
    const { slug, lesson } = lead
    const isStep = lesson.kind !== 'quick reference'
    written.push({ moduleId, releaseId, slug, title: lesson.title, isNew: !known, isStep })
  }
  const sound = releasedFiles(content, published)
  await writeOrder(tx, migrationId, content, sound, published, publishing)
  await writeNeeds(tx, sound, published, publishing)
  return written
}

/**
 * The files that say what is published from now on, one a module. A working copy that was refused is none of them: what
 * it says takes effect when it is published.
 */
function releasedFiles(content: MigrationContent, published: Published): ModuleRelease[] {
  return filesByModule(content.modules).flatMap((files) => {
    const lead = decide(files, content.slug, published).at(-1)
    return lead && lead.change !== 'refused' ? lead.file : []
  })
}

async function addModule(tx: Sql, migrationId: string, { slug }: ModuleRelease, { now }: Publishing): Promise<string> {
  const id = newId()
  await tx`INSERT INTO module (id, migration_id, slug, created_at) VALUES (${id}, ${migrationId}, ${slug}, ${now})`
  return id
}

/** The former slug still leads to the module. */
async function renameModule(tx: Sql, known: { id: string; slug: string }, slug: string, publishing: Publishing) {
  await tx`UPDATE module SET slug = ${slug} WHERE id = ${known.id}`
  await tx`INSERT INTO module_alias (slug, module_id, created_at) VALUES (${known.slug}, ${known.id}, ${publishing.now})`
  await audit(tx, publishing, 'module.renamed', { type: 'module', id: known.id }, { from: known.slug, to: slug })
}

async function writeRelease(
  tx: Sql,
  moduleId: string,
  content: MigrationContent,
  file: ModuleRelease,
  at: Date,
  publishing: Publishing,
): Promise<string> {
  const id = newId()
  const { header, lesson, keys, words, source, hash, path } = file
  const by = publishing.viewer?.personId ?? null
  const refresh = publishing.refresh.get(file.slug) ?? header.refresh
  const asking = await askingFor(tx, moduleId, {
    ...{ id, publishedAt: at, refreshPolicy: refresh },
    blocks: new Map(lesson.blocks.map((block) => [block.id, block])),
  })
  await tx`
    INSERT INTO release (id, module_id, label, title, kind, summary, minutes, rule, source, format, hash, tree, keys, words,
      refresh_policy, asked_anew, published_at, published_by_id)
    VALUES (${id}, ${moduleId}, ${header.release}, ${lesson.title}, ${lesson.kind}::module_kind, ${lesson.summary},
      ${lesson.minutes}, ${lesson.rule}, ${source}, ${path.endsWith('.md') ? 'md' : 'mdx'}, ${hash}, ${lesson}, ${keys},
      ${lesson.blocks.map(({ id: block, title }) => `${block === START_BLOCK ? '' : title} ${words[block] ?? ''}`).join(' ')},
      ${refresh}::refresh_policy, ${asking.askedAnew}::uuid[], ${at}, ${by})`
  await tx`
    INSERT INTO release_block (release_id, block_id, kind, title, hash, position, asked_at, parent_id, words)
    SELECT ${id}, b.id, b.kind::block_kind, b.title, b.hash, b.position, b.asked, b.parent, b.words
    FROM jsonb_to_recordset(${JSON.stringify(lesson.blocks.map((block, position) => ({ ...block, position, asked: asking.askedAt.get(block.id), words: words[block.id] ?? '' })))}::jsonb)
      AS b(id text, kind text, title text, hash text, position int, asked timestamptz, parent text, words text)`
  await learnWords(tx, id)
  await storeMedia(tx, file.media, content)
  await tx`
    INSERT INTO release_media (release_id, path, hash)
    SELECT ${id}, 'media/' || m.name, m.hash
    FROM jsonb_to_recordset(${JSON.stringify(file.media)}::jsonb) AS m(name text, hash text)`
  await writeBaselines(tx, moduleId, file, publishing)
  await tx`UPDATE module SET current_release_id = ${id} WHERE id = ${moduleId}`
  await audit(
    tx,
    publishing,
    'release.published',
    { type: 'release', id },
    { module: file.slug, label: header.release, refresh },
  )
  return id
}

/** A stated baseline is a new row when it says something new; the newest one holds. */
async function writeBaselines(tx: Sql, moduleId: string, { lesson }: ModuleRelease, { today, now }: Publishing) {
  for (const block of lesson.blocks) {
    const baseline = block.kind === 'task' ? block.definition.baseline : null
    if (block.kind !== 'task' || !baseline) continue
    const clock = block.definition.setting === 'lab' ? 'active' : 'wall'
    const source = baseline.source === 'target' ? 'target' : 'stated'
    await tx`
      INSERT INTO baseline (id, module_id, block_id, clock, median_ms, source, stated_on, created_at)
      SELECT ${newId()}, ${moduleId}, ${block.id}, ${clock}::clock, ${baseline.ms}, ${source}::baseline_source, ${today}, ${now}
      WHERE NOT EXISTS (
        SELECT FROM (
          SELECT median_ms, source FROM baseline
          WHERE module_id = ${moduleId} AND block_id = ${block.id} AND clock = ${clock}::clock
          ORDER BY created_at DESC, id DESC LIMIT 1) newest
        WHERE newest.median_ms = ${baseline.ms} OR newest.source = 'measured')`
  }
}
