import { Form, Link } from 'react-router'
import { momentText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { ComparedParts, changeName } from '#app/components/playbook-editor/compared-parts.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import {
  type ChosenChange,
  chooseUpstream,
  UpstreamInput,
  upstreamOf,
} from '#app/domain/cohorts/upstream-choices.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-playbook-changes.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Changes of the organisation · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const now = new Date()
  return { page: await answer(() => upstreamOf(requireViewer(context), params.id, params.slug, now)), now }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, UpstreamInput, async (input) => {
    await chooseUpstream(viewer, params.id, params.slug, input, new Date())
    const words = input.act === 'leave' ? 'Left. Your copy stays as it is.' : 'Taken into your copy.'
    return redirectWithToast(playbookPaths.cohortPlaybookChanges(params.id, params.slug), words)
  })
}

export default function CohortPlaybookChangesPage({ loaderData, actionData }: Route.ComponentProps) {
  const { page, now } = loaderData
  const { cohort, slug, changes } = page
  const refused = actionData?.error?.['']?.[0]
  return (
    <Main>
      <PageHead
        over={<Link to={playbookPaths.cohortPlaybook(cohort.id, slug)}>{page.title}</Link>}
        title="What the organisation changed"
        meta={
          <span>
            Your copy is from revision {page.base}; the newest is revision {page.newest}.
          </span>
        }
      />
      {refused && (
        <p className="error" role="alert">
          {refused}
        </p>
      )}
      {changes.length === 0 && (
        <Problem kind="empty" title="Nothing has changed since you took your copy" level={2}>
          Later revisions are shown here, part by part, and you take or leave each.
        </Problem>
      )}
      {changes.map((change) => (
        <Change key={`${change.revision.id} ${change.id}`} change={change} zone={cohort.timeZone} now={now} />
      ))}
    </Main>
  )
}

function Change({ change, zone, now }: { change: ChosenChange; zone: string; now: Date }) {
  const { before, after, own, state, revision, choice } = change
  const name = changeName(change)
  return (
    <section className="compare-block" aria-label={name}>
      <div className="compare-head">
        <h2>{name}</h2>
        <p className="small muted">Revision {revision.number}</p>
      </div>
      <ComparedParts before={before} after={after} beforeName="Before" afterName={`Revision ${revision.number}`} />
      {state === 'apart' && (
        <>
          <h3>Your cohort changed this part itself</h3>
          <ComparedParts before={after} after={own} beforeName={`Revision ${revision.number}`} afterName="Your copy" />
        </>
      )}
      <p className="small">
        {choice
          ? `${choice.taken ? 'Taken' : 'Left'} by ${choice.by}, ${momentText(choice.at, zone, now)}. You can change this.`
          : state === 'there'
            ? 'Your copy says this already.'
            : 'Not decided yet.'}
      </p>
      <Form method="post" preventScrollReset className="btn-row">
        <input type="hidden" name="part" value={change.id} />
        <input type="hidden" name="revision" value={revision.id} />
        {state !== 'there' && (
          <Button type="submit" name="act" value="instead">
            {state === 'apart' ? 'Take it, instead of yours' : 'Take it'}
          </Button>
        )}
        {state === 'apart' && after && own && (
          <Button type="submit" name="act" value="beside">
            Take it, and keep yours below
          </Button>
        )}
        {(state === 'there' ? choice?.taken : choice === null || choice.taken) && (
          <Button type="submit" name="act" value="leave" kind="quiet">
            {choice?.taken ? 'Put it back as it was' : 'Leave it'}
          </Button>
        )}
      </Form>
    </section>
  )
}
