import { Link } from 'react-router'
import { localOf, shortDayText } from '#app/components/dates.ts'
import { inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { kindOf } from '#app/components/module/module-head.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { transcriptOf } from '#app/domain/progress/transcript.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/transcript.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Transcript · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const { completions } = await answer(() => transcriptOf(viewer))
  return { completions, now, zone: viewer.migration?.timeZone ?? 'UTC' }
}

export default function TranscriptPage({ loaderData }: Route.ComponentProps) {
  const { completions, now, zone } = loaderData
  const today = localOf(now, zone).date
  return (
    <Main>
      <PageHead
        over="Transcript"
        title={
          completions.length === 0
            ? 'Nothing completed yet'
            : `${sentence(inWords(completions.length))} ${completions.length === 1 ? 'completion' : 'completions'} on your record`
        }
        meta={<span>Days in {zone}. Nobody can take a completion away, and a new release adds to it.</span>}
        aside={
          completions.length > 0 && (
            <a className="btn" href={paths.transcriptCsv()} download>
              CSV
            </a>
          )
        }
      />
      {completions.length === 0 ? (
        <Problem
          kind="empty"
          title="Your first module comes next"
          level={2}
          action={<LinkButton to={paths.home()}>Go to your next step</LinkButton>}
        >
          Each module that you complete is listed here with its date and release.
        </Problem>
      ) : (
        <Table caption="What you completed" narrow="list" columns="1fr 1fr" linked>
          <TableHead>
            <ColumnHead>Module</ColumnHead>
            <ColumnHead>Kind</ColumnHead>
            <ColumnHead>Release</ColumnHead>
            <ColumnHead>Completed</ColumnHead>
          </TableHead>
          <TableBody>
            {completions.map((one) => (
              <Row key={`${one.slug} ${one.label}`}>
                <RowHead {...(one.source === 'refresher' ? { sub: 'Refresher' } : {})}>
                  <Link to={paths.module(one.slug)}>{one.title}</Link>
                </RowHead>
                <Cell label="Kind">{kindOf(one.kind).words}</Cell>
                <Cell label="Release">{one.label}</Cell>
                <Cell label="Completed" oneline>
                  {shortDayText(localOf(one.completedAt, zone).date, today)}
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Main>
  )
}
