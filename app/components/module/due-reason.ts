import type { DueReason } from '#app/domain/progress/standing.ts'

/** Why something is due on another day than its milestone says; null where it is not. */
export function dueReasonWords(why: DueReason): string | null {
  switch (why) {
    case 'ten days':
      return 'ten days after it was asked for, or moved'
    case 'new release':
      return 'ten days after the new release'
    case 'extended':
      return 'more time than usual'
    case 'milestone':
      return null
  }
}
