import { Link } from 'react-router'
import { inWords, sentence } from '#app/components/format.ts'
import { LinkButton } from '#app/components/ui/button.tsx'
import { SectionHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import type { Library } from '#app/domain/modules/library.server.ts'
import { isNarrowed, type LibraryFilters, libraryAddress } from '#app/domain/modules/library-filters.ts'
import { paths } from '#app/http/paths.ts'
import { LibraryItem } from './library-entry.tsx'

type LibraryListProps = { library: Library; filters: LibraryFilters; rows: number }

/** What is found, what was looked for instead, and the way to the rest; or why there is nothing, and what to do. */
export function LibraryList({ library, filters, rows }: LibraryListProps) {
  const { entries, total } = library
  const narrowed = filters.query !== '' || isNarrowed(filters)
  if (entries.length === 0) return <Nothing library={library} filters={filters} />
  return (
    <section aria-labelledby="found">
      <SectionHead id="found" title={narrowed ? `${sentence(inWords(total))} found` : 'All modules'} />
      <LookedFor library={library} query={filters.query} />
      <ul className="library">
        {entries.map((entry) => (
          <LibraryItem key={entry.slug} entry={entry} />
        ))}
      </ul>
      <Onward filters={filters} left={total - filters.page * rows} />
    </section>
  )
}

/** What was typed is nowhere, so something near it is shown. */
function LookedFor({ library: { meant, isPartial }, query }: { library: Library; query: string }) {
  if (!meant && !isPartial) return null
  return (
    <p className="note library-note" role="status">
      {meant ? (
        <>
          Nothing has “{query}”. Did you mean <Link to={libraryAddress({ query: meant })}>{meant}</Link>? This is what
          has {isPartial ? 'some of it' : 'it'}.
        </>
      ) : (
        <>Nothing has all of these words. This is what has some of them.</>
      )}
    </p>
  )
}

function Onward({ filters, left }: { filters: LibraryFilters; left: number }) {
  if (left <= 0 && filters.page === 1) return null
  const to = (page: number) => paths.library() + libraryAddress({ ...filters, page })
  return (
    <p className="list-end">
      {left > 0 && (
        <LinkButton to={to(filters.page + 1)} iconAfter="next">
          {left === 1 ? 'One more' : `${sentence(inWords(left))} more`}
        </LinkButton>
      )}
      {filters.page > 1 && (
        <LinkButton to={to(1)} kind="quiet">
          Back to the beginning
        </LinkButton>
      )}
    </p>
  )
}

function Nothing({ library: { elsewhere }, filters }: Pick<LibraryListProps, 'library' | 'filters'>) {
  const { query, page } = filters
  const title = query ? `Nothing found for “${query}”` : 'Nothing to show'
  if (page > 1) {
    return (
      <Problem kind="empty" title="There is no further page" level={2} action={<FirstPage filters={filters} />}>
        The list has become shorter.
      </Problem>
    )
  }
  if (isNarrowed(filters)) {
    const all = paths.library() + libraryAddress({ query })
    const without =
      elsewhere > 0 ? `Without the filters ${elsewhere === 1 ? 'one is' : `${inWords(elsewhere)} are`} found.` : ''
    return (
      <Problem kind="empty" title={title} level={2} action={<LinkButton to={all}>Clear the filters</LinkButton>}>
        {`No module fits all of what you chose. ${without}`}
      </Problem>
    )
  }
  if (query) {
    return (
      <Problem
        kind="empty"
        title={title}
        level={2}
        action={<LinkButton to={paths.library()}>Show all modules</LinkButton>}
      >
        Try a shorter word, or the word that the old product used.
      </Problem>
    )
  }
  return (
    <Problem kind="empty" title="Nothing is published yet" level={2}>
      Modules appear here once your migration lead publishes them.
    </Problem>
  )
}

function FirstPage({ filters }: { filters: LibraryFilters }) {
  return <LinkButton to={paths.library() + libraryAddress({ ...filters, page: 1 })}>Back to the beginning</LinkButton>
}
