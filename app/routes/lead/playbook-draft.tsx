import { Form, Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { PlaybookOutline } from '#app/components/playbook/playbook-outline.tsx'
import { PlaybookSections } from '#app/components/playbook/playbook-sections.tsx'
import { usePassingTicks } from '#app/components/playbook/use-ticks.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { draftPreview, PublicationInput, publishDraft } from '#app/domain/playbooks/drafts.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/playbook-draft.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Draft: ${loaderData?.draft.playbook.title ?? 'playbook'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return { draft: await answer(() => draftPreview(viewer, params.slug)), language: viewer.language }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, PublicationInput, async ({ number }) => {
    const revision = await publishDraft(viewer, params.slug, number, new Date())
    return redirectWithToast(paths.playbook(params.slug), `Revision ${revision} is published. Cohorts see what is new.`)
  })
}

export default function PlaybookDraftPage({ loaderData, actionData }: Route.ComponentProps) {
  const { draft, language } = loaderData
  const { playbook, slug, state, revision, isAhead } = draft
  const refused = actionData?.error?.['']?.[0]
  return (
    <Main layout="lesson">
      <header className="lesson-head">
        <PageHead
          over={<Link to={playbookPaths.playbookEdit(slug)}>Go on writing</Link>}
          title={playbook.title}
          meta={
            <>
              <Fact icon="activeTime">{playbook.minutes} min</Fact>
              <Fact>{isAhead ? `Draft of revision ${revision + 1}` : `Revision ${revision}`}</Fact>
            </>
          }
        />
        {playbook.summary && <p>{playbook.summary}</p>}
        {refused && (
          <p className="error" role="alert">
            {refused}
          </p>
        )}
        {isAhead ? (
          <Form method="post" className="btn-row">
            <input type="hidden" name="number" value={state.number} />
            <Button type="submit" kind="primary">
              Publish revision {revision + 1}
            </Button>
            <span className="small muted">A published revision never changes.</span>
          </Form>
        ) : (
          <p className="note">There is nothing new to publish.</p>
        )}
      </header>
      <PlaybookOutline sections={playbook.sections} />
      <article className="lesson-read">
        <PlaybookSections playbook={playbook} language={language} ticks={usePassingTicks()} modules={draft.modules} />
      </article>
    </Main>
  )
}
