import type { PlannedGuide } from '#app/domain/modules/publication/plan.ts'
import type { WorkingCopy } from '#app/domain/modules/publication/working-copy.server.ts'

/** What becomes of a working copy, and what people have meanwhile. `day` writes the day of a publication. */
export function copyWords({ draft, planned, published }: Words, day: (at: Date) => string): string {
  const kept = published
    ? `People keep release ${published.label}, published ${day(published.publishedAt)}.`
    : 'Nothing of it is published yet.'
  if (planned === null) return `This file cannot be published before it is mended. ${kept}`
  if (planned.change === 'refused') return `${planned.reason} ${kept}`
  if (planned.change === 'unchanged') return `This is what is published as release ${draft?.label}.`
  return `It can be published as release ${draft?.label}. ${kept}`
}

type Words = Pick<WorkingCopy, 'draft' | 'planned' | 'published'>

/** The same of a playbook, which has revisions in place of releases. */
export function guideWords(planned: Pick<PlannedGuide, 'change' | 'reason'> | null): string {
  switch (planned?.change) {
    case undefined:
      return 'This file cannot be published before it is mended. Champions keep the last good one, if there is one.'
    case 'refused':
    case 'kept':
      return planned?.reason ?? ''
    case 'unchanged':
      return 'This is what is published.'
    case 'new':
      return 'Nothing of it is published yet.'
    case 'changed':
      return 'It differs from what is published. Publishing makes it the next revision.'
  }
}
