import { Main } from '#app/components/frame/main.tsx'
import { LibraryForm } from '#app/components/library/library-form.tsx'
import { LibraryList } from '#app/components/library/library-list.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { PageLink } from '#app/components/ui/page-link.tsx'
import { libraryChoices, PAGE_ROWS, searchLibrary } from '#app/domain/modules/library.server.ts'
import { libraryFiltersOf } from '#app/domain/modules/library-filters.ts'
import { quickReferencesFor } from '#app/domain/modules/quick-references.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/library.ts'
import '#app/styles/pages/library.css'

export const meta: Route.MetaFunction = () => [{ title: 'Library · Gangway' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const filters = libraryFiltersOf(new URL(request.url).searchParams)
  const [library, choices, references] = await answer(() =>
    Promise.all([searchLibrary(viewer, filters, new Date()), libraryChoices(viewer), quickReferencesFor(viewer)]),
  )
  return { library, filters, choices, references, rows: PAGE_ROWS }
}

export default function LibraryPage({ loaderData }: Route.ComponentProps) {
  const { library, filters, choices, references, rows } = loaderData
  return (
    <Main>
      <PageHead title="Library" />
      <LibraryForm filters={filters} {...choices} />
      <div className="split">
        <LibraryList library={library} filters={filters} rows={rows} />
        {references.length > 0 && (
          <aside className="side">
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
          </aside>
        )}
      </div>
    </Main>
  )
}
