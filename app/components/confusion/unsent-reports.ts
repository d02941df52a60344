/** What a report is about. `personId` is whose draft this browser keeps; `releaseId` is the release that is shown. */
export type ReportPlace = {
  personId: string
  moduleSlug: string
  releaseId: string
  block: { id: string; title: string }
}

export const PREFIX = 'gangway:report:'

/** By person and block: on a shared computer nobody finds what somebody else was writing. */
export const keyOf = ({ personId, moduleSlug, block }: ReportPlace) => `${PREFIX}${personId}:${moduleSlug}:${block.id}`

/** Whether this browser keeps a report on a block that could not be sent. */
export const isUnsent = (place: ReportPlace): boolean => isUnsentUnder(keyOf(place))

/** Whether anything of the person's was not sent: asked before they sign out. */
export const hasUnsentReports = (personId: string): boolean => isUnsentUnder(PREFIX + personId)

const isUnsentUnder = (start: string): boolean =>
  storage((kept) =>
    Object.keys(kept).some((key) => `${key}:`.startsWith(`${start}:`) && kept.getItem(key)?.includes('"unsent":true')),
  ) === true

/** A browser may forbid storage, or have no room: then a report lives as long as its page. */
export function storage<T>(use: (kept: Storage) => T): T | null {
  try {
    return use(window.localStorage)
  } catch {
    return null
  }
}
