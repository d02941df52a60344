import { Form, Link, useNavigation } from 'react-router'
import { figureNote, gateName, targetText } from '#app/components/adoption/measures.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { retireGate } from '#app/domain/migrations/gates.server.ts'
import { readinessOf } from '#app/domain/migrations/readiness.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/gate-retirement.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Remove a gate · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return answer(async () => {
    ensure(viewer, 'milestone.change')
    const { gates, milestone } = await readinessOf(viewer, params.slug, new Date())
    const gate = gates.find(({ id }) => id === params.gate)
    if (!gate) throw new Refusal('missing', 'This gate is not there any more.')
    return { gate, milestone }
  })
}

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await answer(() => retireGate(viewer, params.slug, params.gate, new Date()))
  return redirectWithToast(paths.milestone(params.slug), 'The gate is removed. Its measurements are kept.')
}

export default function RetirementPage({ loaderData }: Route.ComponentProps) {
  const { gate, milestone } = loaderData
  const busy = useNavigation().state === 'submitting'
  return (
    <Main>
      <PageHead
        over={<Link to={paths.milestone(milestone.slug)}>{milestone.name}</Link>}
        title={`Remove “${gateName(gate)}”?`}
        meta={
          <>
            <span>{targetText(gate.measure, gate.comparator, gate.target)}</span>
            <span>{figureNote(gate.measure, gate.figure)}</span>
          </>
        }
      />
      <p>The milestone no longer has to meet it. What was measured and waived so far stays on record.</p>
      <Form method="post" className="btn-row after-table">
        <Button type="submit" kind="danger" busy={busy} busyWords="Removing">
          Remove the gate
        </Button>
        <Link to={paths.milestone(milestone.slug)}>Keep it</Link>
      </Form>
    </Main>
  )
}
