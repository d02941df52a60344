import type { Playbook } from '#app/lessons/playbook.ts'
import { type Excerpt, excerptAt, type Problem } from '#app/lessons/problem.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { Refusal } from '../../errors.ts'
import { ensure } from '../../identity/abilities.ts'
import type { Viewer } from '../../identity/viewer.ts'
import { localDay } from '../../migrations/local-days.ts'
import { ownContent } from './own-content.server.ts'
import type { PlannedGuide } from './plan.ts'
import { planMigration } from './planning.ts'
import { readPublished } from './published.server.ts'

/** A playbook as its file says it now, published or not. */
export type PlaybookCopy = {
  slug: string
  path: string
  /** null while the file cannot be compiled */
  playbook: Playbook | null
  problems: (Problem & { excerpt: Excerpt | null })[]
  /** what publishing would do with it; null while problems keep it back */
  planned: Pick<PlannedGuide, 'change' | 'reason'> | null
  /** titles of the modules that its parts can name, by slug */
  modules: Record<string, string>
}

/**
 * The working copy of a playbook, read from the content folder at this moment. Refuses with `forbidden` who may not
 * publish, and with `missing` where there is no such file.
 */
export async function playbookCopyOf(viewer: Viewer, slug: string, now: Date): Promise<PlaybookCopy> {
  ensure(viewer, 'content.publish')
  const { migrations, playbookDrafts, problems } = await ownContent()
  const draft = playbookDrafts.find((one) => one.slug === slug)
  if (!draft) throw new Refusal('missing', 'There is no playbook of this name in the content folder.')
  const { path, source, compiled } = draft
  const content = migrations.find(({ playbooks }) => playbooks.some((one) => one.path === path))
  const plan = content && planMigration(content, await readPublished(sql), localDay(now, content.migration.timeZone))
  const own = problems.filter(({ file }) => file === path || file === draft.migrationPath)
  return {
    ...{ slug, path, playbook: compiled?.playbook ?? null },
    problems: own.map((problem) => ({
      ...problem,
      excerpt: problem.file === path ? excerptAt(source.text, problem) : null,
    })),
    planned: plan?.guides.find((guide) => guide.path === path) ?? null,
    modules: Object.fromEntries(
      (content?.modules ?? []).filter(({ isCurrent }) => isCurrent).map((one) => [one.slug, one.lesson.title]),
    ),
  }
}
