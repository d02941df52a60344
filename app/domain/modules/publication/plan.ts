/** What a publication would do, as the preview shows it. Types and pure rules; shared with the browser. */
import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import type { LocalDay } from '../../migrations/local-days.ts'
import type { HowChanged } from '../comparison/block-pairs.ts'

/** A block of a release that differs from the one before. */
export type ChangedBlock = { id: string; title: string; how: Exclude<HowChanged, 'same'> }

/** How many people, each once; and how many of each audience or role, where one person may stand in several. */
export type CountedPeople = { people: number; by: { name: string; people: number }[] }

/** Whom a release asks for what. */
export type Asked = {
  /** it is new on their list */
  first: CountedPeople
  /**
   * by what is decided: they completed an older release, and do the changed blocks, or everything, again. With `none`
   * those who still owe what an earlier release asked for. `blocks` is the most for anybody.
   */
  refresher: Record<RefreshPolicy, CountedPeople & { blocks: number }>
  /** they have begun and not completed: they go on in this release, and what they did on unchanged blocks counts */
  begun: number
  /** of those, people in the middle of a try: it finishes on the release that it began in */
  running: number
}

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
  /** what its file proposes for those who completed an older release; who publishes decides */
  refresh: RefreshPolicy
  asked: Asked
}

/** A playbook or a support template. */
export type PlannedGuide = {
  slug: string
  title: string
  /** the file, from where the command was started */
  path: string
  kind: 'playbook' | 'template'
  /** `kept`: a template that was edited in the portal, where its words stay */
  change: 'new' | 'changed' | 'unchanged' | 'kept' | 'refused'
  /** why it is refused or kept */
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

/** Whether anything is not published because of what is wrong with it. */
export function keepsBack({ migrations }: PublicationPlan): boolean {
  return migrations.some(
    ({ refused, releases, guides }) =>
      refused.length > 0 || [...releases, ...guides].some(({ change }) => change === 'refused'),
  )
}

/** Whether a planned release, playbook or template is going to be published. */
export function isPublished({ change }: Pick<PlannedRelease | PlannedGuide, 'change'>): boolean {
  return change !== 'unchanged' && change !== 'kept' && change !== 'refused'
}
