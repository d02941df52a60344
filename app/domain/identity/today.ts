import { type LocalDay, localDay } from '#app/domain/migrations/local-days.ts'
import type { Viewer } from './viewer.ts'

/** The day that it is for the viewer: that of their migration's zone. */
export const todayOf = (viewer: Pick<Viewer, 'migration'>, now: Date): LocalDay =>
  localDay(now, viewer.migration?.timeZone ?? 'UTC')
