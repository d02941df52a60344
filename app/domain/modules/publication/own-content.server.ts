import { z } from 'zod'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { type Content, type Draft, readContent } from '#app/lessons/content.server.ts'
import type { ModuleRest } from '#app/lessons/module-rest.server.ts'
import { OWN_CONTENT } from '#app/lessons/own-folder.server.ts'
import type { Problem } from '#app/lessons/problem.ts'
import { REFRESH_POLICIES } from '#app/lessons/refresh-policy.ts'
import { ensure } from '../../identity/abilities.ts'
import type { Viewer } from '../../identity/viewer.ts'
import type { PublicationPlan } from './plan.ts'
import { planPublication, publish } from './publication.server.ts'

/** Remembers what it compiled, so that only the first look at the folder takes seconds. */
const compiler = createCompiler()

/** The folder as it is at this moment. */
export function ownContent(): Promise<Content> {
  return readContent(OWN_CONTENT, compiler)
}

/** What can be shown of a module that cannot be compiled as a whole; null where nothing can. */
export async function restOf({ source, products }: Draft): Promise<ModuleRest | null> {
  return (await compiler.compile({ kind: 'rest', source, products })).compiled
}

/** A file by its path, and what it is. */
export type PreviewedFile = { path: string; kind: 'module' | 'playbook'; slug: string }

/** What the content folder of this deployment would publish, and what in it is broken. */
export type OwnPreview = {
  plan: PublicationPlan
  problems: Problem[]
  files: number
  /** the files that a preview can show */
  drafts: PreviewedFile[]
}

/** Shows what publishing the deployment's own folder would do. Refuses with `forbidden` who may not publish. */
export async function previewOwnContent(viewer: Viewer, now: Date): Promise<OwnPreview> {
  ensure(viewer, 'content.publish')
  const { migrations, drafts, playbookDrafts, problems, files } = await ownContent()
  const plan = await planPublication(viewer, migrations, now)
  const previewed = [
    ...drafts.map(({ path, slug }): PreviewedFile => ({ path, kind: 'module', slug })),
    ...playbookDrafts.map(({ path, slug }): PreviewedFile => ({ path, kind: 'playbook', slug })),
  ]
  return { plan, problems, files, drafts: previewed }
}

export const PublishInput = z.object({
  /** of the preview that was seen */
  fingerprint: z.string().min(1).max(100),
  /** by slug, what people who completed an older release do again */
  refresh: z.record(z.string().max(80), z.enum(REFRESH_POLICIES)).default({}),
})
export type PublishInput = z.output<typeof PublishInput>

/** Publishes what was previewed; refuses with `conflict` if the files or the database are different by now. */
export async function publishOwnContent(
  viewer: Viewer,
  { fingerprint, refresh }: PublishInput,
  now: Date,
): Promise<PublicationPlan> {
  ensure(viewer, 'content.publish')
  const { migrations } = await ownContent()
  return publish(viewer, migrations, now, { expect: fingerprint, refresh })
}
