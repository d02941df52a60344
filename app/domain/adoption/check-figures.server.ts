import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type PublishedRelease, releasesOf } from '#app/domain/modules/releases.server.ts'
import type { CheckSums } from './check-rollups/question-sums.ts'
import { type ToldCheck, toldChecks } from './check-rollups/told-checks.server.ts'
import type { AdoptionFilters } from './filters.ts'
import { type QuestionFigures, questionFigures } from './item-analysis.ts'
import { type LookedAt, lookedAt, sliceOf } from './looked-at.server.ts'
import { checksOf, type MeasuredCheck } from './measured-checks.server.ts'
import { modulesOf } from './measured-tasks.server.ts'

/** `mark`: the share in per cent that the module asks for; null where it does not ask for the check. */
export type CheckRow = Omit<MeasuredCheck, 'moduleId' | 'releaseId' | 'hash'> & {
  mark: number | null
  figures: CheckFigures
}

/**
 * How a check went at the first submission: `score` is the mean share right, `passed` how many reached the mark. `none`:
 * nobody answered it in the period; `withheld`: too few people did.
 */
export type CheckFigures =
  | { told: 'none' | 'withheld' }
  | { told: 'figures'; people: number; score: number; passed: number | null; questions: QuestionFigures[] }

export type ChecksLookedAt = LookedAt & { checks: CheckRow[]; measuredAt: string }

/** Every check of the milestone's modules, with the figures of its questions, under the filters of adoption. */
export async function checksLookedAt(viewer: Viewer, filters: AdoptionFilters, now: Date): Promise<ChecksLookedAt> {
  ensure(viewer, 'adoption.read')
  const { audienceNames: _, ...looked } = await lookedAt(viewer, filters, now)
  const checks = await checksOf(await modulesOf(looked.milestone.id))
  const [told, releases] = await Promise.all([
    toldChecks(checks, sliceOf(looked.scope), looked.span, looked.today),
    releasesOf(checks.map(({ releaseId }) => releaseId)),
  ])
  const rows = checks.flatMap((check, place) => {
    const release = releases.get(check.releaseId)
    return release ? rowOf(check, release, told[place] ?? { told: 'none' }) : []
  })
  return { ...looked, checks: rows, measuredAt: now.toISOString() }
}

export type CheckLookedAt = LookedAt & { check: CheckRow; measuredAt: string }

/** One check of those. Refuses with `missing` one that the milestone does not have. */
export async function checkLookedAt(
  viewer: Viewer,
  named: { module: string; block: string },
  filters: AdoptionFilters,
  now: Date,
): Promise<CheckLookedAt> {
  const { checks, ...looked } = await checksLookedAt(viewer, filters, now)
  const check = checks.find(({ moduleSlug, blockId }) => moduleSlug === named.module && blockId === named.block)
  if (!check) throw new Refusal('missing', 'This milestone has no such check. Choose another milestone, or go back.')
  return { ...looked, check }
}

function rowOf(
  { moduleId: _, releaseId: __, hash: ___, ...check }: MeasuredCheck,
  release: PublishedRelease,
  told: ToldCheck,
): CheckRow[] {
  const block = release.blocks.get(check.blockId)
  if (block?.kind !== 'check') return []
  const asked = release.lesson.rule.requirements.find((one) => one.need === 'check' && one.block === check.blockId)
  const mark = asked?.need === 'check' ? asked.mark : null
  if (told.told !== 'figures') return [{ ...check, mark, figures: told }]
  const { people, sums } = told
  const questions = questionFigures(block.definition, release.keys[check.blockId] ?? {}, sums)
  return [{ ...check, mark, figures: { told: 'figures', people, ...marksIn(sums, people, mark), questions } }]
}

/** The mean share right, and how many reached the mark. */
function marksIn({ marks }: CheckSums, people: number, mark: number | null) {
  const all = Object.entries(marks).map(([text, many]) => {
    const [right = 0, total = 0] = text.split('/').map(Number)
    return { right, total, many }
  })
  const passed = all.filter(({ right, total }) => mark !== null && right * 100 >= mark * total)
  return {
    score: all.reduce((sum, { right, total, many }) => sum + (many * right) / total, 0) / people,
    passed: mark === null ? null : passed.reduce((sum, { many }) => sum + many, 0),
  }
}
