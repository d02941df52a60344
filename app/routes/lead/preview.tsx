import { Link } from 'react-router'
import { shortDayText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { kindOf } from '#app/components/module/module-head.tsx'
import { copyWords } from '#app/components/publication/copy-words.ts'
import { FilePath } from '#app/components/publication/file-path.tsx'
import { PreviewLesson } from '#app/components/publication/preview-lesson.tsx'
import { ProblemLines } from '#app/components/publication/problem-lines.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { workingCopyOf } from '#app/domain/modules/publication/working-copy.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/preview.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Preview: ${loaderData ? titleOf(loaderData.copy) : 'module'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const copy = await answer(() => workingCopyOf(viewer, params.slug, now))
  const { personId, language } = viewer
  const timeZone = viewer.migration?.timeZone ?? 'UTC'
  const words = copyWords(copy, (at) => shortDayText(localDay(at, timeZone), localDay(now, timeZone)))
  return { copy, words, personId, language }
}

export default function PreviewPage({ loaderData }: Route.ComponentProps) {
  const { copy, words, personId, language } = loaderData
  const { draft, leftOut, path, problems, published, products } = copy
  return (
    <Main layout="lesson">
      <header className="lesson-head">
        <PageHead
          over={
            <>
              <Link to={paths.publish()}>Publish</Link>, preview
            </>
          }
          title={titleOf(copy)}
          meta={
            <>
              {draft && (
                <Fact icon={kindOf(draft.lesson.kind).icon}>
                  {kindOf(draft.lesson.kind).words}, about {draft.lesson.minutes} min
                </Fact>
              )}
              <Fact>
                <FilePath path={path} />
              </Fact>
              {published && <Link to={paths.module(copy.slug)}>What people see now</Link>}
            </>
          }
        />
        <p className="note">This is the file as it is now. Nothing that you do here is recorded.</p>
        <p className="small">{words}</p>
      </header>
      {problems.length > 0 && <ProblemLines problems={problems} path={path} leftOut={leftOut} />}
      <article className="lesson-read">
        {draft === null && (
          <Problem kind="empty" title="Nothing of this file can be shown" level={2}>
            Mend the first mistake, and load this page again.
          </Problem>
        )}
        {draft && (
          <PreviewLesson
            key={draft.hash}
            release={`preview-${draft.hash}`}
            lesson={draft.lesson}
            keys={draft.keys}
            personId={personId}
            products={products}
            language={language}
          />
        )}
      </article>
    </Main>
  )
}

/** The lesson's title; while it cannot be read, the name of its file. */
function titleOf({ draft, slug }: { draft: { lesson: { title: string } } | null; slug: string }): string {
  return draft?.lesson.title ?? slug
}
