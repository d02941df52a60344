/** A publication's preview as lines of text. Pure. */
import {
  type ChangedBlock,
  isPublished,
  type MigrationPlan,
  type PlannedRelease,
  type PublicationPlan,
} from './plan.ts'

/** What would happen, a line each: for the terminal. */
export function previewLines({ migrations }: PublicationPlan): string[] {
  return migrations.flatMap((migration) => [
    `${migration.name} (${migration.slug})${migration.change === 'new' ? ': new' : ''}`,
    ...migrationLines(migration).map((line) => `  ${line}`),
  ])
}

function migrationLines({ added, refused, releases, guides, differences }: MigrationPlan): string[] {
  const unchanged = releases.filter(({ change }) => change === 'unchanged').length
  return [
    ...refused,
    ...added.milestones.map(({ slug, date }) => `new milestone ${slug}, ${date}`),
    ...added.audiences.map(({ slug }) => `new audience ${slug}`),
    ...releases.filter(isPublished).map(releaseLine),
    ...guides.filter(isPublished).map(({ kind, slug, change }) => `${change} ${kind} ${slug}`),
    ...releases.flatMap(({ change, path, reason }) => (change === 'refused' ? `${path}: ${reason}` : [])),
    ...guides.flatMap(({ change, path, reason }) => (change === 'refused' ? `${path}: ${reason}` : [])),
    ...(unchanged > 0 ? [`${counted(unchanged, 'release')} unchanged`] : []),
    ...differences,
  ]
}

function releaseLine(release: PlannedRelease): string {
  const { change, slug, label } = release
  return [`${change} ${slug}, release ${label}`, askedWords(release), changedWords(release.changed)]
    .filter((words) => words !== '')
    .join('; ')
}

/** "asks 38 people for it", "asks 12 people for a refresher of up to 2 blocks". */
export function askedWords({ change, asked }: PlannedRelease): string {
  if (asked.first > 0) return `asks ${counted(asked.first, 'person', 'people')} for it`
  if (asked.refresher > 0) {
    const people = counted(asked.refresher, 'person', 'people')
    return `asks ${people} for a refresher of ${asked.blocks === 1 ? '1 block' : `up to ${asked.blocks} blocks`}`
  }
  return change === 'older' ? '' : 'asks nobody for anything new'
}

/** "changed: the-header; new: limits". */
export function changedWords(changed: readonly ChangedBlock[]): string {
  const kinds = ['new', 'changed', 'renamed', 'removed'] as const
  return kinds
    .flatMap((how) => {
      const ids = changed.filter((block) => block.how === how).map(({ id }) => id)
      return ids.length > 0 ? [`${how}: ${ids.join(', ')}`] : []
    })
    .join('; ')
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
