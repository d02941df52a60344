import { paths } from '#app/http/paths.ts'
import { listed } from '../format.ts'
import { PageLink } from '../ui/page-link.tsx'

/** Under a refresher: what is left out because it is as the learner knows it, and the way to it. */
export function KnownBlocks({ slug, titles }: { slug: string; titles: readonly string[] }) {
  if (titles.length === 0) return null
  return (
    <p className="small muted known-blocks">
      Not shown, because you know it: {listed(titles)}.{' '}
      <PageLink to={paths.wholeModule(slug)}>Show the whole module</PageLink>
    </p>
  )
}
