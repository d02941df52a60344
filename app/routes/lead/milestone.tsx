import { Link, type ShouldRevalidateFunctionArgs } from 'react-router'
import { CountingNote } from '#app/components/adoption/counting-note.tsx'
import { longDayText, momentText } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { AssignedModules } from '#app/components/milestones/assigned-modules.tsx'
import { GatesTable, GateTally } from '#app/components/milestones/gates-table.tsx'
import { HistoryList } from '#app/components/milestones/history-list.tsx'
import { StateForm } from '#app/components/milestones/state-form.tsx'
import { stopsOf, todayOn } from '#app/components/milestones/stops.ts'
import { LinkButton } from '#app/components/ui/button.tsx'
import { Fact, PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { MilestoneRoute } from '#app/components/ui/milestone-route.tsx'
import type { Counting } from '#app/domain/adoption/counting.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import { daysBetween } from '#app/domain/migrations/local-days.ts'
import { changeState, TransitionInput } from '#app/domain/migrations/milestone-changes.server.ts'
import { milestonePageOf } from '#app/domain/migrations/milestone-page.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { milestonePaths } from '#app/http/milestone-paths.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/milestone.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.page.readiness.milestone.name ?? 'Milestone'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const page = await answer(() => milestonePageOf(viewer, params.slug, new Date()))
  return { page, mayChange: can(viewer, 'milestone.change'), mayWaive: can(viewer, 'gate.waive') }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, TransitionInput, async (input) => {
    await changeState(viewer, params.slug, input, new Date())
    return redirectWithToast(paths.milestone(params.slug), `Recorded: ${input.from} to ${input.to}.`)
  })
}

/** A refused change shows what the milestone is by now; the note stays. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus !== undefined
}

export default function MilestonePage({ loaderData, actionData }: Route.ComponentProps) {
  const { page, mayChange, mayWaive } = loaderData
  const { readiness, summary, milestones, today } = page
  const { milestone } = readiness
  const measuredAt = new Date(readiness.measuredAt)
  return (
    <Main>
      <MilestoneRoute
        label="Milestones"
        stops={stopsOf(milestones, today, milestone.slug)}
        today={todayOn(
          milestones.map(({ date }) => date),
          today,
        )}
      />
      <div className="section">
        <PageHead
          over={`Milestone, ${milestone.state}`}
          title={`${milestone.name.split(':')[0]}, ${longDayText(milestone.date, today)}`}
          aside={<Countdown date={milestone.date} today={today} />}
          meta={
            <>
              <Fact icon="people">{counted(summary.people, 'person', 'people')} assigned</Fact>
              <Fact icon="lesson">{counted(summary.modules, 'module', 'modules')}</Fact>
              {milestone.ownerName && <Fact icon="person">Owner {milestone.ownerName}</Fact>}
              <Fact icon="refresh">Gates as of {momentText(measuredAt, milestone.timeZone, measuredAt)}</Fact>
            </>
          }
        />
      </div>
      {readiness.counting && (
        <CountingNote counting={readiness.counting} timeZone={milestone.timeZone} now={measuredAt} />
      )}
      <div className="milestone-columns">
        <div>
          <section aria-labelledby="gates">
            <SectionHead id="gates" title="Gates" aside={<GateTally tally={readiness.tally} />} />
            <GatesTable slug={milestone.slug} gates={readiness.gates} today={today} mayWaive={mayWaive} />
            {mayChange && (
              <p className="btn-row after-table">
                <LinkButton to={milestonePaths.newGate(milestone.slug)} icon="add">
                  Add a gate
                </LinkButton>
              </p>
            )}
          </section>
          <section className="section" aria-labelledby="modules">
            <SectionHead
              id="modules"
              title="Modules"
              aside={
                <span className="row-acts">
                  <Link to={milestonePaths.assignments(milestone.slug)}>Assignments</Link>
                  <Link to={paths.publish()}>Publish content</Link>
                </span>
              }
            />
            <AssignedModules modules={page.modules} />
          </section>
        </div>
        <aside className="side">
          <section aria-labelledby="state">
            <h2 id="state">Where it stands</h2>
            <p className="verdict">{readiness.words}</p>
            {mayChange ? (
              <StateForm state={milestone.state} notReady={notReady(readiness)} lastResult={actionData} />
            ) : (
              <p className="small muted">A migration lead changes the state of a milestone.</p>
            )}
            {mayChange && (milestone.state === 'planned' || milestone.state === 'training') && (
              <p className="small after-table">
                <Link to={milestonePaths.milestoneMove(milestone.slug)}>Move the date</Link>
              </p>
            )}
          </section>
          <section aria-labelledby="history">
            <h2 id="history">So far</h2>
            <HistoryList events={page.history} timeZone={milestone.timeZone} now={measuredAt} />
          </section>
        </aside>
      </div>
    </Main>
  )
}

const notReady = ({ ready, counting }: { ready: boolean; counting: Counting | null }): string | null =>
  ready ? null : counting ? 'Possible once the figures are whole' : 'Possible when each gate is met or waived'

function Countdown({ date, today }: { date: string; today: string }) {
  const days = daysBetween(today, date)
  return (
    <p className="countdown">
      <b className="num">{Math.abs(days)}</b>
      {days >= 0 ? (days === 1 ? 'day left' : 'days left') : days === -1 ? 'day ago' : 'days ago'}
    </p>
  )
}
