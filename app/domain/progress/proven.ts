/** Whether what a completion names as its evidence is still on record. Pure. */
import type { LearningRecord } from './record.ts'

/** What met one requirement, as it is kept with a completion: the id of a try, an answer or a confirmation, or a film. */
export type KeptProof = { need: string; block: string | null; by: string }

export function isProven(proofs: readonly KeptProof[], record: LearningRecord): boolean {
  return Array.isArray(proofs) && proofs.length > 0 && proofs.every((proof) => isOnRecord(proof, record))
}

function isOnRecord({ need, by }: KeptProof, record: LearningRecord): boolean {
  switch (need) {
    case 'task':
      return record.attempts.some(({ id, outcome }) => id === by && outcome === 'success')
    case 'check':
      return record.submissions.some(({ id }) => id === by)
    case 'video':
      return record.watches.length > 0
    case 'confirmation':
      return record.confirmations.some(({ id }) => id === by)
    default:
      return false
  }
}
