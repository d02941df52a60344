import { Link, redirect } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { PlaybookEditor } from '#app/components/playbook-editor/playbook-editor.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { copyToEdit, modulesToName } from '#app/domain/cohorts/cohort-playbook.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-playbook-edit.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Edit: ${loaderData?.state.doc.attrs.title ?? 'playbook'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const [copy, modules] = await answer(() =>
    Promise.all([copyToEdit(viewer, params.id, params.slug, new Date()), modulesToName(viewer)]),
  )
  if (copy === null) throw redirect(playbookPaths.cohortPlaybook(params.id, params.slug))
  return { ...copy, modules, personId: viewer.personId }
}

export default function CohortPlaybookEditPage({ loaderData, params }: Route.ComponentProps) {
  const { cohort, copyId, state, modules, personId } = loaderData
  const { slug } = params
  return (
    <Main>
      <PageHead
        over={<Link to={playbookPaths.cohortPlaybook(cohort.id, slug)}>{state.doc.attrs.title}</Link>}
        title="Edit your cohort’s copy"
        meta={
          <>
            <Fact icon="people">{cohort.name}</Fact>
            <Fact>
              <Link to={playbookPaths.cohortPlaybookHistory(cohort.id, slug)}>History</Link>
            </Fact>
          </>
        }
      />
      <noscript>
        <p className="note">Writing in a playbook needs scripts, which this browser does not run. You can read it.</p>
      </noscript>
      <PlaybookEditor
        key={copyId}
        address={playbookPaths.cohortPlaybookEdits(cohort.id, slug)}
        draftKey={`gangway:playbook:${personId}:${copyId}`}
        initial={state}
        modules={modules}
      />
    </Main>
  )
}
