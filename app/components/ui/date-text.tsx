import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { localOf, momentText } from '../dates.ts'

/** When "now" is and in which zone its days are; a page takes both from its loader, so that both sides agree. */
export type Today = { now: Date; zone: string }

/** A moment: `Today, 08:12`. */
export function Moment({ at, now, zone }: { at: Date } & Today) {
  return <time dateTime={at.toISOString()}>{momentText(at, zone, now)}</time>
}

/** Today in the page's zone. */
export const todayOf = ({ now, zone }: Today): LocalDay => localOf(now, zone).date
