import { type AdoptionFilters, queryOf } from '#app/domain/adoption/filters.ts'
import type { LookedAt } from '#app/domain/adoption/looked-at.server.ts'
import { milestonePaths } from '#app/http/milestone-paths.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import { counted, sentence } from '../format.ts'
import { LinkButton } from '../ui/button.tsx'
import { Problem } from '../ui/problem.tsx'

type NoFiguresProps = { looked: Pick<LookedAt, 'milestone' | 'scope'>; filters: AdoptionFilters }

/** Stands for the figures of a milestone that asks nobody for anything: what is missing, and what to do. */
export function NobodyAssigned({ looked: { milestone, scope }, filters }: NoFiguresProps) {
  const group = scope.audience ?? scope.cohort
  if (group) {
    const everyone = queryOf({ ...filters, milestone: milestone.slug, audience: null, cohort: null })
    return (
      <Problem
        kind="empty"
        level={2}
        title={`Nobody of ${group.name} is asked for anything`}
        action={<LinkButton to={`?${everyone}`}>Show everyone</LinkButton>}
      >
        {`“${milestone.name}” asks them for no module. Choose another milestone, audience or cohort.`}
      </Problem>
    )
  }
  return (
    <Problem
      kind="empty"
      level={2}
      title="Figures begin once somebody is assigned"
      action={<LinkButton to={milestonePaths.assignments(milestone.slug)}>See what is assigned to whom</LinkButton>}
    >
      {`“${milestone.name}” asks nobody for a module yet. Modules are assigned to audiences; an admin adds people and says which audiences they are in.`}
    </Problem>
  )
}

/** Stands for the figures of a milestone that nobody has begun: who is asked, and what to do. */
export function NobodyStarted({ people, query }: { people: number; query: URLSearchParams }) {
  return (
    <Problem
      kind="empty"
      level={2}
      title="Figures begin once somebody starts a module"
      action={<LinkButton to={standingPaths.peopleWith(query, 'not started')}>See who has not started</LinkButton>}
    >
      {`${sentence(counted(people, 'person is', 'people are'))} asked. Invite those who cannot sign in yet, plan a session for their cohort, or remind them.`}
    </Problem>
  )
}

/** Stands for the figures of work that nobody has done in the period. `title` says what; `begins`, how figures come about. */
export function NothingDone({ looked, filters, title, begins }: NoFiguresProps & { title: string; begins: string }) {
  const always = queryOf({ ...filters, milestone: looked.milestone.slug, weeks: null })
  return (
    <Problem
      kind="empty"
      level={2}
      title={title}
      action={filters.weeks !== null && <LinkButton to={`?${always}`}>Look since the start</LinkButton>}
    >
      {`${begins} Look at a longer period, or at another milestone, audience or cohort.`}
    </Problem>
  )
}
