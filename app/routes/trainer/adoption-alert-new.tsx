import { Link } from 'react-router'
import { AlertForm } from '#app/components/adoption/alert-form.tsx'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { alertChoices } from '#app/domain/adoption/alerts/alert-choices.server.ts'
import { AlertInput } from '#app/domain/adoption/alerts/alert-input.ts'
import { addAlertRule } from '#app/domain/adoption/alerts/alert-rules.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-alert-new.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Watch a figure · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return { choices: await answer(() => alertChoices(viewer)) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, AlertInput, async (input) => {
    await addAlertRule(viewer, input, new Date())
    return redirectWithToast(adoptionPaths.alerts(), 'The figure is watched from now on.')
  })
}

export default function NewAlertPage({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <Main>
      <PageHead over={<Link to={adoptionPaths.alerts()}>Alerts</Link>} title="Watch a figure" />
      <AlertForm
        lastResult={actionData ?? null}
        values={{ comparator: '<=', forDays: '3' }}
        choices={loaderData.choices}
        verb="Watch it from now on"
      />
    </Main>
  )
}
