import { Link } from 'react-router'
import { dayText, localOf } from '#app/components/dates.ts'
import { inWords, listed, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { stepNames } from '#app/domain/cohorts/champion-steps.ts'
import { type Champion, championsOf } from '#app/domain/cohorts/champions.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/champions.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Champions · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const champions = await answer(() => championsOf(viewer, now))
  return { champions, now, zone: viewer.migration?.timeZone ?? 'UTC' }
}

export default function ChampionsPage({ loaderData }: Route.ComponentProps) {
  const { champions, now, zone } = loaderData
  return (
    <Main>
      <PageHead over={<Link to={paths.cohorts()}>Cohorts</Link>} title={titleOf(champions)} />
      {champions.length === 0 ? (
        <Problem kind="empty" title="There are no champions yet" level={2}>
          An administrator gives people the role of a champion.
        </Problem>
      ) : (
        <Table caption="Champions" narrow="list" columns="repeat(3, minmax(0, 1fr))" linked>
          <TableHead>
            <ColumnHead>Champion</ColumnHead>
            <ColumnHead>Cohorts</ColumnHead>
            <ColumnHead>Steps</ColumnHead>
            <ColumnHead>Signed off</ColumnHead>
          </TableHead>
          <TableBody>
            {champions.map((champion) => (
              <ChampionRow key={champion.id} champion={champion} zone={zone} now={now} />
            ))}
          </TableBody>
        </Table>
      )}
    </Main>
  )
}

function titleOf(champions: readonly Champion[]): string {
  const ready = champions.filter(({ signedOff, steps }) => !signedOff && steps.every(({ done }) => done)).length
  if (champions.length === 0) return 'No champion'
  if (ready > 0) return `${sentence(inWords(ready))} ${ready === 1 ? 'waits' : 'wait'} to be signed off`
  const signed = champions.filter(({ signedOff }) => signedOff).length
  if (signed === 0) return 'Nobody is signed off yet'
  return `${sentence(inWords(signed))} of ${inWords(champions.length)} champions ${signed === 1 ? 'is' : 'are'} signed off`
}

function ChampionRow({ champion, zone, now }: { champion: Champion; zone: string; now: Date }) {
  const { id, name, cohorts, steps, signedOff } = champion
  const open = steps.filter(({ done }) => !done)
  return (
    <Row>
      <RowHead>
        <Link to={paths.champion(id)}>{name}</Link>
      </RowHead>
      <Cell label="Cohorts">
        {cohorts.length > 0 ? listed(cohorts.map((cohort) => cohort.name)) : <span className="muted">None</span>}
      </Cell>
      <Cell label="Steps">
        {open.length === 0 ? (
          <StatusMark state="done">All five done</StatusMark>
        ) : (
          <>
            {steps.length - open.length} of {steps.length}
            <span className="sub">Open: {open.map((step) => stepNames[step.name]).join('; ')}</span>
          </>
        )}
      </Cell>
      <Cell label="Signed off">
        {signedOff ? (
          <>
            {dayText(localOf(signedOff.at, zone).date, localOf(now, zone).date)}
            <span className="sub">By {signedOff.by}</span>
          </>
        ) : (
          <span className="muted">Not yet</span>
        )}
      </Cell>
    </Row>
  )
}
