const DAY = 86_400_000

/** Who was told what became of a report, and asked whether it helps, may think it over for so many days. */
export const SILENT_AFTER_DAYS = 14

/** Whether whoever was asked has said nothing for so long that it counts as closed; never as helped. */
export const isSilent = (askedAt: Date | null, now: Date): boolean =>
  askedAt !== null && askedAt.getTime() <= silentBefore(now).getTime()

/** Who was asked before this moment and has said nothing is silent. */
export const silentBefore = (now: Date): Date => new Date(now.getTime() - SILENT_AFTER_DAYS * DAY)
