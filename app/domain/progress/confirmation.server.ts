import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { Refusal } from '../errors.ts'
import type { Viewer } from '../identity/viewer.ts'
import { moduleIdAt } from '../modules/addresses.server.ts'
import { releaseOf } from '../modules/releases.server.ts'
import { ingest } from '../practice/ingest.server.ts'
import { nextStepAfter } from './module-page.server.ts'
import type { ModulePage } from './standing.ts'

export type Confirmed = {
  /** whether this release is complete now; else something else is missing */
  completed: boolean
  next: ModulePage['next']
}

/**
 * *Done, next*: the learner says that they read a release. It enters by the same door as everything else that they do;
 * saying it again changes nothing. Refuses with `missing` a release that is not of the module.
 */
export async function confirmModule(viewer: Viewer, slug: string, releaseId: string, now: Date): Promise<Confirmed> {
  const [moduleId, release] = [await moduleIdAt(slug), await releaseOf(releaseId)]
  if (!release || release.moduleId !== moduleId) throw new Refusal('missing', 'There is no such module.')
  const event = {
    id: newId(now),
    person: viewer.personId,
    type: 'module-confirmed',
    at: now.toISOString(),
    release: release.id,
    block: release.lesson.blocks.at(-1)?.id,
    data: {},
  }
  const { refused } = await ingest(viewer, { events: [event] }, now)
  if (refused.length > 0) throw new Refusal('missing', 'There is no such module.')
  const [completion] = await sql`
    SELECT FROM completion WHERE person_id = ${viewer.personId}::uuid AND release_id = ${release.id}::uuid`
  return { completed: completion !== undefined, next: await nextStepAfter(viewer, moduleId, now) }
}
