import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { CompletionOverTime } from '#app/components/adoption/completion-series.tsx'
import { CompletionTable } from '#app/components/adoption/completion-table.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { ModuleSteps } from '#app/components/adoption/module-steps.tsx'
import { NobodyStarted } from '#app/components/adoption/no-figures.tsx'
import { SectionHead } from '#app/components/ui/head.tsx'
import { annotationsOf } from '#app/domain/adoption/annotations.server.ts'
import { filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import type { Counts } from '#app/domain/adoption/standing.ts'
import { completionLookedAt } from '#app/domain/adoption/standings/completion.server.ts'
import { completionTitle } from '#app/domain/adoption/standings/completion-title.ts'
import { frameOf } from '#app/http/adoption-frame.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/completion.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${completionTitle(loaderData.looked.total.counts)} · Gangway` : 'Completion · Gangway' },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const looked = await answer(() => completionLookedAt(viewer, filters, new Date()))
  const [first = looked.today] = looked.days
  const happened = await annotationsOf(viewer, looked.milestone, first, looked.today)
  return { looked, happened, frame: await answer(() => frameOf(viewer, request, filters)) }
}

export default function CompletionPage({ loaderData: { looked, happened, frame } }: Route.ComponentProps) {
  const { total } = looked
  const query = queryOf({ ...frame.filters, milestone: looked.milestone.slug })
  return (
    <AdoptionFrame
      here="completion"
      title={completionTitle(total.counts)}
      looked={looked}
      frame={frame}
      people={total.counts.assigned}
      csv={standingPaths.completionCsv()}
    >
      {hasBegun(total.counts) ? (
        <Figures looked={looked} happened={happened} query={query} />
      ) : (
        <NobodyStarted people={total.counts.assigned} query={query} />
      )}
    </AdoptionFrame>
  )
}

type FiguresProps = Pick<Route.ComponentProps['loaderData'], 'looked' | 'happened'> & { query: URLSearchParams }

function Figures({ looked, happened, query }: FiguresProps) {
  const { byAudience, days, modules, series, today, total } = looked
  const target = looked.target ?? undefined
  return (
    <>
      <section className="section" aria-labelledby="completion">
        <SectionHead
          id="completion"
          title="From assigned to complete"
          aside={target === undefined ? undefined : `Target ${target}%`}
        />
        <CompletionTable audiences={byAudience} total={total} target={target} query={query} />
        <HowMade metrics={['started', 'practised', 'completion', 'overdue', 'coverage']} />
      </section>
      {modules.length > 0 && (
        <section className="section" aria-labelledby="modules">
          <SectionHead
            id="modules"
            title="By module"
            aside={
              <a href={`${standingPaths.completionReport()}?${query}`} download>
                Who has completed what (CSV)
              </a>
            }
          />
          <ModuleSteps modules={modules} query={query} />
          <HowMade metrics={['completion', 'upToDate', 'overdue']} />
        </section>
      )}
      <section className="section" aria-labelledby="over-time">
        <SectionHead id="over-time" title="Completion over time" aside="People complete at the end of each day" />
        <CompletionOverTime
          days={days}
          series={series}
          today={today}
          target={target}
          happened={happened}
          query={query}
        />
      </section>
    </>
  )
}

/** Whether there is anything to tell but zeros. */
const hasBegun = ({ started, attended }: Counts): boolean => started + attended > 0
