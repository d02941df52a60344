import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { AdoptionFilters } from '../filters.ts'
import { type AudienceName, type Choice, type LookedAt, lookedAt, sliceOf } from '../looked-at.server.ts'
import { type MeasuredTask, modulesOf, tasksOf } from '../measured-tasks.server.ts'
import { exactly, type PartRow, partRow } from '../part-rows.ts'
import { type Slice, sliceId } from '../slices.ts'
import { progressOf } from '../standings/progress.server.ts'
import type { Span } from '../task-rollups/spans.ts'
import { toldReleases } from '../task-rollups/told-parts.server.ts'
import { toldInSpans, toldTasks } from '../task-rollups/told-tasks.server.ts'
import { type CompareAsked, TIMES } from './compare-input.ts'
import { type CompareChoices, choicesFor } from './sides.server.ts'
import { type ComparedShare, comparedShares, type Verdict, verdictInTime, verdictOf } from './verdicts.ts'

/**
 * A task of both sides. `spans`: the time that each side was asked for. No verdict is given on two cohorts, whose people
 * are never ranked by speed, nor on two releases in which the task was not the same.
 */
export type ComparedTask = MeasuredTask & { a: PartRow; b: PartRow; spans: [Span, Span]; verdict: Verdict | null }

/** Two sides beside each other; `sides` is null while there are not two: none chosen, the same twice, or no such. */
export type Comparison = LookedAt & {
  asked: CompareAsked
  choices: CompareChoices
  sides: [Choice, Choice] | null
  why: 'not chosen' | 'the same' | 'no such' | null
  shares: ComparedShare[]
  tasks: ComparedTask[]
  measuredAt: string
}

/** Compares two audiences, cohorts, releases or times of a milestone, as the filters narrow them. */
export async function comparisonOf(
  viewer: Viewer,
  filters: AdoptionFilters,
  asked: CompareAsked,
  now: Date,
): Promise<Comparison> {
  ensure(viewer, 'adoption.read')
  const { audienceNames, ...looked } = await lookedAt(viewer, narrowed(filters, asked), now)
  const choices = await choicesFor(asked, looked)
  const found = [asked.a, asked.b].map((side) => choices.sides.find(({ value }) => value === side))
  const why = whyNot(asked, found)
  const common = { ...looked, asked, choices, measuredAt: now.toISOString() }
  if (why !== null) return { ...common, sides: null, why, shares: [], tasks: [] }
  const sides = inOrder(found as [Choice, Choice], asked)
  const figures =
    asked.by === 'release'
      ? { shares: [], tasks: await ofReleases(looked, asked, sides) }
      : asked.by === 'weeks'
        ? { shares: [], tasks: await ofTimes(looked, sides) }
        : await ofGroups(looked, asked, sides, audienceNames)
  return { ...common, sides, why, ...figures }
}

/** Groups that are compared are no filter of each other; releases are everybody's, since the start. */
function narrowed(filters: AdoptionFilters, { by }: CompareAsked): AdoptionFilters {
  if (by === 'weeks') return { ...filters, weeks: 12 }
  return { ...filters, audience: null, cohort: null, weeks: by === 'release' ? null : filters.weeks }
}

function whyNot({ a, b }: CompareAsked, found: readonly (Choice | undefined)[]): Comparison['why'] {
  if ((a !== '' && !found[0]) || (b !== '' && !found[1])) return 'no such'
  if (!found[0] || !found[1]) return 'not chosen'
  return found[0] === found[1] ? 'the same' : null
}

/** Cohorts stand in order of name, whichever was chosen first. */
function inOrder([a, b]: [Choice, Choice], { by }: CompareAsked): [Choice, Choice] {
  return by === 'cohort' && b.label.localeCompare(a.label) < 0 ? [b, a] : [a, b]
}

type Looked = Pick<LookedAt, 'milestone' | 'scope' | 'today' | 'span'>

async function ofGroups(
  { milestone, span, today }: Looked,
  { by }: CompareAsked,
  sides: [Choice, Choice],
  audiences: readonly AudienceName[],
): Promise<Pick<Comparison, 'shares' | 'tasks'>> {
  const slices = sides.map(
    ({ value }): Slice =>
      by === 'cohort'
        ? { by, id: value }
        : { by: 'audience', id: audiences.find(({ slug }) => slug === value)?.id ?? value },
  ) as [Slice, Slice]
  const tasks = await tasksOf(await modulesOf(milestone.id))
  const [a, b, told] = await Promise.all([
    progressOf(milestone.id, slices[0]),
    progressOf(milestone.id, slices[1]),
    toldTasks(tasks, slices, span, today),
  ])
  return {
    shares: comparedShares(a.counts, b.counts),
    tasks: tasks.map((task, place) => {
      const [first, other] = slices.map((slice) => partRow(told[place]?.get(sliceId(slice)), task)) as [
        PartRow,
        PartRow,
      ]
      const verdict = by === 'cohort' ? null : verdictInTime(first.cell, other.cell)
      return { ...task, a: first, b: other, spans: [span, span], verdict }
    }),
  }
}

async function ofTimes({ milestone, scope, today }: Looked, sides: [Choice, Choice]): Promise<ComparedTask[]> {
  const tasks = await tasksOf(await modulesOf(milestone.id))
  const slice = sliceOf(scope)
  const spans = sides.map(({ value }) => TIMES.find((time) => time.value === value)?.span ?? 4) as [Span, Span]
  const [a, b] = await toldInSpans(tasks, [slice], spans, today)
  const row = (told: typeof a, place: number, span: Span) =>
    partRow(exactly(told?.[place]?.get(sliceId(slice)), span), tasks[place] as MeasuredTask)
  return tasks.map((task, place) => {
    const [first, other] = [row(a, place, spans[0]), row(b, place, spans[1])]
    return { ...task, a: first, b: other, spans, verdict: verdictOf(first.cell, other.cell) }
  })
}

async function ofReleases(
  { milestone }: Looked,
  { module }: CompareAsked,
  sides: [Choice, Choice],
): Promise<ComparedTask[]> {
  const all = await tasksOf(await modulesOf(milestone.id))
  const tasks = all.filter(({ moduleSlug }) => moduleSlug === module)
  return Promise.all(
    tasks.map(async (task) => {
      const releases = await toldReleases(task)
      const [first, other] = sides.map(({ value }) => releases.find(({ label }) => label === value))
      const [a, b] = [partRow(first, task), partRow(other, task)]
      const verdict = first && other && first.hash !== other.hash ? null : verdictOf(a.cell, b.cell)
      return { ...task, a, b, spans: ['all', 'all'], verdict }
    }),
  )
}
