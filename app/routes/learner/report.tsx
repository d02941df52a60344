import { Link, useOutlet } from 'react-router'
import { OwnThread } from '#app/components/confusion/own-thread.tsx'
import { ReportWay } from '#app/components/confusion/report-way.tsx'
import { SentContextFacts } from '#app/components/confusion/sent-context-facts.tsx'
import { VerdictQuestion } from '#app/components/confusion/verdict-question.tsx'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Fact, PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { headline } from '#app/domain/confusion/headline.ts'
import { kindWords } from '#app/domain/confusion/kinds.ts'
import { reportOf } from '#app/domain/confusion/own-reports.server.ts'
import { PICTURES_LIMIT } from '#app/domain/confusion/pictures.ts'
import { isSilent } from '#app/domain/confusion/silence.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { reportPaths } from '#app/http/report-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/report.ts'
import '#app/components/confusion/own-reports.css'
import '#app/components/confusion/said-words.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${headline(loaderData.report.words)} · Gangway` : 'Report · Gangway' },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const report = await answer(() => reportOf(viewer, params.id))
  return { report, now: new Date(), zone: viewer.migration?.timeZone ?? 'UTC' }
}

export default function ReportPage({ loaderData }: Route.ComponentProps) {
  const { report, now, zone } = loaderData
  const today = { now, zone }
  const form = useOutlet()
  return (
    <Main>
      <PageHead
        over={<Link to={paths.reports()}>My reports</Link>}
        title={headline(report.words)}
        meta={
          <>
            <Fact icon="unclear">{report.as === 'me too' ? 'You said “me too”' : kindWords[report.kind]}</Fact>
            <Fact>
              <Link to={paths.module(report.module.slug, report.block.id)}>
                {report.module.title}, {report.block.title}
              </Link>
            </Fact>
            {report.others > 0 && (
              <Fact icon="people">{counted(report.others, 'other asks', 'others ask')} the same</Fact>
            )}
          </>
        }
      />
      <ReportWay standing={report.standing} today={today} />
      <div className="split section">
        <section aria-labelledby="thread">
          <SectionHead id="thread" title="What became of it" />
          <OwnThread report={report} today={today} />
          {report.as === 'report' && !form && report.pictures.length < PICTURES_LIMIT && (
            <p className="small thread-act">
              <Link to={reportPaths.addPicture(report.id)} preventScrollReset>
                Add a screenshot
              </Link>
            </p>
          )}
          {form ??
            (report.verdict && (
              <VerdictQuestion id={report.id} verdict={report.verdict} isSilent={isSilent(report.askedAt, now)} />
            ))}
        </section>
        {report.context && (
          <div className="side">
            <SentContextFacts context={report.context} release={report.release} />
          </div>
        )}
      </div>
    </Main>
  )
}
