type Placed = { place: string | null; link: string | null }

/** Where a session is, as a fact: its place, its link, or `unknown` as long as neither is said. */
export function SessionPlace({ place, link, unknown }: Placed & { unknown: string }) {
  return (
    <>
      <dt>Where</dt>
      <dd>
        {place ?? (link ? 'Online' : unknown)}
        {link && (
          <>
            <br />
            <a className="session-link" href={link} rel="noreferrer">
              {link}
            </a>
          </>
        )}
      </dd>
    </>
  )
}
