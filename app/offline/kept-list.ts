/** Which pages are kept, and which go. Pure. Instants are epoch milliseconds of this device. */
import type { KeptLink } from './offline-page.ts'

/** A page in the cache. */
export type KeptPage = KeptLink & {
  keptAt: number
  /** the build whose scripts it needs */
  build: string
  /** the release of a quick reference; null: it is not one that is kept for being one */
  label: string | null
  /** when the person had it open last; null: they did not */
  openedAt: number | null
}

/** A quick reference that belongs at hand. */
export type Reference = KeptLink & { label: string }

/** How many modules stay that were opened. */
const OPENED = 5
const DAY_MS = 86_400_000

/** Whether a quick reference has to be loaded (again): it changed, is a day old, or needs scripts of an older build. */
export function isStale(kept: KeptPage | undefined, { label }: Reference, build: string, now: number): boolean {
  if (!kept || kept.label !== label || kept.build !== build) return true
  return Math.abs(now - kept.keptAt) > DAY_MS
}

/** What stays: the quick references, and the modules that were opened last. */
export function stays(pages: readonly KeptPage[], references: readonly Reference[]): KeptPage[] {
  const wanted = new Set(references.map(({ path }) => path))
  const opened = pages
    .filter(({ openedAt }) => openedAt !== null)
    .toSorted((left, right) => (right.openedAt ?? 0) - (left.openedAt ?? 0))
    .slice(0, OPENED)
  return pages
    .map((page) => (wanted.has(page.path) ? page : { ...page, label: null }))
    .filter(({ path }) => wanted.has(path) || opened.some((one) => one.path === path))
}
