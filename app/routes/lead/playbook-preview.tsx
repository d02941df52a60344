import { Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { PlaybookOutline } from '#app/components/playbook/playbook-outline.tsx'
import { PlaybookSections } from '#app/components/playbook/playbook-sections.tsx'
import { usePassingTicks } from '#app/components/playbook/use-ticks.ts'
import { guideWords } from '#app/components/publication/copy-words.ts'
import { FilePath } from '#app/components/publication/file-path.tsx'
import { ProblemLines } from '#app/components/publication/problem-lines.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { playbookCopyOf } from '#app/domain/modules/publication/playbook-copy.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/playbook-preview.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Preview: ${loaderData?.copy.playbook?.title ?? 'playbook'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const copy = await answer(() => playbookCopyOf(viewer, params.slug, new Date()))
  return { copy, language: viewer.language }
}

export default function PlaybookPreviewPage({ loaderData }: Route.ComponentProps) {
  const { copy, language } = loaderData
  const { playbook, path, problems, modules } = copy
  const ticks = usePassingTicks()
  return (
    <Main layout="lesson">
      <header className="lesson-head">
        <PageHead
          over={
            <>
              <Link to={paths.publish()}>Publish</Link>, preview
            </>
          }
          title={playbook?.title ?? copy.slug}
          meta={
            <>
              {playbook && <Fact icon="activeTime">{playbook.minutes} min</Fact>}
              <Fact>
                <FilePath path={path} />
              </Fact>
            </>
          }
        />
        <p className="note">This is the file as it is now. What you tick here is forgotten.</p>
        <p className="small">{guideWords(copy.planned)}</p>
      </header>
      {playbook && <PlaybookOutline sections={playbook.sections} />}
      {problems.length > 0 && <ProblemLines problems={problems} path={path} leftOut={[]} />}
      <article className="lesson-read">
        {playbook ? (
          <PlaybookSections playbook={playbook} language={language} ticks={ticks} modules={modules} />
        ) : (
          <Problem kind="empty" title="This playbook can be shown when it is mended" level={2}>
            Mend what is wrong, and load this page again.
          </Problem>
        )}
      </article>
    </Main>
  )
}
