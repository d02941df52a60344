import { Link } from 'react-router'
import { momentText } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import type { Today } from '#app/components/ui/date-text.tsx'
import type { Lasting } from '#app/domain/confusion/lasting/lasting.ts'
import { lastingPaths } from '#app/http/lasting-paths.ts'
import { paths } from '#app/http/paths.ts'

type LastingActsProps = { id: string; query: string; lasting: Lasting; today: Today }

/** What an answer can become beyond its question, and what it has become. */
export function LastingActs({ id, query, lasting, today }: LastingActsProps) {
  const { libraryAnswerId, calloutId, notices } = lasting
  return (
    <section aria-labelledby="lasting">
      <h3 id="lasting">Let the answer live on</h3>
      <ul className="lines small">
        <li>
          {libraryAnswerId ? (
            <>
              It is in the library and at the block:{' '}
              <Link to={lastingPaths.libraryAnswer(libraryAnswerId)}>edit it</Link>
            </>
          ) : (
            <Link to={lastingPaths.lasting(id, 'library-answer') + query} preventScrollReset>
              Put it into the library
            </Link>
          )}
        </li>
        <li>
          <Link to={lastingPaths.templateFrom(id)}>Make it a support template</Link>
        </li>
        <li>
          <Link to={lastingPaths.lasting(id, 'notice') + query} preventScrollReset>
            Tell an audience
          </Link>
          {notices.map(({ audience, people, at }) => (
            <span key={`${audience} ${at.toISOString()}`} className="sub">
              {audience} were told, {counted(people, 'person', 'people')}, {momentText(at, today.zone, today.now)}
            </span>
          ))}
        </li>
        <li>
          {calloutId ? (
            <>
              A call-out is asked for: <Link to={`${paths.publish()}#call-outs`}>copy it from the publish page</Link>
            </>
          ) : (
            <Link to={lastingPaths.lasting(id, 'call-out') + query} preventScrollReset>
              Ask for a call-out in the next release
            </Link>
          )}
        </li>
      </ul>
    </section>
  )
}
