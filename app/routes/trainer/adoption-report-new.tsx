import { Link } from 'react-router'
import { ReportForm } from '#app/components/adoption/report-form.tsx'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { reportChoices } from '#app/domain/adoption/reports/report-choices.server.ts'
import { ReportInput } from '#app/domain/adoption/reports/report-input.ts'
import { addReport } from '#app/domain/adoption/reports/reports.server.ts'
import { viewAddress, viewParts } from '#app/domain/adoption/views/view-pages.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-report-new.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Send a report · Gangway' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const asked = new URL(request.url).searchParams.get('view')
  const choices = await answer(() => reportChoices(viewer, asked, new Date()))
  const view = asked && viewAddress(viewParts(asked))
  return { choices, view, self: viewer.personId, zone: migrationOf(viewer).timeZone }
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ReportInput, async (input) => {
    await addReport(viewer, input, new Date())
    return redirectWithToast(adoptionPaths.reports(), `“${input.name}” is sent from now on.`)
  })
}

export default function NewReportPage({ loaderData, actionData }: Route.ComponentProps) {
  const { choices, view, self, zone } = loaderData
  return (
    <Main>
      <PageHead over={<Link to={adoptionPaths.reports()}>Reports by mail</Link>} title="Send a report" />
      <ReportForm
        lastResult={actionData ?? null}
        values={{
          ...{ rhythm: 'weekly', weekday: '1', monthday: '1', hour: '7', recipients: [self] },
          ...(view === null ? {} : { view }),
        }}
        choices={choices}
        zone={zone}
        verb="Send it from now on"
      />
    </Main>
  )
}
