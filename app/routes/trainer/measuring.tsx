import { Form, Link } from 'react-router'
import { notTold, toldText } from '#app/components/adoption/measuring-table.tsx'
import { shortDayText } from '#app/components/dates.ts'
import { clock } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { type State, StatusMark } from '#app/components/ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { type AskedPerson, type Measuring, measuringOf } from '#app/domain/adoption/old-times/measurings.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/measuring.ts'
import '#app/components/adoption/adoption.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData ? titleOf(loaderData.measuring, loaderData.oldProduct) : 'A measured time'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const { measuring, people } = await answer(() => measuringOf(viewer, params.id, now))
  return { measuring, people, oldProduct: migrationOf(viewer).oldProduct, today: todayOf(viewer, now) }
}

export default function MeasuringPage({ loaderData }: Route.ComponentProps) {
  const { measuring, people, oldProduct, today } = loaderData
  return (
    <Main>
      <PageHead
        over={<Link to={adoptionPaths.oldTimes()}>Times in {oldProduct}</Link>}
        title={titleOf(measuring, oldProduct)}
        meta={
          <>
            <Fact icon="people">
              {measuring.done} of {measuring.asked} did it
            </Fact>
            <Fact icon="calendar">
              {measuring.over ? 'Over since' : 'Until'} {shortDayText(measuring.until, today)}
            </Fact>
          </>
        }
      />
      <p>
        {measuring.told ? `${sentenceOf(measuring.told, today)}.` : `${notTold(measuring)}.`}{' '}
        {measuring.taskClock === 'active' &&
          'It is time on the wall less pauses. The lab counts active time, so its ratio does not use it.'}
      </p>
      <p>
        <Link to={paths.module(measuring.moduleSlug, measuring.blockId)}>{measuring.moduleTitle}</Link>
      </p>
      {!measuring.over && (
        <Form method="post" action={adoptionPaths.measuringEnd(measuring.id)} className="btn-row">
          <Button type="submit">End it today</Button>
        </Form>
      )}
      <Table caption="Who was asked, by name" narrow="list" columns="minmax(0, 1fr)">
        <TableHead>
          <ColumnHead>Person</ColumnHead>
          <ColumnHead>State</ColumnHead>
        </TableHead>
        <TableBody>
          {people.map(({ id, name, state }) => (
            <Row key={id}>
              <RowHead>{name}</RowHead>
              <Cell label="State">
                <StatusMark state={STATES[state].mark}>{STATES[state].words}</StatusMark>
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      {people.length < measuring.asked && (
        <p className="small muted">
          The first {people.length} of {measuring.asked} by name.
        </p>
      )}
    </Main>
  )
}

const STATES: Record<AskedPerson['state'], { mark: State; words: string }> = {
  done: { mark: 'done', words: 'Did it' },
  tried: { mark: 'working', words: 'Tried, without a time that counts' },
  running: { mark: 'working', words: 'Has begun' },
  'not yet': { mark: 'open', words: 'Not yet' },
}

const sentenceOf = (told: NonNullable<Measuring['told']>, today: string) =>
  `Median ${clock(told.ms)}, ${toldText(told, today)}`

function titleOf({ title, told }: Measuring, oldProduct: string): string {
  return told ? `“${title}” took ${clock(told.ms)} in ${oldProduct}` : `How long “${title}” takes in ${oldProduct}`
}
