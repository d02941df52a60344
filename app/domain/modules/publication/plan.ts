/** What a publication would do, as the preview shows it. Types only; shared with the browser. */
import type { LocalDay } from '../../migrations/local-days.ts'

/** A block of a release that differs from the one before. */
export type ChangedBlock = { id: string; title: string; how: 'new' | 'changed' | 'renamed' | 'removed' }

export type PlannedRelease = {
  slug: string
  label: string
  title: string
  /** the file, from where the command was started */
  path: string
  /** `older`: published before the current one, at the module's first publication */
  change: 'new module' | 'new release' | 'older' | 'unchanged' | 'refused'
  /** why it is refused */
  reason: string | null
  /** what differs from the current release; empty for a new module */
  changed: ChangedBlock[]
  /** to whom a new module is proposed, and what the database says differently about one that is known */
  proposal: string[]
  /** how many people get it as a new thing to do, and how many are asked for a refresher */
  asked: { first: number; refresher: number; blocks: number }
}

/** A playbook or a support template. */
export type PlannedGuide = {
  slug: string
  title: string
  /** the file, from where the command was started */
  path: string
  kind: 'playbook' | 'template'
  change: 'new' | 'changed' | 'unchanged' | 'refused'
  /** why it is refused */
  reason: string | null
}

export type MigrationPlan = {
  slug: string
  name: string
  change: 'new' | 'known' | 'refused'
  /** why nothing of it can be published; empty unless it is refused */
  refused: string[]
  /** milestones and audiences that are not in the database yet */
  added: { milestones: { slug: string; name: string; date: LocalDay }[]; audiences: { slug: string; name: string }[] }
  /** where the database says something else than `migration.yaml`: the database holds */
  differences: string[]
  releases: PlannedRelease[]
  guides: PlannedGuide[]
}

export type PublicationPlan = {
  migrations: MigrationPlan[]
  /** names exactly what would be published: what was previewed is what is published */
  fingerprint: string
}

/** Whether publishing would change anything at all. */
export function changesAnything({ migrations }: PublicationPlan): boolean {
  return migrations.some(
    ({ change, added, releases, guides }) =>
      change === 'new' ||
      added.milestones.length > 0 ||
      added.audiences.length > 0 ||
      releases.some(isPublished) ||
      guides.some(isPublished),
  )
}

/** Whether a planned release, playbook or template is going to be published. */
export function isPublished({ change }: Pick<PlannedRelease | PlannedGuide, 'change'>): boolean {
  return change !== 'unchanged' && change !== 'refused'
}
