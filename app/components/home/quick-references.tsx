import type { QuickReferenceLink } from '#app/domain/progress/standing.ts'
import { paths } from '#app/http/paths.ts'
import { inWords } from '../format.ts'
import { PageLink } from '../ui/page-link.tsx'

/** What to look up while working. */
export function QuickReferences({ references }: { references: readonly QuickReferenceLink[] }) {
  return (
    <ul className="quick">
      {references.map(({ slug, title, summary }) => (
        <li key={slug}>
          <PageLink to={paths.module(slug)}>{title}</PageLink>
          <span>{summary}</span>
        </li>
      ))}
    </ul>
  )
}

/** Several are worth a sheet on the wall. */
export function QuickReferencesLink({ count }: { count: number }) {
  if (count < 2) return <PageLink to={paths.library()}>Library</PageLink>
  return (
    <PageLink to={paths.quickReferencesPrint()}>
      Print {count === 2 ? 'both' : `all ${inWords(count)}`} on one sheet
    </PageLink>
  )
}
