import { Form, Link } from 'react-router'
import { CohortPlaybooks } from '#app/components/cohorts/cohort-playbooks.tsx'
import { MemberFilterForm } from '#app/components/cohorts/member-filter-form.tsx'
import { MemberTable, NUDGE_FORM } from '#app/components/cohorts/member-table.tsx'
import { perChampionText } from '#app/components/cohorts/per-champion.ts'
import { momentText } from '#app/components/dates.ts'
import { counted, inWords, listed, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { CohortSessions } from '#app/components/sessions/cohort-sessions.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Fact, PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { lookedAtCohort } from '#app/domain/cohorts/champion-looks.server.ts'
import { type CohortPage, cohortPageOf } from '#app/domain/cohorts/cohort-page.server.ts'
import { playbooksOfCohort } from '#app/domain/cohorts/cohort-playbook.server.ts'
import { chosenMembers, memberFiltersIn } from '#app/domain/cohorts/member-filters.ts'
import { sessionsOfCohort } from '#app/domain/cohorts/sessions/sessions.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import { readyAnswersAt } from '#app/domain/playbooks/ready-answers.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { cohortPaths } from '#app/http/cohort-paths.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort.ts'
import '#app/components/cohorts/cohorts.css'
import '#app/components/sessions/sessions.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.page.cohort.name ?? 'Cohort'} · Gangway` },
]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const page = await answer(() => cohortPageOf(viewer, params.id, now))
  const modules = page.members.flatMap(({ help }) => help.map(({ slug }) => slug))
  await lookedAtCohort(viewer, page.cohort.id, now)
  const [sessions, ready, playbooks] = await Promise.all([
    sessionsOfCohort(page.cohort.id, now),
    answer(() => readyAnswersAt(viewer, modules)),
    playbooksOfCohort(page.cohort.id),
  ])
  const filters = memberFiltersIn(new URL(request.url).searchParams)
  return {
    page,
    filters,
    sessions,
    now,
    ready,
    playbooks,
    mayHelp: can(viewer, 'cohort.lead'),
    manages: can(viewer, 'cohort.manage'),
  }
}

/** As many as fit into an address. */
const AT_ONCE = 50

export default function CohortRoute({ loaderData }: Route.ComponentProps) {
  const { page, filters, sessions, now, ready, playbooks, mayHelp, manages } = loaderData
  const { cohort } = page
  const members = chosenMembers(page.members, filters, page.today)
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={paths.cohorts()}>Cohorts</Link>, {cohort.name}
          </>
        }
        title={titleOf(page)}
        aside={manages && <Link to={cohortPaths.editCohort(cohort.id)}>Change the cohort</Link>}
        meta={
          <>
            <Fact icon="people">
              {[counted(cohort.members, 'member', 'members'), perChampionText(cohort)].filter(Boolean).join(', ')}
            </Fact>
            <Fact icon="person">
              {cohort.champions.length > 0 ? `With ${listed(cohort.champions)}` : 'No champion yet'}
            </Fact>
            {cohort.fillsFrom && <Fact>Fills itself from {cohort.fillsFrom}</Fact>}
            <Fact icon="calendar">
              {cohort.nextSession
                ? `${cohort.nextSession.title}, ${momentText(new Date(cohort.nextSession.startsAt), cohort.timeZone, now)}`
                : 'No session planned'}
            </Fact>
          </>
        }
      />
      <section className="section" aria-labelledby="members">
        <SectionHead
          id="members"
          title="Members"
          aside={
            manages ? (
              <Link to={cohortPaths.newMembers(cohort.id)}>Put people in</Link>
            ) : (
              <Link to={paths.playbooks()}>Playbooks</Link>
            )
          }
        />
        <MemberFilterForm action={paths.cohort(cohort.id)} filters={filters} milestones={page.milestones} />
        <MemberTable
          page={page}
          members={members}
          timeZone={cohort.timeZone}
          now={now}
          mayHelp={mayHelp}
          cohortId={cohort.id}
          ready={ready}
        />
        {members.length > 0 && (
          <Form method="get" action={paths.newNudge(cohort.id)} id={NUDGE_FORM} className="btn-row member-acts">
            <Button type="submit" icon="notices">
              Remind those who are ticked
            </Button>
            {manages && (
              <Button type="submit" formAction={cohortPaths.newMove(cohort.id)}>
                Move those who are ticked
              </Button>
            )}
            {members.length <= AT_ONCE && (
              <Link
                to={paths.newNudge(
                  cohort.id,
                  members.map(({ id }) => id),
                )}
              >
                Remind {members.length === 1 ? 'this one' : `all ${members.length}`}
              </Link>
            )}
          </Form>
        )}
        <p className="source">
          {filters.order === 'name' && 'In order of name. '}Modules completed of those asked for; steps and states only:
          the name leads to what is missing of each. Nobody but the person concerned sees how long they took.
        </p>
      </section>
      <CohortSessions cohortId={cohort.id} sessions={sessions} now={now} />
      <CohortPlaybooks cohortId={cohort.id} playbooks={playbooks} />
    </Main>
  )
}

/** Who needs somebody, as a sentence. */
function titleOf({ members }: CohortPage): string {
  const asking = members.filter(({ help }) => help.length > 0).length
  const stuck = members.filter(({ begun }) => begun.some(({ sign }) => sign !== null)).length
  const parts = [
    asking > 0 && `${inWords(asking)} ${asking === 1 ? 'asks' : 'ask'} for help`,
    stuck > 0 && `${inWords(stuck)} ${stuck === 1 ? 'seems' : 'seem'} stuck`,
  ].filter((words) => words !== false)
  return parts.length > 0 ? sentence(listed(parts)) : 'Everybody is on their way'
}
