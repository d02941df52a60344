import type { NamedPerson, PlacingPlan } from '#app/domain/cohorts/managing/find-people.server.ts'
import { counted } from '../../format.ts'

/** What putting people into the cohort does, by what becomes of them; read aloud when it appears. */
export function PlacingPlanView({ plan }: { plan: PlacingPlan }) {
  const coming = plan.joining.length + plan.moving.length
  return (
    <section className="note" aria-labelledby="plan" role="status">
      <h2 id="plan">{coming === 0 ? 'Nobody comes in' : `${counted(coming, 'person comes', 'people come')} in`}</h2>
      <People title="From no cohort" people={plan.joining} />
      <People title="From another cohort, which they leave today" people={plan.moving} withCohort />
      <People title="In it already" people={plan.staying} />
      <People title="Left out, because they have left the company" people={plan.gone} />
      {plan.unknown.length > 0 && (
        <>
          <h3>Nobody in this migration has</h3>
          <ul className="placing-list">
            {plan.unknown.map((entry) => (
              <li key={entry}>{entry}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** As many as one reads; the others are counted. */
const READ = 40

function People({ title, people, withCohort }: { title: string; people: NamedPerson[]; withCohort?: boolean }) {
  if (people.length === 0) return null
  return (
    <>
      <h3>
        {title} <span className="muted">{people.length}</span>
      </h3>
      <ul className="placing-list">
        {people.slice(0, READ).map(({ id, name, cohort }) => (
          <li key={id}>
            {name}
            {withCohort && <span className="muted"> from {cohort?.name}</span>}
          </li>
        ))}
        {people.length > READ && <li className="muted">and {people.length - READ} more</li>}
      </ul>
    </>
  )
}
