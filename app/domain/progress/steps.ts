/** One module as a person's lists show it: from its release, their record and its assignment. Pure. */
import type { Block, Lesson } from '#app/lessons/tree.ts'
import { type LocalDay, localDay } from '../migrations/local-days.ts'
import { type AssignedStep, dueFor } from '../modules/due.ts'
import type { Explained } from './explanation.ts'
import { explainProgress, type Reader } from './explanation.ts'
import type { LearningRecord } from './record.ts'
import type { ModuleStanding, Refresher, Step } from './standing.ts'
import { type LearningRelease, type Way, wayIn } from './way.ts'

/** As much of a published release as lists show. */
export type ListedRelease = LearningRelease & { label: string; lesson: Lesson }

export type Releases = ReadonlyMap<string, ListedRelease>

/** The module as a step of the person's way, with everything that is asked and what is missing. */
export function stepOf(
  assigned: AssignedStep,
  release: ListedRelease,
  record: LearningRecord,
  releases: Releases,
  at: { now: Date; today: LocalDay; timeZone: string; reader?: Reader },
): Step {
  const way = wayIn(release, record, releases, at.now)
  const { lesson } = release
  const since = way.since && localDay(way.since, at.timeZone)
  return {
    moduleId: assigned.moduleId,
    slug: assigned.slug,
    assignmentId: assigned.assignmentId,
    title: lesson.title,
    kind: lesson.kind,
    summary: lesson.summary,
    minutes: minutesFor(lesson, way.changed),
    release: { id: release.id, label: release.label },
    milestone: assigned.milestone,
    due: assigned.optional ? null : dueFor(assigned, since, at.today),
    optional: assigned.optional,
    standing: standingFor(way, assigned.progress !== null),
    refresher: refresherOf(release, way),
    asked: explained(release, way, at.reader),
    resume: resumeAt(lesson, assigned.progress?.lastBlock ?? null),
  }
}

export function standingFor(way: Way, hasStarted: boolean): ModuleStanding {
  if (way.isDone) return 'complete'
  if (way.changed) return 'refresher due'
  return hasStarted ? 'started' : 'not started'
}

/** What is asked, in words. Who is done is never shown anything as missing. */
export function explained(release: ListedRelease, way: Way, reader: Reader = 'learner'): Explained[] {
  const asked = explainProgress(way.asked, titlesIn(release.lesson), way.evidence, reader)
  if (!way.isDone) return asked
  return asked.map((one) =>
    one.met ? one : { ...one, met: true, metAt: way.completed?.at ?? null, state: 'Done.', words: `${one.rule} Done.` },
  )
}

export function refresherOf({ lesson }: ListedRelease, { changed, completed, isAnew }: Way): Refresher | null {
  if (!changed || !completed) return null
  const titles = titlesIn(lesson)
  const blocks = changed.map((id) => ({ id, title: titles[id] ?? id }))
  return { from: completed.label, blocks, isWhole: isAnew }
}

/** About how long a module takes; a refresher takes its share of the blocks, but at least a minute. */
export function minutesFor({ minutes, blocks }: Lesson, changed: readonly string[] | null): number {
  return changed ? Math.max(1, Math.round((minutes * changed.length) / blocks.length)) : minutes
}

function titlesIn({ blocks }: Lesson): Record<string, string> {
  return Object.fromEntries(blocks.map(({ id, title }) => [id, title]))
}

/** Where to go on, counted in sections; null if the block is not in this release any more. */
function resumeAt({ blocks }: Lesson, lastBlock: string | null): Step['resume'] {
  const block = blocks.find(({ id }) => id === lastBlock)
  if (!block) return null
  const sections = blocks.filter(({ kind }) => kind === 'section')
  const number = sections.findIndex(({ id }) => id === sectionOf(block)) + 1
  return { block: block.id, title: block.title, number, of: sections.length }
}

function sectionOf({ id, parent }: Block): string {
  return parent ?? id
}
