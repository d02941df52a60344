import type { QuickReference } from '#app/domain/modules/quick-references.server.ts'
import { paths } from '#app/http/paths.ts'
import { PageLink } from '../ui/page-link.tsx'

/** The id of the title over the links. */
export const LOOK_UP = 'look-up'

/** What to look up while working, at the foot of every module. */
export function LookUp({ references }: { references: readonly QuickReference[] }) {
  if (references.length === 0) return null
  return (
    <nav className="look-up" aria-labelledby={LOOK_UP}>
      <h2 className="label" id={LOOK_UP}>
        Look it up
      </h2>
      <ul>
        {references.map(({ slug, title }) => (
          <li key={slug}>
            <PageLink to={paths.module(slug)}>{title}</PageLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
