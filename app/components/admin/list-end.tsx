import { useSearchParams } from 'react-router'
import { LinkButton } from '#app/components/ui/button.tsx'

/** Under a page of a list: on to the next, or back to its beginning. `next` is where this page ended. */
export function ListEnd({ next, rows }: { next: string | null; rows: number }) {
  const [params] = useSearchParams()
  const here = params.get('after')
  if (!next && !here) return null
  return (
    <p className="list-end">
      {next && (
        <LinkButton to={`?${withAfter(params, next)}`} iconAfter="next">
          The next {rows}
        </LinkButton>
      )}
      {here && (
        <LinkButton to={`?${withAfter(params, null)}`} kind="quiet">
          Back to the beginning
        </LinkButton>
      )}
    </p>
  )
}

function withAfter(params: URLSearchParams, after: string | null): string {
  const changed = new URLSearchParams(params)
  if (after) changed.set('after', after)
  else changed.delete('after')
  return changed.toString()
}
