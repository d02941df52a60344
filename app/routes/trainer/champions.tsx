import { Link } from 'react-router'
import { z } from 'zod'
import { FilterForm, FilterSelect, FilterText } from '#app/components/admin/filter-form.tsx'
import { ListEnd } from '#app/components/admin/list-end.tsx'
import { dayText, localOf } from '#app/components/dates.ts'
import { counted, inWords, listed, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { type ChampionCounts, type ListedChampion, listChampions } from '#app/domain/cohorts/champion-list.server.ts'
import { CHAMPION_STATES, stepNames } from '#app/domain/cohorts/champion-steps.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/champions.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Champions · Gangway' }]

/** What is not a filter of ours is as if it were not there. */
const Filter = z.object({
  words: z.string().trim().max(200).optional().catch(undefined),
  state: z.enum(CHAMPION_STATES).optional().catch(undefined),
  after: z.string().max(1_000).optional().catch(undefined),
})

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const filter = Filter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const page = await answer(() => listChampions(viewer, filter, now))
  return { ...page, filter, now, zone: viewer.migration?.timeZone ?? 'UTC' }
}

const states = [
  { value: 'waiting', label: 'Wait to be signed off' },
  { value: 'not yet', label: 'Not yet there' },
  { value: 'signed off', label: 'Signed off' },
]

export default function ChampionsPage({ loaderData }: Route.ComponentProps) {
  const { champions, counts, matching, next, filter, now, zone } = loaderData
  return (
    <Main>
      <PageHead over={<Link to={paths.cohorts()}>Cohorts</Link>} title={titleOf(counts)} />
      {counts.total === 0 ? (
        <Problem kind="empty" title="There are no champions yet" level={2}>
          An administrator gives people the role of a champion.
        </Problem>
      ) : (
        <>
          <FilterForm action={paths.champions()}>
            <FilterText name="words" label="Name" value={filter.words} />
            <FilterSelect name="state" label="How far" value={filter.state} all="Everybody" options={states} />
          </FilterForm>
          <div className="section">
            {champions.length > 0 ? (
              <ChampionTable champions={champions} zone={zone} now={now} />
            ) : (
              <Problem
                kind="empty"
                title="No champion matches"
                level={2}
                action={<LinkButton to={paths.champions()}>Show all champions</LinkButton>}
              >
                No champion has these words in their name and is this far at once. Check the spelling.
              </Problem>
            )}
            {(filter.words || filter.state) && champions.length > 0 && (
              <p className="source">{counted(matching, 'champion matches', 'champions match')}.</p>
            )}
            <ListEnd next={next} rows={50} />
          </div>
        </>
      )}
    </Main>
  )
}

function titleOf({ total, waiting, signedOff }: ChampionCounts): string {
  if (total === 0) return 'No champion'
  if (waiting > 0) return `${sentence(inWords(waiting))} ${waiting === 1 ? 'waits' : 'wait'} to be signed off`
  if (signedOff === 0) return 'Nobody is signed off yet'
  return `${sentence(inWords(signedOff))} of ${inWords(total)} champions ${signedOff === 1 ? 'is' : 'are'} signed off`
}

type Listed = { zone: string; now: Date }

function ChampionTable({ champions, ...rest }: { champions: readonly ListedChampion[] } & Listed) {
  return (
    <Table caption="Champions" narrow="list" columns="repeat(3, minmax(0, 1fr))" linked>
      <TableHead>
        <ColumnHead>Champion</ColumnHead>
        <ColumnHead>Cohorts</ColumnHead>
        <ColumnHead>Steps</ColumnHead>
        <ColumnHead>Signed off</ColumnHead>
      </TableHead>
      <TableBody>
        {champions.map((champion) => (
          <ChampionRow key={champion.id} champion={champion} {...rest} />
        ))}
      </TableBody>
    </Table>
  )
}

function ChampionRow({ champion, zone, now }: { champion: ListedChampion } & Listed) {
  const { id, name, cohorts, open, signedOff } = champion
  const steps = Object.keys(stepNames).length
  return (
    <Row>
      <RowHead>
        <Link to={paths.champion(id)}>{name}</Link>
      </RowHead>
      <Cell label="Cohorts">{cohorts.length > 0 ? listed(cohorts) : <span className="muted">None</span>}</Cell>
      <Cell label="Steps">
        {open.length === 0 ? (
          <StatusMark state="done">All five done</StatusMark>
        ) : (
          <>
            {steps - open.length} of {steps}
            <span className="sub">Open: {open.map((step) => stepNames[step]).join('; ')}</span>
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
