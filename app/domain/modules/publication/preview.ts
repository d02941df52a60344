/** A publication's preview as lines of text. Pure. */
import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import {
  type ChangedBlock,
  type CountedPeople,
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
    ...guides.flatMap(({ change, path, reason }) =>
      change === 'refused' || change === 'kept' ? `${path}: ${reason}` : [],
    ),
    ...(unchanged > 0 ? [`${counted(unchanged, 'release')} unchanged`] : []),
    ...differences,
  ]
}

function releaseLine(release: PlannedRelease): string {
  const { change, slug, label, refresh } = release
  const asked = change === 'new release' ? refresherWords(release, refresh) : askedWords(release)
  return [`${change} ${slug}, release ${label}`, asked, goingOnWords(release), changedWords(release.changed)]
    .filter((words) => words !== '')
    .join('; ')
}

/** "asks 38 people for it: Approvers 30, Readers 12". */
export function askedWords({ change, asked: { first } }: PlannedRelease): string {
  if (first.people > 0) return `asks ${counted(first.people, 'person', 'people')} for it${byWords(first)}`
  return change === 'older' ? '' : 'asks nobody for anything new'
}

/** "asks 12 people for a refresher of up to 2 blocks: Approvers 12". */
export function refresherWords({ asked }: PlannedRelease, policy: RefreshPolicy): string {
  const again = asked.refresher[policy]
  if (policy === 'none' && again.people === 0) return 'asks nobody for a refresher'
  if (again.people === 0) return 'nobody has completed an older release of it'
  const blocks =
    again.blocks === 1 ? '1 block' : policy === 'all' ? `all ${again.blocks} blocks` : `up to ${again.blocks} blocks`
  if (policy === 'none') return `asks nobody anew; ${stillOwe(again.people)} a refresher of ${blocks}${byWords(again)}`
  return `asks ${counted(again.people, 'person', 'people')} for a refresher of ${blocks}${byWords(again)}`
}

const stillOwe = (people: number) => (people === 1 ? '1 person still owes' : `${people} people still owe`)

/** "3 people who have begun go on in it, 1 of them after finishing a try that is running". */
export function goingOnWords({ asked: { begun, running } }: PlannedRelease): string {
  const goOn =
    begun > 0 ? `${counted(begun, 'person', 'people')} who ${begun === 1 ? 'has' : 'have'} begun go on in it` : ''
  const finish =
    running > 0 ? `${counted(running, 'person finishes a try', 'people finish a try')} on the older one first` : ''
  return [goOn, finish].filter((words) => words !== '').join(', ')
}

function byWords({ by }: CountedPeople): string {
  return by.length > 0 ? `: ${by.map(({ name, people }) => `${name} ${people}`).join(', ')}` : ''
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
