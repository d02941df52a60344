import { Link } from 'react-router'
import { shortDayText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { MetricList } from '#app/components/help/metric-list.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { METRICS } from '#app/domain/adoption/definitions.ts'
import { PROTECTION, RECORDED } from '#app/domain/adoption/what-is-measured.ts'
import { whoReadsPersonalTimes } from '#app/domain/identity/personal-times.server.ts'
import { paths } from '#app/http/paths.ts'
import { optionalViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/what-is-measured.ts'
import '#app/styles/pages/help.css'

export const meta: Route.MetaFunction = () => [{ title: 'What is measured · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  return { readers: optionalViewer(context) ? await whoReadsPersonalTimes() : null }
}

export default function WhatIsMeasuredPage({ loaderData: { readers } }: Route.ComponentProps) {
  return (
    <Main>
      <PageHead
        over={<Link to={paths.help()}>Help</Link>}
        title="What is measured, and who sees it"
        meta={<span>The same for everybody, on every page and in every file.</span>}
      />
      <section aria-labelledby="kept">
        <SectionHead id="kept" title="What is kept of you" />
        <Table caption="What is kept of you" narrow="list" columns="minmax(0, 1fr)">
          <TableHead>
            <ColumnHead width="32%">What</ColumnHead>
            <ColumnHead>What for</ColumnHead>
            <ColumnHead width="34%">Who sees it</ColumnHead>
          </TableHead>
          <TableBody>
            {RECORDED.map(({ what, why, seenBy }) => (
              <Row key={what}>
                <RowHead>{what}</RowHead>
                <Cell label="What for">{why}</Cell>
                <Cell label="Who sees it">{seenBy}</Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      </section>
      <section className="section" aria-labelledby="rules">
        <SectionHead id="rules" title="What holds everywhere" />
        <ul className="promises">
          {PROTECTION.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
          {readers && <li>{readersText(readers)}</li>}
        </ul>
      </section>
      <section className="section" aria-labelledby="figures">
        <SectionHead id="figures" title="What the figures mean" />
        <MetricList metrics={Object.values(METRICS)} />
      </section>
    </Main>
  )
}

/** Programs that read times with names need a permission of their own, and everybody may know who has it. */
function readersText(readers: readonly { name: string; since: Date }[]): string {
  if (readers.length === 0) return 'No program may read times with the names of people.'
  const named = readers.map(
    ({ name, since }) => `${name} (since ${shortDayText(since.toISOString().slice(0, 10), '')})`,
  )
  return `Times with the names of people may be read by: ${named.join(', ')}.`
}
