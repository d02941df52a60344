import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { CompareFields, ComparePairs } from '#app/components/adoption/compare-fields.tsx'
import { ComparedShares } from '#app/components/adoption/compared-shares.tsx'
import { ComparedTasks } from '#app/components/adoption/compared-tasks.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { counted } from '#app/components/format.ts'
import { SectionHead } from '#app/components/ui/head.tsx'
import { compareOf } from '#app/domain/adoption/compare/compare-input.ts'
import { comparisonTitle, UNJUDGED } from '#app/domain/adoption/compare/compare-words.ts'
import { type Comparison, comparisonOf } from '#app/domain/adoption/compare/comparison.server.ts'
import { filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { frameOf } from '#app/http/adoption-frame.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/compare.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${comparisonTitle(loaderData.comparison)} · Gangway` : 'Compare · Gangway' },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const comparison = await answer(() => comparisonOf(viewer, filters, compareOf(query), new Date()))
  const { oldProduct } = migrationOf(viewer)
  return { comparison, oldProduct, frame: await answer(() => frameOf(viewer, request, filters)) }
}

export default function ComparePage({ loaderData: { comparison, oldProduct, frame } }: Route.ComponentProps) {
  const { asked, choices, sides, milestone } = comparison
  const common = queryOf({ ...frame.filters, milestone: milestone.slug })
  return (
    <AdoptionFrame
      here="compare"
      title={comparisonTitle(comparison)}
      looked={comparison}
      frame={frame}
      csv={adoptionPaths.compareCsv()}
      own={asked}
      fields={<CompareFields asked={asked} choices={choices} cohortCount={comparison.cohortCount} />}
      groups={asked.by === 'weeks'}
      period={asked.by === 'audience' || asked.by === 'cohort'}
    >
      {asked.by === 'cohort' && comparison.cohortCount > choices.sides.length && (
        <p className="note small">
          The lists hold {choices.sides.length} of {counted(comparison.cohortCount, 'cohort', 'cohorts')}
          {asked.words === '' ? ', the first by name' : `: those with “${asked.words}”`}. Look others up by words of
          their names.
        </p>
      )}
      {sides === null ? (
        <section className="section" aria-label="To begin with">
          <ComparePairs asked={asked} choices={choices} query={common.toString()} />
        </section>
      ) : (
        <Sides comparison={comparison} sides={sides} oldProduct={oldProduct} common={common} />
      )}
      <HowMade metrics={['comparison', 'taskTime', 'errors']} />
    </AdoptionFrame>
  )
}

type SidesProps = {
  comparison: Comparison
  sides: NonNullable<Comparison['sides']>
  oldProduct: string
  common: URLSearchParams
}

function Sides({ comparison: { asked, shares, tasks, today }, sides, oldProduct, common }: SidesProps) {
  const names = [sides[0].label, sides[1].label] as const
  return (
    <>
      {shares.length > 0 && (
        <section className="section" aria-labelledby="progress">
          <SectionHead id="progress" title="Progress" />
          <ComparedShares
            shares={shares}
            names={names}
            peopleOf={(side, need) => standingPaths.peopleWith(narrowed(common, asked.by, sides[side].value), need)}
          />
        </section>
      )}
      <section className="section" aria-labelledby="task-time">
        <SectionHead id="task-time" title="Task times" aside={ASIDES[asked.by]} />
        <ComparedTasks
          tasks={tasks}
          names={names}
          oldProduct={oldProduct}
          today={today}
          detail={({ moduleSlug, blockId }) => `${adoptionPaths.task(moduleSlug, blockId)}?${common}`}
          unjudged={UNJUDGED[asked.by]}
        />
      </section>
    </>
  )
}

/** The filters of a group's own pages. */
function narrowed(common: URLSearchParams, by: string, side: string): URLSearchParams {
  const query = new URLSearchParams(common)
  for (const name of ['audience', 'cohort']) query.delete(name)
  query.set(by, side)
  return query
}

type By = Comparison['asked']['by']

const ASIDES: Record<By, string> = {
  audience: 'Whoever is in both counts in both',
  cohort: 'In order of name',
  release: 'Everybody, since the start',
  weeks: 'Four whole weeks each: single weeks are of too few people',
}
