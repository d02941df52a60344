import { SHEET_SETS, type SheetSet } from '#app/domain/modules/sheet-sets.ts'
import { paths } from '#app/http/paths.ts'
import { Tabs } from '../ui/tabs.tsx'

const NAMES: Record<SheetSet, string> = { home: 'On your home page', pinned: 'Pinned', all: 'All' }

/** Which quick references stand on the sheet. Where every choice would be the same, there is none. */
export function SheetChoice({ set, counts }: { set: SheetSet; counts: Record<SheetSet, number> }) {
  const sets = SHEET_SETS.filter((one) => counts[one] > 0)
  if (new Set(sets.map((one) => counts[one])).size < 2) return null
  const tabs = sets.map((one) => ({
    to: paths.quickReferencesPrint(one),
    label: NAMES[one],
    count: counts[one],
    current: one === set,
  }))
  return <Tabs label="Which ones" tabs={tabs} />
}
