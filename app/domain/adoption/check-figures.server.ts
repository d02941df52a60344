import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type PublishedRelease, releasesOf } from '#app/domain/modules/releases.server.ts'
import type { CheckDefinition } from '#app/lessons/questions.ts'
import { drawnQuestions } from '../practice/draw.ts'
import { cellsOf, type Division, type Group } from './cells.ts'
import { checksOf, type FirstAnswer, firstAnswersOf, type MeasuredCheck } from './check-answers.server.ts'
import type { AdoptionFilters } from './filters.ts'
import { type FirstSubmission, type QuestionFigures, questionFigures } from './item-analysis.ts'
import { dividedFor, type LookedAt, lookedAt } from './looked-at.server.ts'
import { modulesOf } from './measured-tasks.server.ts'

/** `mark`: the share in per cent that the module asks for; null where it does not ask for the check. */
export type CheckRow = Omit<MeasuredCheck, 'moduleId' | 'releaseId'> & { mark: number | null; figures: CheckFigures }

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
  const modules = await modulesOf(looked.milestone.id)
  const { division, group, from } = await dividedFor(viewer, looked)
  const [checks, answers] = await Promise.all([checksOf(modules), firstAnswersOf(modules, from)])
  const releases = await releasesOf(checks.map(({ releaseId }) => releaseId))
  const rows = checks.flatMap((check) => {
    const release = releases.get(check.releaseId)
    const given = answers.get(`${check.moduleId}/${check.blockId}`) ?? []
    return release ? rowOf(check, release, given, division, group) : []
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
  { moduleId: _, releaseId: __, ...check }: MeasuredCheck,
  release: PublishedRelease,
  answers: readonly FirstAnswer[],
  division: Division,
  group: Group | null,
): CheckRow[] {
  const block = release.blocks.get(check.blockId)
  if (block?.kind !== 'check') return []
  const asked = release.lesson.rule.requirements.find((one) => one.need === 'check' && one.block === check.blockId)
  const mark = asked?.need === 'check' ? asked.mark : null
  const cell = cellsOf(answers, division).find((one) => one.group === (group?.id ?? null))
  return [{ ...check, mark, figures: figuresOf(cell, block.definition, release, check.blockId, mark) }]
}

type CellOfAnswers = ReturnType<typeof cellsOf<FirstAnswer>>[number]

function figuresOf(
  cell: CellOfAnswers | undefined,
  check: CheckDefinition,
  { keys }: PublishedRelease,
  block: string,
  mark: number | null,
): CheckFigures {
  if (!cell || (!cell.withheld && cell.attempts.length === 0)) return { told: 'none' }
  if (cell.withheld) return { told: 'withheld' }
  const { attempts } = cell
  const shares = attempts.map(({ right, total }) => right / total)
  return {
    told: 'figures',
    people: attempts.length,
    score: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    passed: mark === null ? null : attempts.filter(({ right, total }) => right * 100 >= mark * total).length,
    questions: questionFigures(
      check.questions,
      keys[block] ?? {},
      attempts.map((answer) => askedIn(check, answer)),
    ),
  }
}

function askedIn(check: CheckDefinition, { nth, ...answer }: FirstAnswer): FirstSubmission {
  return { ...answer, asked: drawnQuestions(check, { person: answer.person, nth }).map(({ id }) => id) }
}
