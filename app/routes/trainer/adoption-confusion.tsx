import { Link } from 'react-router'
import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { AskedBlocks } from '#app/components/adoption/asked-blocks.tsx'
import { ConfusionWeeks } from '#app/components/adoption/confusion-weeks.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { SentimentTrend } from '#app/components/confusion/sentiment-trend.tsx'
import { Fact, SectionHead } from '#app/components/ui/head.tsx'
import { rateText } from '#app/domain/adoption/confusion-rollups/confusion-export.ts'
import { confusionLookedAt } from '#app/domain/adoption/confusion-rollups/confusion-figures.server.ts'
import { confusionTitle } from '#app/domain/adoption/confusion-rollups/confusion-title.ts'
import { filtersOf } from '#app/domain/adoption/filters.ts'
import { frameOf } from '#app/http/adoption-frame.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { measurePaths } from '#app/http/confusion-measure-paths.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-confusion.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData ? confusionTitle(loaderData.looked) : 'Confusion'} · Gangway` },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const filters = filtersOf(new URL(request.url).searchParams)
  const looked = await answer(() => confusionLookedAt(viewer, filters, new Date()))
  const frame = await answer(() => frameOf(viewer, request, { ...filters, audience: null, cohort: null }))
  return { looked, frame: { ...frame, askedForBoth: false } }
}

export default function AdoptionConfusionPage({ loaderData }: Route.ComponentProps) {
  const { looked, frame } = loaderData
  const { whole, blocks, weeks, sentiment, today } = looked
  return (
    <AdoptionFrame
      here="confusion"
      title={confusionTitle(looked)}
      looked={looked}
      frame={frame}
      facts={
        whole.people > 0 && (
          <Fact icon="people">
            {rateText(whole)} per 100, n {whole.people}
          </Fact>
        )
      }
      groups={false}
      csv={adoptionPaths.confusionCsv()}
    >
      <section className="section" aria-labelledby="blocks">
        <SectionHead id="blocks" title="By block" aside={<Link to={paths.confusion()}>All reports</Link>} />
        <AskedBlocks blocks={blocks} />
        {blocks.length > 0 && (
          <p className="source">
            Since each release came out, with 95% intervals. Everybody’s: a report may be one that nobody knows the
            audience of.
          </p>
        )}
      </section>
      <div className="halves">
        <section className="section" aria-labelledby="weeks">
          <SectionHead id="weeks" title="By week" />
          <ConfusionWeeks weeks={weeks} today={today} />
        </section>
        <section className="section" aria-labelledby="feeling">
          <SectionHead
            id="feeling"
            title="How it feels"
            aside={<Link to={measurePaths.effect()}>What fixes did</Link>}
          />
          <SentimentTrend weeks={sentiment} today={today} />
        </section>
      </div>
      <HowMade metrics={['confusion', 'sentiment']} />
    </AdoptionFrame>
  )
}
