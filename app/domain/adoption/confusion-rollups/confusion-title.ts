import { rateText } from './confusion-export.ts'
import type { ConfusionLookedAt } from './confusion-figures.server.ts'

/** "People ask most about “Net or gross”: 4.2 per 100". */
export function confusionTitle({ blocks, milestone }: ConfusionLookedAt): string {
  const [first] = blocks
  if (!first) return `Nobody has asked anything for ${milestone.name.split(':')[0]}`
  return `People ask most about “${first.title}”: ${rateText(first)} per 100`
}
