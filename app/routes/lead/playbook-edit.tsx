import { Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { PlaybookEditor } from '#app/components/playbook-editor/playbook-editor.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { modulesToName } from '#app/domain/cohorts/cohort-playbook.server.ts'
import { draftOf } from '#app/domain/playbooks/drafts.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/playbook-edit.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Write: ${loaderData?.draft.state.doc.attrs.title ?? 'playbook'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const [draft, modules] = await answer(() => Promise.all([draftOf(viewer, params.slug), modulesToName(viewer)]))
  return { draft, modules, personId: viewer.personId }
}

export default function PlaybookEditPage({ loaderData }: Route.ComponentProps) {
  const { draft, modules, personId } = loaderData
  const { slug, revision, state, playbookId } = draft
  return (
    <Main>
      <PageHead
        over={<Link to={paths.playbooks()}>Playbooks</Link>}
        title={revision === 0 ? 'Write the first revision' : `Write revision ${revision + 1}`}
        meta={
          <>
            <Fact>{state.doc.attrs.title}</Fact>
            <Fact>
              <Link to={playbookPaths.playbookDraft(slug)}>Look at it, and publish</Link>
            </Fact>
          </>
        }
      />
      <noscript>
        <p className="note">Writing in a playbook needs scripts, which this browser does not run. You can read it.</p>
      </noscript>
      <PlaybookEditor
        key={playbookId}
        address={playbookPaths.playbookEdits(slug)}
        draftKey={`gangway:playbook:${personId}:${playbookId}`}
        initial={state}
        modules={modules}
      />
    </Main>
  )
}
