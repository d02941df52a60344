import { data, Form, Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { closeCohort, reopenCohort } from '#app/domain/cohorts/managing/change-cohort.server.ts'
import { managedCohort } from '#app/domain/cohorts/managing/managed-cohort.server.ts'
import { Refusal } from '#app/domain/errors.ts'
import { answer, statusOf } from '#app/http/answer.server.ts'
import { cohortPaths } from '#app/http/cohort-paths.ts'
import { formOf } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-closing.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Close a cohort · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return { cohort: await answer(() => managedCohort(viewer, params.id)) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const again = (await formOf(request)).get('closed') === 'no'
  return answer(async () => {
    const { name } = await managedCohort(viewer, params.id)
    try {
      if (again) await reopenCohort(viewer, params.id, new Date())
      else await closeCohort(viewer, params.id, new Date())
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
      return data({ errors: [error.message] }, { status: statusOf('conflict') })
    }
    if (again) return redirectWithToast(paths.cohort(params.id), `${name} is open again.`)
    return redirectWithToast(paths.cohorts(), `${name} is closed.`)
  })
}

export default function ClosingPage({ loaderData, actionData }: Route.ComponentProps) {
  const { cohort } = loaderData
  return (
    <Main>
      <PageHead
        over={<Link to={cohortPaths.editCohort(cohort.id)}>{cohort.name}</Link>}
        title={`Close ${cohort.name}?`}
      />
      <Form method="post" className="stack-form">
        <p>
          It leaves every list, takes nobody in, and its champions no longer see its people. Attendance, tips, notes and
          figures stay. You can open it again.
        </p>
        <FormEnd errors={actionData?.errors} verb="Close the cohort" back={cohortPaths.editCohort(cohort.id)} />
      </Form>
    </Main>
  )
}
