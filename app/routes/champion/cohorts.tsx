import { Link } from 'react-router'
import { OwnPath } from '#app/components/champions/own-path.tsx'
import { Thanks } from '#app/components/champions/thanks.tsx'
import { momentText } from '#app/components/dates.ts'
import { counted, inWords, listed, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { ownThanks } from '#app/domain/adoption/recognition.server.ts'
import { ownSteps } from '#app/domain/cohorts/champions.server.ts'
import { type CohortSummary, cohortsOf } from '#app/domain/cohorts/cohorts.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohorts.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Cohorts · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const [cohorts, champion, thanks] = await answer(() =>
    Promise.all([cohortsOf(viewer, now), ownSteps(viewer, now), ownThanks(viewer, now)]),
  )
  return {
    ...{ cohorts, champion, thanks, now },
    zone: viewer.migration?.timeZone ?? 'UTC',
    leads: viewer.roles.has('champion'),
    seesChampions: can(viewer, 'champion.sign-off'),
  }
}

export default function CohortsPage({ loaderData }: Route.ComponentProps) {
  const { cohorts, champion, thanks, now, zone, leads, seesChampions } = loaderData
  const asking = cohorts.reduce((sum, { helpAsked }) => sum + helpAsked, 0)
  return (
    <Main>
      <PageHead
        over="Cohorts"
        title={titleOf(cohorts, asking)}
        aside={seesChampions && <Link to={paths.champions()}>Champions</Link>}
      />
      {champion && !champion.signedOff && <OwnPath champion={champion} zone={zone} now={now} />}
      {cohorts.length === 0 ? (
        <Problem kind="empty" title={leads ? 'You lead no cohort yet' : 'There are no cohorts yet'} level={2}>
          An administrator makes cohorts and names their champions.
        </Problem>
      ) : (
        <CohortTable cohorts={cohorts} now={now} />
      )}
      <Thanks thanks={thanks} />
      {champion?.signedOff && <OwnPath champion={champion} zone={zone} now={now} />}
    </Main>
  )
}

function titleOf(cohorts: readonly CohortSummary[], asking: number): string {
  if (cohorts.length === 0) return 'No cohort'
  if (asking > 0) return asking === 1 ? 'One person asks for help' : `${sentence(inWords(asking))} people ask for help`
  const late = cohorts.reduce((sum, { overdue }) => sum + overdue, 0)
  if (late > 0) return late === 1 ? 'One person is behind' : `${sentence(inWords(late))} people are behind`
  return 'Everybody is on time'
}

function CohortTable({ cohorts, now }: { cohorts: readonly CohortSummary[]; now: Date }) {
  return (
    <Table caption="Cohorts" narrow="list" columns="repeat(3, minmax(0, 1fr))" linked>
      <TableHead>
        <ColumnHead>Cohort</ColumnHead>
        <ColumnHead right>Members</ColumnHead>
        <ColumnHead right>On time</ColumnHead>
        <ColumnHead right>Behind</ColumnHead>
        <ColumnHead>Asks for help</ColumnHead>
        <ColumnHead>Next session</ColumnHead>
      </TableHead>
      <TableBody>
        {cohorts.map((cohort) => (
          <Row key={cohort.id}>
            <RowHead sub={cohort.champions.length > 0 ? `With ${listed(cohort.champions)}` : 'No champion yet'}>
              <Link to={paths.cohort(cohort.id)}>{cohort.name}</Link>
            </RowHead>
            <Cell label="Members" right>
              {cohort.members}
            </Cell>
            <Cell label="On time" right>
              {cohort.onTime}
            </Cell>
            <Cell label="Behind" right>
              {cohort.overdue}
            </Cell>
            <Cell label="Asks for help">
              {cohort.helpAsked > 0 ? (
                <StatusMark state="help">{counted(cohort.helpAsked, 'person', 'people')}</StatusMark>
              ) : (
                <span className="muted">Nobody</span>
              )}
            </Cell>
            <Cell label="Next session" oneline>
              {cohort.nextSession ? (
                momentText(new Date(cohort.nextSession.startsAt), cohort.timeZone, now)
              ) : (
                <span className="muted">None planned</span>
              )}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
