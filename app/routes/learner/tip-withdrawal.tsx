import { Form, Link, useNavigation } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { ownTip, withdrawOwnTip } from '#app/domain/playbooks/own-tips.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/tip-withdrawal.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Withdraw your tip · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return { tip: await answer(() => ownTip(viewer, params.id)) }
}

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const { module, block } = await answer(() => withdrawOwnTip(viewer, params.id, new Date()))
  return redirectWithToast(paths.module(module, block), 'Nobody sees your tip any more.')
}

export default function TipWithdrawalPage({ loaderData }: Route.ComponentProps) {
  const { words, module, block, approved, withdrawn } = loaderData.tip
  const busy = useNavigation().state === 'submitting'
  const back = paths.module(module, block)
  return (
    <Main>
      <PageHead
        over={<Link to={back}>The module</Link>}
        title={withdrawn ? 'You have withdrawn this tip' : 'Withdraw your tip?'}
      />
      <blockquote className="prose">{words}</blockquote>
      {withdrawn ? (
        <p>
          Nobody sees it any more. <Link to={back}>Back to the module</Link>
        </p>
      ) : (
        <Form method="post">
          <p>{approved ? 'Everybody sees it now.' : 'Your cohort sees it now.'} Afterwards nobody does.</p>
          <p className="btn-row">
            <Button type="submit" kind="primary" busy={busy} busyWords="Withdrawing">
              Withdraw it
            </Button>
            <Link to={back}>Keep it</Link>
          </p>
        </Form>
      )}
    </Main>
  )
}
