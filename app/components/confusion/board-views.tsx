import { Form, Link } from 'react-router'
import { Button, TextButton } from '#app/components/ui/button.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { type BoardFilter, boardQueryOf, type SavedView, viewOf } from '#app/domain/confusion/board.ts'
import { paths } from '#app/http/paths.ts'
import { triagePaths } from '#app/http/triage-paths.ts'
import '#app/components/ui/saved-views.css'

/** The views that somebody saved for themselves, each under its address, and the present one to save. */
export function BoardViews({ views, filter }: { views: readonly SavedView[]; filter: BoardFilter }) {
  const known = viewOf(views, filter)
  return (
    <div className="saved-views small">
      {views.length > 0 && (
        <nav aria-label="Saved views">
          <ul>
            {views.map((view) => (
              <li key={view.id}>
                <Link
                  to={paths.confusion() + view.query}
                  aria-current={view === known ? 'page' : undefined}
                  preventScrollReset
                >
                  {view.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {known ? (
        <Form method="post" action={triagePaths.views()} preventScrollReset>
          <TextButton type="submit" name="forget" value={known.id}>
            Remove “{known.name}”
          </TextButton>
        </Form>
      ) : (
        <details className="more">
          <summary>Save this view</summary>
          <Form method="post" action={triagePaths.views()} preventScrollReset autoComplete="off">
            <input type="hidden" name="filters" value={boardQueryOf(filter).slice(1)} />
            <TextField field={{ name: 'name', required: true }} label="Name, for you alone" maxLength={60} required />
            <Button type="submit">Save</Button>
          </Form>
        </details>
      )}
    </div>
  )
}
