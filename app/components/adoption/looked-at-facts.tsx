import type { LookedAt } from '#app/domain/adoption/looked-at.server.ts'
import { dayText, inDaysText, momentInText, shortDayText } from '../dates.ts'
import { counted } from '../format.ts'
import { Fact } from '../ui/head.tsx'

type LookedAtFactsProps = {
  looked: Pick<LookedAt, 'milestone' | 'scope' | 'since' | 'today'>
  measuredAt: string
  timeZone: string
  /** how many these figures are about */
  people?: number
}

/** What a page of figures is about: the milestone, the period, and how old the figures are. */
export function LookedAtFacts({
  looked: { milestone, scope, since, today },
  measuredAt,
  timeZone,
  people,
}: LookedAtFactsProps) {
  const measured = new Date(measuredAt)
  return (
    <>
      <span className="paper-only">
        {milestone.name}; {scope.audience?.name ?? scope.cohort?.name ?? 'everyone'}
      </span>
      <Fact icon="calendar">
        {dayText(milestone.date, today)}, {inDaysText(milestone.date, today)}
      </Fact>
      {people !== undefined && people > 0 && <Fact icon="people">{counted(people, 'person', 'people')} assigned</Fact>}
      <Fact>{since ? `Period ${shortDayText(since, today)} to ${shortDayText(today, today)}` : 'Since the start'}</Fact>
      <Fact icon="refresh">Figures as of {momentInText(measured, timeZone, measured)}</Fact>
    </>
  )
}

/** Told to who asked for an audience and a cohort at once. */
export function OneOfBothNote() {
  return (
    <p className="note small">
      Figures are of an audience or of a cohort, never of both, so that small groups stay protected. These are of the
      cohort; the audience is cleared.
    </p>
  )
}

/** Told to who asked for an audience or a cohort where figures are not told by them. */
export function NotNarrowedNote() {
  return <p className="note small">These figures are not narrowed to the audience or cohort of the address.</p>
}
