import { Link } from 'react-router'
import { FilePath } from './file-path.tsx'

/** A file's path, which leads to its preview if it has one. */
export function DraftLink({ to, path }: { to: string | null; path: string }) {
  const shown = <FilePath path={path} />
  return to === null ? shown : <Link to={to}>{shown}</Link>
}
