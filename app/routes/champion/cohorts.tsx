import { Link } from 'react-router'
import { z } from 'zod'
import { FilterForm, FilterText } from '#app/components/admin/filter-form.tsx'
import { OwnPath } from '#app/components/champions/own-path.tsx'
import { Thanks } from '#app/components/champions/thanks.tsx'
import { perChampionText } from '#app/components/cohorts/per-champion.ts'
import { momentText } from '#app/components/dates.ts'
import { counted, inWords, listed, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { ownThanks } from '#app/domain/adoption/recognition.server.ts'
import { ownSteps } from '#app/domain/cohorts/champions.server.ts'
import { type CohortSummary, type FoundCohorts, findCohorts } from '#app/domain/cohorts/cohorts.server.ts'
import { unplacedPeople } from '#app/domain/cohorts/managing/find-people.server.ts'
import { closedCohorts } from '#app/domain/cohorts/managing/managed-cohort.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { answer } from '#app/http/answer.server.ts'
import { cohortPaths } from '#app/http/cohort-paths.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohorts.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Cohorts · Gangway' }]

const Filter = z.object({ words: z.string().trim().max(200).default('').catch('') })

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const { words } = Filter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const now = new Date()
  const manages = can(viewer, 'cohort.manage')
  const [found, champion, thanks, others] = await answer(() =>
    Promise.all([
      findCohorts(viewer, words, now),
      ownSteps(viewer, now),
      ownThanks(viewer, now),
      manages ? othersFor(viewer, now) : null,
    ]),
  )
  return {
    ...{ words, found, champion, thanks, others, now },
    zone: viewer.migration?.timeZone ?? 'UTC',
    leads: viewer.roles.has('champion'),
    seesChampions: can(viewer, 'champion.sign-off'),
  }
}

/** What stands beside the open cohorts for those who make them: who is in none, and what is closed. */
async function othersFor(viewer: Viewer, now: Date) {
  const [unplaced, closed] = await Promise.all([unplacedPeople(viewer, null, now), closedCohorts(viewer)])
  return { unplaced: unplaced.total, closed }
}

export default function CohortsPage({ loaderData }: Route.ComponentProps) {
  const { words, found, champion, thanks, others, now, zone, leads, seesChampions } = loaderData
  const { cohorts, total } = found
  return (
    <Main>
      <PageHead
        over="Cohorts"
        title={titleOf(found, words)}
        aside={
          (seesChampions || others) && (
            <p className="btn-row">
              {seesChampions && <Link to={paths.champions()}>Champions</Link>}
              {others && (
                <LinkButton to={cohortPaths.newCohort()} kind="primary">
                  Make a cohort
                </LinkButton>
              )}
            </p>
          )
        }
      />
      {champion && !champion.signedOff && <OwnPath champion={champion} zone={zone} now={now} />}
      {(words || total > cohorts.length) && (
        <FilterForm action={paths.cohorts()}>
          <FilterText name="words" label="Name or site" value={words} />
        </FilterForm>
      )}
      {cohorts.length === 0 && words ? (
        <Problem
          kind="empty"
          title="No cohort matches"
          level={2}
          action={<LinkButton to={paths.cohorts()}>Show all cohorts</LinkButton>}
        >
          No open cohort has these words in its name or site. Check the spelling.
        </Problem>
      ) : cohorts.length === 0 ? (
        <Problem kind="empty" title={leads ? 'You lead no cohort yet' : 'There are no cohorts yet'} level={2}>
          {others
            ? 'Make one by hand, or from an audience that fills it by itself, and name its champion.'
            : 'A trainer or a migration lead makes cohorts and names their champions.'}
        </Problem>
      ) : (
        <CohortTable cohorts={cohorts} now={now} />
      )}
      {total > cohorts.length && (
        <p className="source">
          The first {cohorts.length} of {total} by name. Enter some letters of the name or the site to find the others.
        </p>
      )}
      {others && <Others {...others} now={now} zone={zone} />}
      <Thanks thanks={thanks} />
      {champion?.signedOff && <OwnPath champion={champion} zone={zone} now={now} />}
    </Main>
  )
}

function Others({ unplaced, closed, now, zone }: Others) {
  return (
    <>
      {unplaced > 0 && (
        <p className="source">
          {counted(unplaced, 'person with training is', 'people with training are')} in no cohort. A cohort that fills
          itself from their audience takes them in.
        </p>
      )}
      {closed.length > 0 && (
        <section className="section" aria-labelledby="closed">
          <h2 id="closed">Closed</h2>
          <ul>
            {closed.map(({ id, name, closedAt }) => (
              <li key={id}>
                <Link to={cohortPaths.editCohort(id)}>{name}</Link>{' '}
                <span className="muted">{momentText(closedAt, zone, now)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

type Others = Awaited<ReturnType<typeof othersFor>> & { now: Date; zone: string }

function titleOf({ cohorts, total }: FoundCohorts, words: string): string {
  if (total === 0) return words ? 'No cohort matches' : 'No cohort'
  if (words) return counted(total, 'cohort matches', 'cohorts match')
  if (total > cohorts.length) return counted(total, 'cohort', 'cohorts')
  const asking = cohorts.reduce((sum, { helpAsked }) => sum + helpAsked, 0)
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
            <Cell label="Members" right sub={perChampionText(cohort)}>
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
