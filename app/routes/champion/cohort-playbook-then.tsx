import { Form, Link } from 'react-router'
import { momentText } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { ComparedParts, changeName } from '#app/components/playbook-editor/compared-parts.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { copyThen, restoreCopy } from '#app/domain/cohorts/cohort-playbook.server.ts'
import { changesBetween } from '#app/domain/playbooks/part-changes.ts'
import { answer } from '#app/http/answer.server.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-playbook-then.ts'

export const meta: Route.MetaFunction = () => [{ title: 'An earlier state · Gangway' }]

const numberOf = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER)

export async function loader({ params, context }: Route.LoaderArgs) {
  const now = new Date()
  const number = Math.min(numberOf(params.number), 2_000_000_000)
  const states = await answer(() => copyThen(requireViewer(context), params.id, params.slug, number, now))
  return { states, moment: now }
}

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const number = Math.min(numberOf(params.number), 2_000_000_000)
  await answer(() => restoreCopy(viewer, params.id, params.slug, number, new Date()))
  return redirectWithToast(
    playbookPaths.cohortPlaybook(params.id, params.slug),
    'Restored, as a new state. The others are still there.',
  )
}

export default function CohortPlaybookThenPage({ loaderData }: Route.ComponentProps) {
  const { states, moment } = loaderData
  const { cohort, slug, earlier, now } = states
  const changes = changesBetween(earlier.doc, now.doc)
  const who = earlier.by ?? 'The organisation'
  return (
    <Main>
      <PageHead
        over={<Link to={playbookPaths.cohortPlaybookHistory(cohort.id, slug)}>History</Link>}
        title={earlier.doc.attrs.title}
        meta={
          <span>
            {who}, {earlier.at && momentText(earlier.at, cohort.timeZone, moment)}
          </span>
        }
      />
      {changes.length === 0 ? (
        <p className="note">This is what the copy says now.</p>
      ) : (
        <>
          <p>{counted(changes.length, 'part differs', 'parts differ')} from what the copy says now.</p>
          <Form method="post" className="btn-row">
            <Button type="submit" icon="refresh">
              Restore this state
            </Button>
          </Form>
        </>
      )}
      {changes.map((change) => (
        <section key={change.id} className="compare-block" aria-label={changeName(change)}>
          <h2>{changeName(change)}</h2>
          <ComparedParts before={change.before} after={change.after} beforeName="Then" afterName="Now" />
        </section>
      ))}
    </Main>
  )
}
