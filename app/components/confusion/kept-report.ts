import type { ConfusionKind } from '#app/domain/confusion/kinds.ts'
import { newId } from '#app/platform/ids.ts'

/** What a report is about. `personId` is whose draft this browser keeps; `releaseId` is the release that is shown. */
export type ReportPlace = {
  personId: string
  moduleSlug: string
  releaseId: string
  block: { id: string; title: string }
  /** where in a lab: the title of its screen */
  screen?: string
}

/** A report that is being written, or that could not be sent (`unsent`), as this browser keeps it. */
export type KeptReport = {
  /** made once: however often it is sent, it is one report */
  id: string
  kind: ConfusionKind
  words: string
  quote: string
  blocking: boolean
  /** `1` to `5`; empty: not said */
  sentiment: string
  anonymous: boolean
  unsent: boolean
}

const PREFIX = 'gangway:report:'

/** By person and block: on a shared computer nobody finds what somebody else was writing. */
const keyOf = ({ personId, moduleSlug, block }: ReportPlace) => `${PREFIX}${personId}:${moduleSlug}:${block.id}`

export function freshReport(quote: string | null): KeptReport {
  return {
    id: newId(),
    kind: 'unclear',
    words: '',
    quote: quote ?? '',
    blocking: false,
    sentiment: '',
    anonymous: false,
    unsent: false,
  }
}

/** What this browser keeps for a block; null where nothing is, or where the browser keeps nothing at all. */
export function keptReport(place: ReportPlace): KeptReport | null {
  return storage((kept) => {
    const text = kept.getItem(keyOf(place))
    return text === null ? null : { ...freshReport(null), ...(JSON.parse(text) as Partial<KeptReport>) }
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

/** Whether anything of the person's was not sent: asked before they sign out. */
export function hasUnsentReports(personId: string): boolean {
  return (
    storage((kept) =>
      Object.keys(kept).some(
        (key) => key.startsWith(`${PREFIX}${personId}:`) && kept.getItem(key)?.includes('"unsent":true'),
      ),
    ) ?? false
  )
}

/** A browser may forbid storage, or have no room: then a report lives as long as its page. */
function storage<T>(use: (kept: Storage) => T): T | null {
  try {
    return use(window.localStorage)
  } catch {
    return null
  }
}
