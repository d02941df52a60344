import { paths } from '#app/http/paths.ts'
import { PageLink } from '../ui/page-link.tsx'

/** What to look up while working, at the foot of every module. */
export function LookUp({ references }: { references: readonly { slug: string; title: string }[] }) {
  if (references.length === 0) return null
  return (
    <nav className="look-up" aria-labelledby="look-up">
      <h2 className="label" id="look-up">
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
