import { Link } from 'react-router'
import type { ReleaseEntry, ReleaseList } from '#app/domain/modules/release-list.server.ts'
import { paths } from '#app/http/paths.ts'
import { momentText } from '../dates.ts'
import { count } from '../format.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { REFRESH_WORDS } from './refresh-choice.tsx'

type ReleaseHistoryProps = { list: ReleaseList; timeZone: string; now: Date; mayWithdraw: boolean }

/** Every release of a module with what it asked for, what became of it, and what can be done with it. */
export function ReleaseHistory({ list: { slug, releases }, timeZone, now, mayWithdraw }: ReleaseHistoryProps) {
  const when = (at: Date, by: string | null) => `${momentText(at, timeZone, now)}${by ? `, ${by}` : ''}`
  return (
    <Table caption="Releases" narrow="list" columns="1fr 1fr">
      <TableHead>
        <ColumnHead>Release</ColumnHead>
        <ColumnHead>State</ColumnHead>
        <ColumnHead>Who completed an older one</ColumnHead>
        <ColumnHead right>Completions</ColumnHead>
        <ColumnHead hidden>What can be done</ColumnHead>
      </TableHead>
      <TableBody>
        {releases.map((release, place) => (
          <Row key={release.label}>
            <RowHead sub={when(release.publishedAt, release.publishedBy)}>{release.label}</RowHead>
            <Cell label="State" sub={release.withdrawal && when(release.withdrawal.at, release.withdrawal.by)}>
              <State release={release} />
            </Cell>
            <Cell label="Who completed an older one">
              {release.refresh ? REFRESH_WORDS[release.refresh] : 'The first one'}
            </Cell>
            <Cell label="Completions" right>
              {count(release.completions)}
            </Cell>
            <Cell full>
              <Acts slug={slug} release={release} before={releases[place + 1]} mayWithdraw={mayWithdraw} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function State({ release: { isCurrent, withdrawal } }: { release: ReleaseEntry }) {
  if (withdrawal) return <StatusMark state="waived">Withdrawn: {withdrawal.reason}</StatusMark>
  return isCurrent ? <StatusMark state="met">What people get now</StatusMark> : 'Superseded'
}

type ActsProps = { slug: string; release: ReleaseEntry; before: ReleaseEntry | undefined; mayWithdraw: boolean }

function Acts({ slug, release, before, mayWithdraw }: ActsProps) {
  return (
    <span className="row-acts">
      {before && (
        <Link to={paths.moduleChanges(slug, before.label, release.label)}>
          What changed<span className="sr"> in {release.label}</span>
        </Link>
      )}
      {mayWithdraw && !release.withdrawal && (
        <Link to={paths.releaseWithdrawal(slug, release.label)}>
          Withdraw<span className="sr"> {release.label}</span>
        </Link>
      )}
    </span>
  )
}
