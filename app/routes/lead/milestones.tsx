import { Link } from 'react-router'
import { dayText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { milestoneWhen, stopsOf, todayOn } from '#app/components/milestones/stops.ts'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { MilestoneRoute } from '#app/components/ui/milestone-route.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { type MilestoneSummary, migrationOf, milestonesOf } from '#app/domain/migrations/milestones.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/milestones.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Milestones · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const milestones = await answer(() => milestonesOf(viewer))
  const migration = migrationOf(viewer)
  return { milestones, name: migration.name, today: localDay(now, migration.timeZone) }
}

export default function MilestonesPage({ loaderData }: Route.ComponentProps) {
  const { milestones, name, today } = loaderData
  return (
    <Main>
      <PageHead over="Milestones" title={name} />
      {milestones.length === 0 ? (
        <Problem kind="empty" title="No milestones yet" level={2}>
          They come with the content: describe them in migration.yaml and publish it.
        </Problem>
      ) : (
        <>
          <MilestoneRoute
            label="Milestones"
            stops={stopsOf(milestones, today)}
            today={todayOn(
              milestones.map(({ date }) => date),
              today,
            )}
          />
          <MilestoneTable milestones={milestones} today={today} />
        </>
      )}
    </Main>
  )
}

function MilestoneTable({ milestones, today }: { milestones: readonly MilestoneSummary[]; today: string }) {
  return (
    <section className="section" aria-labelledby="all">
      <SectionHead id="all" title="All milestones" />
      <Table caption="All milestones" narrow="list" columns="1fr 1fr" linked>
        <TableHead>
          <ColumnHead>Milestone</ColumnHead>
          <ColumnHead>Date</ColumnHead>
          <ColumnHead right>Modules</ColumnHead>
          <ColumnHead right>People assigned</ColumnHead>
        </TableHead>
        <TableBody>
          {milestones.map((milestone) => (
            <Row key={milestone.slug}>
              <RowHead sub={milestoneWhen(milestone, today)}>
                <Link to={paths.milestone(milestone.slug)}>{milestone.name}</Link>
              </RowHead>
              <Cell label="Date" oneline>
                {dayText(milestone.date, today)}
              </Cell>
              <Cell label="Modules" right>
                {milestone.modules}
              </Cell>
              <Cell label="People assigned" right>
                {milestone.people}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}
