/** What a report says is the trouble, in the order in which it is offered. */
export const CONFUSION_KINDS = ['unclear', 'missing', 'wrong', 'slow', 'other'] as const
export type ConfusionKind = (typeof CONFUSION_KINDS)[number]

/** From the least to the worst. */
export const SEVERITIES = ['minor', 'major', 'blocking'] as const
export type Severity = (typeof SEVERITIES)[number]

export const CONFUSION_STATES = ['open', 'answered', 'fixing', 'resolved'] as const
export type ConfusionState = (typeof CONFUSION_STATES)[number]

export const RESOLUTION_KINDS = ['release', 'product', 'explanation', 'will not change', 'duplicate'] as const
export type ResolutionKind = (typeof RESOLUTION_KINDS)[number]

export const kindWords: Record<ConfusionKind, string> = {
  unclear: 'Unclear',
  missing: 'Missing',
  wrong: 'Wrong',
  slow: 'Slow',
  other: 'Something else',
}

export const severityWords: Record<Severity, string> = { minor: 'Minor', major: 'Major', blocking: 'Blocking' }

/** How a reporter says that they feel about the new product: from 1 to 5. */
export const SENTIMENTS = ['Lost', 'Unsure', 'In between', 'Getting there', 'Fine'] as const

/** As the migration team's board says it. */
export const stateWords: Record<ConfusionState, string> = {
  open: 'To answer',
  answered: 'Answered',
  fixing: 'Being fixed',
  resolved: 'Resolved',
}

/** What a lead chooses from when a trouble is resolved. */
export const resolutionWords: Record<ResolutionKind, string> = {
  release: 'Fixed in a release of the module',
  product: 'Fixed in the product',
  explanation: 'Explained',
  'will not change': 'Stays as it is',
  duplicate: 'Repeats another question',
}
