import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { BlockAnswers } from '#app/components/confusion/block-answers.tsx'
import { OfferedReports } from '#app/components/confusion/offered-reports.tsx'
import { ReportFields } from '#app/components/confusion/report-fields.tsx'
import { sentAlongWords } from '#app/components/confusion/sent-along.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { FormError } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { openReportsOfModule } from '#app/domain/confusion/open-reports.server.ts'
import { NOTHING_REPORTED } from '#app/domain/confusion/open-reports.ts'
import { reportConfusion } from '#app/domain/confusion/report.server.ts'
import { reportContext } from '#app/domain/confusion/report-context.server.ts'
import { ReportInput } from '#app/domain/confusion/report-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { Route } from './+types/report-new.ts'
import { addressOf, browserOf, releaseIn, sentAlongOf } from './report-address.server.ts'
import '#app/components/confusion/report.css'
import '#app/styles/lesson.css'

export const meta: Route.MetaFunction = () => [{ title: 'Something unclear? · Gangway' }]

/** The form by itself: for whoever has no scripts, and for links from outside. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return answer(async () => {
    const known = await reportContext(viewer, addressOf(params), releaseIn(request), new Date())
    const reported = await openReportsOfModule(viewer, known.module.id)
    return {
      id: newId(),
      module: known.module,
      release: known.release,
      block: known.block,
      along: sentAlongOf(known, browserOf(request)),
      confusion: reported[known.block.id] ?? NOTHING_REPORTED,
    }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ReportInput, async (input) => {
    const { id } = await reportConfusion(viewer, addressOf(params), input, browserOf(request), new Date())
    return redirectWithToast(paths.report(id), 'Sent. You will hear back here.')
  })
}

export default function NewReportPage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, module, release, block, along, confusion } = loaderData
  const [form, fields] = useForm<ReportInput>({
    lastResult: actionData,
    defaultValue: { id, releaseId: release.id, kind: 'unclear' },
  })
  const busy = useNavigation().state === 'submitting'
  const there = paths.module(module.slug, block.id)
  return (
    <Main>
      <PageHead
        over={<Link to={there}>{module.title}</Link>}
        title="What is unclear here?"
        meta={
          <span>
            Block {block.title}, release {release.label}
          </span>
        }
      />
      <BlockAnswers answers={confusion.answers} />
      <section className="report" aria-label="Your report">
        <OfferedReports reports={confusion.open} releaseId={release.id} />
        <Form method="post" action={`?release=${release.id}`} {...getFormProps(form)}>
          <input type="hidden" name="id" value={fields.id.value ?? id} />
          <input type="hidden" name="releaseId" value={release.id} />
          <ReportFields fields={fields} />
          <p className="xs muted">{sentAlongWords(along, false, null)}</p>
          <FormError errors={form.errors} />
          <div className="btn-row">
            <Button type="submit" kind="primary" busy={busy} busyWords="Sending">
              Send report
            </Button>
            <Link to={there}>Back to the module</Link>
            <span className="xs muted">You will be told what became of it, here and in My reports.</span>
          </div>
        </Form>
      </section>
    </Main>
  )
}
