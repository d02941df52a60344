import { Form, Link } from 'react-router'
import { ReportForm } from '#app/components/adoption/report-form.tsx'
import { counted, listed } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Moment } from '#app/components/ui/date-text.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { reportChoices } from '#app/domain/adoption/reports/report-choices.server.ts'
import { ReportInput } from '#app/domain/adoption/reports/report-input.ts'
import { scheduleWords } from '#app/domain/adoption/reports/report-words.ts'
import { changeReport, readReport } from '#app/domain/adoption/reports/reports.server.ts'
import { viewAddress } from '#app/domain/adoption/views/view-pages.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-report.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.report.name ?? 'Report'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return answer(async () => {
    const report = await readReport(viewer, params.id, now)
    const choices = await reportChoices(viewer, viewAddress(report), now)
    return { report, choices, zone: migrationOf(viewer).timeZone, now }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ReportInput, async (input) => {
    await changeReport(viewer, params.id, input, new Date())
    return redirectWithToast(adoptionPaths.report(params.id), 'The report is changed.')
  })
}

type Shown = Route.ComponentProps['loaderData']

export default function ReportPage({ loaderData, actionData }: Route.ComponentProps) {
  const { report, choices, zone } = loaderData
  return (
    <Main>
      <PageHead
        over={<Link to={adoptionPaths.reports()}>Reports by mail</Link>}
        title={report.name}
        aside={report.endedAt === null && <ReportActs id={report.id} />}
      />
      <ReportFacts {...loaderData} />
      {report.endedAt === null && (
        <section className="section" aria-labelledby="change">
          <SectionHead id="change" title="Change it" />
          <ReportForm
            lastResult={actionData ?? null}
            values={valuesOf(report)}
            choices={choices}
            zone={zone}
            verb="Save the report"
          />
        </section>
      )}
    </Main>
  )
}

const valuesOf = (report: Shown['report']) => ({
  ...{ name: report.name, view: viewAddress(report), rhythm: report.rhythm, hour: String(report.hour) },
  weekday: String(report.rhythm === 'weekly' ? (report.day ?? 1) : 1),
  monthday: String(report.rhythm === 'monthly' ? (report.day ?? 1) : 1),
  recipients: report.recipients.map(({ id }) => id),
})

function ReportActs({ id }: { id: string }) {
  return (
    <div className="btn-row">
      <Form method="post" action={adoptionPaths.reportCopies(id)}>
        <Button type="submit">Send me one now</Button>
      </Form>
      <Form method="post" action={adoptionPaths.reportEnd(id)}>
        <Button type="submit" kind="quiet">
          End this report
        </Button>
      </Form>
    </div>
  )
}

function ReportFacts({ report, now, zone }: Shown) {
  const { recipients, last, nextAt, endedAt } = report
  const getting = recipients.filter(({ stoppedAt }) => stoppedAt === null).map(({ name }) => name)
  const stopped = recipients.filter(({ stoppedAt }) => stoppedAt !== null).map(({ name }) => name)
  return (
    <dl className="facts">
      <dt>What</dt>
      <dd>
        <Link to={viewAddress(report)}>The page as it is now</Link>
      </dd>
      <dt>When</dt>
      <dd>
        {scheduleWords(report)}, {zone}
      </dd>
      <dt>To</dt>
      <dd>{getting.length > 0 ? listed(getting) : 'Nobody any more'}</dd>
      {stopped.length > 0 && (
        <>
          <dt>Stopped it themselves</dt>
          <dd>{listed(stopped)}</dd>
        </>
      )}
      <dt>Last sent</dt>
      <dd>{last ? <LastSent last={last} now={now} zone={zone} /> : 'Not yet'}</dd>
      <dt>{endedAt ? 'Ended' : 'Next'}</dt>
      <dd>
        {endedAt && <Moment at={endedAt} now={now} zone={zone} />}
        {nextAt && <Moment at={nextAt} now={now} zone={zone} />}
      </dd>
      <dt>Made by</dt>
      <dd>{report.createdBy}</dd>
    </dl>
  )
}

function LastSent({ last, now, zone }: { last: NonNullable<Shown['report']['last']>; now: Date; zone: string }) {
  return (
    <>
      <Moment at={last.at} now={now} zone={zone} />, to {counted(last.mailed, 'person', 'people')}
      {last.leftOut > 0 && `; ${counted(last.leftOut, 'person', 'people')} may not read it any more`}
      {last.failure && `; it could not be made: ${last.failure}`}
    </>
  )
}
