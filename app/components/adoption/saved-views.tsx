import { Form, Link } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { viewAddress, viewParts } from '#app/domain/adoption/views/view-pages.ts'
import type { AdoptionView } from '#app/domain/adoption/views/views.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import '#app/components/ui/saved-views.css'

type SavedViewsProps = {
  /** the viewer's views of this page */
  views: readonly AdoptionView[]
  /** the path of this page, and its filters as asked for: without what is usual */
  page: string
  query: URLSearchParams
  /** whether it can be sent by mail */
  sendable?: boolean
}

/** The viewer's own views of a page, the present one to save, and what else to do with it. */
export function SavedViews({ views, page, query, sendable = false }: SavedViewsProps) {
  const shown = viewAddress(viewParts(viewAddress({ page, filters: query.toString() })))
  const known = views.find(({ address }) => address === shown)
  return (
    <div className="saved-views small screen-only">
      {views.length > 0 && (
        <nav aria-label="Saved views">
          <ul>
            {views.map((view) => (
              <li key={view.id}>
                <Link to={view.address} aria-current={view === known ? 'page' : undefined} preventScrollReset>
                  {view.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {!known && (
        <details className="more">
          <summary>Save this view</summary>
          <Form method="post" action={adoptionPaths.views()} preventScrollReset autoComplete="off">
            <input type="hidden" name="view" value={shown} />
            <TextField field={{ name: 'name', required: true }} label="Name, for you alone" maxLength={60} required />
            <Button type="submit">Save</Button>
          </Form>
        </details>
      )}
      {sendable && <Link to={adoptionPaths.newReport(shown)}>Send it by mail</Link>}
      {views.length > 0 && <Link to={adoptionPaths.views()}>All saved views</Link>}
    </div>
  )
}
