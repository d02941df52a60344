import { Link } from 'react-router'
import { FixTable, FlowTable, KindTable, OpenTable } from '#app/components/confusion/effect-tables.tsx'
import { SentimentTrend } from '#app/components/confusion/sentiment-trend.tsx'
import { momentText } from '#app/components/dates.ts'
import { counted, inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Fact, PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Tabs } from '#app/components/ui/tabs.tsx'
import { effectOverview, type KindEffect } from '#app/domain/adoption/effect/overview.server.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { measurePaths } from '#app/http/confusion-measure-paths.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-effect.ts'

/** Whole weeks looked back on; null: since the start. */
const PERIODS = [4, 12, 26, null] as const

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData ? titleOf(loaderData.overview.kinds) : 'Effect'} · Gangway` },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const asked = new URL(request.url).searchParams.get('weeks')
  const weeks = asked === 'all' ? null : (PERIODS.find((period) => period !== null && String(period) === asked) ?? 12)
  const overview = await answer(() => effectOverview(viewer, weeks, now))
  return { overview, now, zone: migrationOf(viewer).timeZone }
}

function titleOf(kinds: readonly KindEffect[]): string {
  const fixes = kinds.reduce((sum, kind) => sum + kind.fixes, 0)
  const helped = kinds.reduce((sum, kind) => sum + kind.helped, 0)
  if (fixes === 0) return 'Nothing is resolved in this time'
  if (helped === 0) return `No fix of ${inWords(fixes)} has measurably helped yet`
  return sentence(`${inWords(helped)} of ${counted(fixes, 'fix', 'fixes')} measurably helped`)
}

export default function ConfusionEffectPage({ loaderData }: Route.ComponentProps) {
  const { overview, now, zone } = loaderData
  const { weeks, kinds, fixed, flow, open, sentiment, measuredAt, today } = overview
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={paths.confusion()}>Confusion</Link>, effect
          </>
        }
        title={titleOf(kinds)}
        meta={
          <>
            <Fact>{counted(flow.asked, 'question', 'questions')} first reported in this time</Fact>
            <Fact icon="refresh">
              {measuredAt ? `Fixes counted: ${momentText(measuredAt, zone, now)}` : 'Fixes not counted yet'}
            </Fact>
          </>
        }
      />
      <Tabs
        label="Period"
        tabs={PERIODS.map((period) => ({
          to: measurePaths.effect(period),
          label: period === null ? 'Since the start' : `${period} weeks`,
          current: period === weeks,
        }))}
      />
      <section className="section" aria-labelledby="kinds">
        <SectionHead id="kinds" title="What fixes worked" />
        {kinds.length > 0 ? (
          <KindTable kinds={kinds} />
        ) : (
          <Problem kind="empty" title="No question of this time is resolved">
            Choose a longer time, or resolve what waits.
          </Problem>
        )}
      </section>
      {kinds.length > 0 && (
        <section className="section" aria-labelledby="fixes">
          <SectionHead id="fixes" title="Fix by fix" aside="Reports and me-toos per 100 people at the block" />
          <FixTable fixed={fixed} today={today} />
        </section>
      )}
      <div className="halves">
        <section className="section" aria-labelledby="flow">
          <SectionHead id="flow" title="From a report to a fix" />
          <FlowTable flow={flow} />
        </section>
        <section className="section" aria-labelledby="open">
          <SectionHead id="open" title="Open by milestone" aside="Today" />
          <OpenTable open={open} />
        </section>
      </div>
      <section className="section" aria-labelledby="sentiment">
        <SectionHead id="sentiment" title="How it feels" />
        <SentimentTrend weeks={sentiment} today={today} />
      </section>
      <p className="source">
        <Link to={paths.measured()}>How each figure is made</Link>
      </p>
    </Main>
  )
}
