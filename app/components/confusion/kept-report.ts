import { labScreenTitle } from '#app/components/lesson/practice-ids.ts'
import type { ConfusionKind } from '#app/domain/confusion/kinds.ts'
import { newId } from '#app/platform/ids.ts'
import { keyOf, PREFIX, type ReportPlace, storage } from './unsent-reports.ts'

/** A report that is being written, or that could not be sent (`unsent`), as this browser keeps it. */
export type KeptReport = {
  /** made once: however often it is sent, it is one report */
  id: string
  kind: ConfusionKind
  words: string
  /** the editor's document, as it is sent; null: plain words */
  body: string | null
  quote: string
  blocking: boolean
  /** `1` to `5`; empty: not said */
  sentiment: string
  anonymous: boolean
  unsent: boolean
  /** the release that was shown when it was begun, and where in a lab: another may be shown when it is sent */
  releaseId: string
  screen: string | null
}

export function freshReport(place: ReportPlace, quote: string | null): KeptReport {
  return {
    id: newId(),
    kind: 'unclear',
    words: '',
    body: null,
    quote: quote ?? '',
    blocking: false,
    sentiment: '',
    anonymous: false,
    unsent: false,
    releaseId: place.releaseId,
    screen: document.getElementById(labScreenTitle(place.block.id))?.textContent ?? null,
  }
}

/** What this browser keeps for a block; null where nothing is, or where the browser keeps nothing at all. */
export function keptReport(place: ReportPlace): KeptReport | null {
  return storage((kept) => {
    const text = kept.getItem(keyOf(place))
    return text === null ? null : { ...freshReport(place, null), ...(JSON.parse(text) as Partial<KeptReport>) }
  })
}

/** Keeps what was typed so far. Answers whether it could be kept. */
export function keepReport(place: ReportPlace, report: KeptReport): boolean {
  return (
    storage((kept) => {
      kept.setItem(keyOf(place), JSON.stringify(report))
      return true
    }) !== null
  )
}

export function forgetReport(place: ReportPlace): void {
  storage((kept) => kept.removeItem(keyOf(place)))
}

/** What of the person's was not sent, on whichever block. */
export function unsentReports(personId: string): { place: ReportPlace; report: KeptReport }[] {
  const own = `${PREFIX}${personId}:`
  const keys = storage((kept) => Object.keys(kept)) ?? []
  return keys
    .filter((key) => key.startsWith(own))
    .flatMap((key) => {
      const [moduleSlug = '', id = ''] = key.slice(own.length).split(':')
      const place = { personId, moduleSlug, block: { id, title: '' }, releaseId: '' }
      const report = keptReport(place)
      return report?.unsent ? [{ place, report }] : []
    })
}
