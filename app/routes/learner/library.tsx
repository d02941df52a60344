import { Main } from '#app/components/frame/main.tsx'
import { AnswerList } from '#app/components/library/answer-list.tsx'
import { LibraryForm } from '#app/components/library/library-form.tsx'
import { LibraryList } from '#app/components/library/library-list.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { PageLink } from '#app/components/ui/page-link.tsx'
import { libraryAnswers } from '#app/domain/confusion/lasting/library-answers.server.ts'
import { libraryChoices, PAGE_ROWS, searchLibrary } from '#app/domain/modules/library.server.ts'
import { libraryFiltersOf } from '#app/domain/modules/library-filters.ts'
import { quickReferencesFor } from '#app/domain/modules/quick-references.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { lastingPaths } from '#app/http/lasting-paths.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/library.ts'
import '#app/styles/pages/library.css'

/** Answers that stand beside what is found of modules. */
const ANSWERS_SHOWN = 5

export const meta: Route.MetaFunction = () => [{ title: 'Library · Gangway' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const filters = libraryFiltersOf(new URL(request.url).searchParams)
  const [library, choices, references, answers] = await answer(() =>
    Promise.all([
      searchLibrary(viewer, filters, new Date()),
      libraryChoices(viewer),
      quickReferencesFor(viewer),
      filters.page === 1 ? libraryAnswers(viewer, filters.query, ANSWERS_SHOWN + 1) : [],
    ]),
  )
  return { library, filters, choices, references, answers, rows: PAGE_ROWS }
}

export default function LibraryPage({ loaderData }: Route.ComponentProps) {
  const { library, filters, choices, references, answers, rows } = loaderData
  const found = filters.query === '' ? [] : answers.slice(0, ANSWERS_SHOWN)
  return (
    <Main>
      <PageHead title="Library" />
      <LibraryForm filters={filters} {...choices} />
      <div className="split">
        <div>
          {(found.length === 0 || library.entries.length > 0) && (
            <LibraryList library={library} filters={filters} rows={rows} />
          )}
          {found.length > 0 && (
            <section className="section" aria-labelledby="answers">
              <SectionHead id="answers" title="Answered questions" />
              <AnswerList answers={found} level={3} />
              {answers.length > ANSWERS_SHOWN && (
                <p className="list-end">
                  <PageLink to={lastingPaths.libraryAnswers(filters.query)}>More answers</PageLink>
                </p>
              )}
            </section>
          )}
        </div>
        {(references.length > 0 || answers.length > 0) && (
          <aside className="side">
            {answers.length > 0 && (
              <p>
                <PageLink to={lastingPaths.libraryAnswers()}>Answered questions</PageLink>
              </p>
            )}
            {references.length > 0 && (
              <section aria-labelledby="references">
                <h2 id="references">Quick references</h2>
                <ul className="lines">
                  {references.map(({ slug, title }) => (
                    <li key={slug}>
                      <PageLink to={paths.module(slug)}>{title}</PageLink>
                    </li>
                  ))}
                </ul>
                {references.length > 1 && (
                  <p className="small">
                    <PageLink to={paths.quickReferencesPrint('all')}>Print them on one sheet</PageLink>
                  </p>
                )}
              </section>
            )}
          </aside>
        )}
      </div>
    </Main>
  )
}
