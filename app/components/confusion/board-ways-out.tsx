import { Link } from 'react-router'
import { type BoardFilter, boardQueryOf } from '#app/domain/confusion/board.ts'
import { outgoingPaths } from '#app/http/outgoing-paths.ts'

/** What the board shows as files, with the same filters; for leads, the way to their digest. */
export function BoardWaysOut({ filter, triages }: { filter: BoardFilter; triages: boolean }) {
  const query = boardQueryOf(filter)
  return (
    <p className="small ways-out">
      <a href={outgoingPaths.reportsCsv() + query} download>
        Reports as CSV
      </a>{' '}
      <a href={outgoingPaths.changesCsv() + query} download>
        Changes as CSV
      </a>{' '}
      {triages && <Link to={outgoingPaths.digest()}>A digest by mail</Link>}
    </p>
  )
}
