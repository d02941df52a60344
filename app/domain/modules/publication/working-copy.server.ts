import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Draft } from '#app/lessons/content.server.ts'
import { moduleText } from '#app/lessons/content-folder.server.ts'
import type { Products } from '#app/lessons/module.server.ts'
import type { Lines } from '#app/lessons/module-rest.server.ts'
import { OWN_CONTENT } from '#app/lessons/own-folder.server.ts'
import { type Excerpt, excerptAt, type Problem } from '#app/lessons/problem.ts'
import type { CheckKeys } from '#app/lessons/questions.ts'
import type { Lesson } from '#app/lessons/tree.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { Refusal } from '../../errors.ts'
import { can, ensure } from '../../identity/abilities.ts'
import type { Viewer } from '../../identity/viewer.ts'
import { localDay } from '../../migrations/local-days.ts'
import { ownContent, restOf } from './own-content.server.ts'
import type { PlannedRelease } from './plan.ts'
import { planMigration } from './planning.ts'
import { readPublished } from './published.server.ts'

/** The release that people have now. */
export type CurrentRelease = { label: string; publishedAt: Date }

/** A module as its file says it now, published or not. */
export type WorkingCopy = {
  slug: string
  path: string
  products: Products
  /** `keys` are the answers of its checks: its authors may know them. Null while nothing of the file can be shown */
  draft: { lesson: Lesson; keys: CheckKeys; label: string; hash: string } | null
  /** the lines that are left out of what is shown, because they are broken */
  leftOut: Lines[]
  /** what is wrong in the file, with what stands there, or in its migration's own */
  problems: (Problem & { excerpt: Excerpt | null })[]
  /** what publishing would do with it; null while problems keep it back */
  planned: Pick<PlannedRelease, 'change' | 'reason'> | null
  published: CurrentRelease | null
}

/**
 * The working copy of a module, read from the content folder at this moment. Refuses with `forbidden` who may not
 * publish, and with `missing` where there is no such file.
 */
export async function workingCopyOf(viewer: Viewer, slug: string, now: Date): Promise<WorkingCopy> {
  ensure(viewer, 'content.publish')
  const { migrations, drafts, problems } = await ownContent()
  const draft = drafts.find((one) => one.slug === slug)
  if (!draft) throw new Refusal('missing', 'There is no file of this name in the content folder.')
  const content = migrations.find(({ modules }) => modules.some(({ path }) => path === draft.path))
  const plan = content && planMigration(content, await readPublished(sql), localDay(now, content.migration.timeZone))
  const planned = plan?.releases.find(({ path }) => path === draft.path)
  return {
    ...{ slug, path: draft.path, products: draft.products },
    ...(await shownOf(draft)),
    problems: problems
      .filter(({ file }) => file === draft.path || file === draft.migrationPath)
      .map((problem) => ({
        ...problem,
        excerpt: problem.file === draft.path ? excerptAt(draft.source.text, problem) : null,
      })),
    planned: plan?.refused[0] ? { change: 'refused', reason: plan.refused.join(' ') } : (planned ?? null),
    published: await currentRelease(slug),
  }
}

/** The whole of a sound module, or what is sound of a broken one. */
async function shownOf(draft: Draft): Promise<Pick<WorkingCopy, 'draft' | 'leftOut'>> {
  const rest = draft.release ? null : await restOf(draft)
  const module = draft.release ?? rest?.module
  if (!module) return { draft: null, leftOut: [] }
  const hash = createHash('sha256').update(draft.source.text).digest('hex')
  const { lesson, keys, header } = module
  return { draft: { lesson, keys, label: header.release, hash }, leftOut: rest?.leftOut ?? [] }
}

async function currentRelease(slug: string): Promise<CurrentRelease | null> {
  const [release] = await sql<CurrentRelease>`
    SELECT r.label, r.published_at AS "publishedAt" FROM module m JOIN release r ON r.id = m.current_release_id
    WHERE m.slug = ${slug}`
  return release ?? null
}

/**
 * Whether a module's file says something else than its current release; false for everybody who could not publish it.
 * Reads one file and compiles nothing.
 */
export async function hasWorkingCopy(viewer: Viewer, slug: string): Promise<boolean> {
  if (!can(viewer, 'content.publish')) return false
  const text = await moduleText(OWN_CONTENT, slug)
  if (text === null) return false
  // What no database keeps was never published.
  if (text.includes('\0')) return true
  const [published] = await sql<{ isSame: boolean }>`
    SELECT r.source = ${text} AS "isSame" FROM module m JOIN release r ON r.id = m.current_release_id
    WHERE m.slug = ${slug}`
  return published?.isSame === false
}

/** A file that only a working copy shows yet, by its content's hash; null for everybody who could not publish it. */
export async function unpublishedMedia(viewer: Viewer, hash: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!can(viewer, 'content.publish')) return null
  const { migrations } = await ownContent()
  for (const { media, mediaPaths } of migrations) {
    const name = Object.values(media).find((one) => one.hash === hash)?.name
    const bytes = name && (await readFile(mediaPaths[name] ?? '').catch(() => null))
    if (bytes && createHash('sha256').update(bytes).digest('hex') === hash) return new Uint8Array(bytes)
  }
  return null
}
