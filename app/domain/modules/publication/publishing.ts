import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import type { Viewer } from '../../identity/viewer.ts'
import type { LocalDay } from '../../migrations/local-days.ts'

/** One act of publication: who does it (null: the system at its first start), when, and what day it is for the files. */
export type Publishing = {
  viewer: Viewer | null
  now: Date
  /** what `today` in `migration.yaml` means */
  today: LocalDay
  /** when a release was published, for data that has a past; else now */
  publishedAt: (slug: string, label: string) => Date | null
  /** by slug, what whoever publishes decided that people do again; else what the file says */
  refresh: ReadonlyMap<string, RefreshPolicy>
}
