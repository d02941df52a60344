import { Link } from 'react-router'
import { paths } from '#app/http/paths.ts'
import { FilePath } from './file-path.tsx'

/** A file's path; a module's leads to its preview. */
export function DraftLink({ slug, path }: { slug: string | undefined; path: string }) {
  const shown = <FilePath path={path} />
  return slug === undefined ? shown : <Link to={paths.preview(slug)}>{shown}</Link>
}
