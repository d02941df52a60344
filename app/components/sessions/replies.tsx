import { Link } from 'react-router'
import type { Replied } from '#app/domain/cohorts/sessions/sessions.server.ts'
import { paths } from '#app/http/paths.ts'

type Replies = Record<'coming' | 'notComing' | 'waiting' | 'silent', Replied[]>

const GROUPS: { of: keyof Replies; title: string; none: string }[] = [
  { of: 'coming', title: 'Coming', none: 'Nobody yet.' },
  { of: 'waiting', title: 'Waiting for a place, in line', none: '' },
  { of: 'silent', title: 'No reply yet', none: 'Everybody has replied.' },
  { of: 'notComing', title: 'Not coming', none: 'Nobody.' },
]

/** Who said what: by name, the waiting ones in their line. */
export function RepliesList({ replies }: { replies: Replies }) {
  return (
    <div className="replies">
      {GROUPS.filter(({ of, none }) => none !== '' || replies[of].length > 0).map(({ of, title, none }) => (
        <div key={of}>
          <h3>
            {title} <span className="muted">{replies[of].length}</span>
          </h3>
          {replies[of].length === 0 ? (
            <p className="small muted">{none}</p>
          ) : (
            <People people={replies[of]} inLine={of === 'waiting'} />
          )}
        </div>
      ))}
    </div>
  )
}

function People({ people, inLine }: { people: readonly Replied[]; inLine: boolean }) {
  const List = inLine ? 'ol' : 'ul'
  return (
    <List>
      {people.map(({ id, name, words }) => (
        <li key={id}>
          <Link className="plain" to={paths.person(id)}>
            {name}
          </Link>
          {words && <span className="small muted"> “{words}”</span>}
        </li>
      ))}
    </List>
  )
}
