import { Link } from 'react-router'
import { WaitingReports } from '#app/components/confusion/waiting-reports.tsx'
import { Main } from '#app/components/frame/main.tsx'
import { completeText, DueTable } from '#app/components/home/due-table.tsx'
import { Exceptions } from '#app/components/home/exceptions.tsx'
import { NextStep } from '#app/components/home/next-step.tsx'
import { OldTimes } from '#app/components/home/old-times.tsx'
import { QuickReferences, QuickReferencesLink } from '#app/components/home/quick-references.tsx'
import { SessionNote } from '#app/components/home/session-note.tsx'
import { stopOfProgress } from '#app/components/home/stops.ts'
import { todayOn } from '#app/components/milestones/stops.ts'
import { NoticeList } from '#app/components/notices/notice-list.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { MilestoneRoute } from '#app/components/ui/milestone-route.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { nextSessionsOf } from '#app/domain/cohorts/next-session.server.ts'
import { latestNotices } from '#app/domain/notices/notices.server.ts'
import { askedOldTimesOf } from '#app/domain/practice/asked-old-times.server.ts'
import { homeOf } from '#app/domain/progress/home.server.ts'
import type { Home, Step } from '#app/domain/progress/standing.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/home.ts'
import '#app/styles/pages/home.css'

export const meta: Route.MetaFunction = () => [{ title: 'Home · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const [home, notices, sessions, oldTimes] = await Promise.all([
    answer(() => homeOf(viewer, now)),
    latestNotices(viewer, 3),
    nextSessionsOf(viewer, now),
    askedOldTimesOf(viewer, now),
  ])
  return {
    personId: viewer.personId,
    home,
    notices,
    sessions,
    oldTimes,
    now,
    zone: viewer.migration?.timeZone ?? 'UTC',
    newProduct: viewer.migration?.newProduct ?? null,
    oldProduct: viewer.migration?.oldProduct ?? '',
  }
}

export default function HomePage({ loaderData }: Route.ComponentProps) {
  const { personId, home, notices, sessions, oldTimes, now, zone, newProduct, oldProduct } = loaderData
  return (
    <Main>
      <WaitingReports personId={personId} />
      {home.next ? (
        <NextStep step={home.next} today={home.today} />
      ) : (
        <NothingToDo home={home} newProduct={newProduct} />
      )}
      {home.milestones.length > 0 && <Way home={home} newProduct={newProduct} />}
      <div className={hasList(home) ? 'split section' : 'section'}>
        <div>
          <Due home={home} />
          <Exceptions exceptions={home.exceptions} today={home.today} />
          {home.quickReferences.length > 0 && (
            <section className="section" aria-labelledby="quick">
              <SectionHead
                id="quick"
                title="Quick references"
                aside={<QuickReferencesLink count={home.quickReferences.length} />}
              />
              <QuickReferences references={home.quickReferences} />
            </section>
          )}
        </div>
        <aside className="side">
          {sessions.length > 0 && (
            <section aria-labelledby="session">
              <h2 id="session">{sessions.length === 1 ? 'Your next session' : 'Your next sessions'}</h2>
              {sessions.map((session) => (
                <SessionNote key={session.id} session={session} today={home.today} />
              ))}
            </section>
          )}
          {oldTimes.length > 0 && <OldTimes asked={oldTimes} oldProduct={oldProduct} today={home.today} />}
          <section aria-labelledby="notices">
            <h2 id="notices">Notices</h2>
            {notices.length === 0 ? (
              <p className="small muted">Nothing new.</p>
            ) : (
              <NoticeList notices={notices} today={{ now, zone }} />
            )}
          </section>
        </aside>
      </div>
    </Main>
  )
}

function NothingToDo({ home, newProduct }: { home: Home; newProduct: string | null }) {
  if (home.assigned === 0) {
    return (
      <Problem
        kind="empty"
        title="Nothing is assigned to you"
        level={1}
        action={<LinkButton to={paths.library()}>Open the library</LinkButton>}
      >
        Modules appear here once your migration lead assigns some to a group that you are in. Until then you can read in
        the library.
      </Problem>
    )
  }
  return (
    <PageHead
      over="Nothing is left to do"
      title={`You are ready for ${newProduct}`}
      meta={<span>{completeText(home.complete, home.assigned)} New releases show up here.</span>}
    />
  )
}

function Way({ home, newProduct }: { home: Home; newProduct: string | null }) {
  const who = home.audiences.map(({ name }) => name).join('; ')
  const isAsked = home.assigned > 0
  return (
    <section className="section way" aria-labelledby="way">
      <SectionHead
        id="way"
        title={`${isAsked ? 'Your' : 'The'} way to ${newProduct}`}
        aside={isAsked ? `${who}. ${completeText(home.complete, home.assigned)}` : undefined}
      />
      <MilestoneRoute
        label="Milestones"
        stops={home.milestones.map((milestone) => stopOfProgress(milestone, home.today, isAsked))}
        today={todayOn(
          home.milestones.map(({ date }) => date),
          home.today,
        )}
      />
    </section>
  )
}

/** Whether anything stands beside session and notices. */
const hasList = ({ todo, optional, exceptions, quickReferences }: Home): boolean =>
  todo.length + optional.length + exceptions.length + quickReferences.length > 0

/** What is left, one table a milestone, in the order of their dates. */
function Due({ home }: { home: Home }) {
  const groups = groupsOf(home)
  return groups.map(({ slug, title, steps }, place) => (
    <section key={slug} className={place > 0 ? 'section' : undefined} aria-labelledby={`due-${slug}`}>
      <SectionHead
        id={`due-${slug}`}
        title={title}
        aside={place === 0 ? <Link to={paths.transcript()}>What you completed</Link> : undefined}
      />
      <DueTable steps={steps} today={home.today} caption={title} />
    </section>
  ))
}

function groupsOf({ milestones, todo, optional }: Home): { slug: string; title: string; steps: Step[] }[] {
  const due = milestones.map(({ slug, name, state }) => ({
    slug,
    title: `${state === 'live' || state === 'closed' ? 'Still open from' : 'Due before'} ${name.split(':')[0]}`,
    steps: todo.filter(({ milestone }) => milestone.slug === slug),
  }))
  return [...due, { slug: 'optional', title: 'If you like', steps: optional }].filter(({ steps }) => steps.length > 0)
}
