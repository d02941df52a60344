import { Form, Link } from 'react-router'
import { z } from 'zod'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { reportTo, stopReport } from '#app/domain/adoption/reports/own-reports.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-report-stop.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Stop a report · Gangway' }]

const StopInput = z.object({ comes: z.enum(['again', 'no more']) })

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return { report: await answer(() => reportTo(viewer, params.id)) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, StopInput, async ({ comes }) => {
    const { name } = await stopReport(viewer, params.id, comes === 'no more', new Date())
    const words = comes === 'again' ? `“${name}” comes to you again.` : `“${name}” comes to you no more.`
    return redirectWithToast(adoptionPaths.reportStop(params.id), words)
  })
}

/** Where the link of a report's mail leads, whatever role one still has. */
export default function StopReportPage({ loaderData: { report } }: Route.ComponentProps) {
  const stopped = report.stoppedAt !== null
  return (
    <Main>
      <PageHead
        over={<Link to={`${paths.profile()}#mail`}>What you get by mail</Link>}
        title={stopped ? `“${report.name}” comes to you no more` : `Stop “${report.name}”?`}
      />
      <Form method="post" className="form">
        <p>
          {stopped
            ? 'You stopped it yourself. Everybody else still gets it.'
            : 'It comes to you no more. Everybody else still gets it.'}
        </p>
        <p className="btn-row">
          <Button type="submit" kind="primary" name="comes" value={stopped ? 'again' : 'no more'}>
            {stopped ? 'Get it again' : 'Stop it for me'}
          </Button>
          <Link to={paths.home()}>Leave it as it is</Link>
        </p>
      </Form>
    </Main>
  )
}
