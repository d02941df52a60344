/** Which quick references stand on one sheet. Pure. */

/** What home shows (pinned, or meant for the person), what is pinned, and everything. */
export const SHEET_SETS = ['home', 'pinned', 'all'] as const
export type SheetSet = (typeof SHEET_SETS)[number]

type Kept = { pinned: boolean; assigned: boolean }

export function inSet(set: SheetSet, { pinned, assigned }: Kept): boolean {
  return set === 'all' || pinned || (set === 'home' && assigned)
}

export function countsBySet(all: readonly Kept[]): Record<SheetSet, number> {
  const count = (set: SheetSet) => all.filter((one) => inSet(set, one)).length
  return { home: count('home'), pinned: count('pinned'), all: all.length }
}
