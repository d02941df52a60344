import type { ManagedCohort } from '#app/domain/cohorts/managing/managed-cohort.server.ts'

/** That somebody else saved meanwhile, and what they made of the cohort. What was typed stays in the form below. */
export function CohortNow({ present }: { present: ManagedCohort }) {
  return (
    <div className="note note-warn" role="alert">
      <p>
        <strong>Somebody else has changed this cohort while you wrote.</strong> Nothing of yours is saved yet, and what
        you typed is still below. It is now:
      </p>
      <dl className="facts">
        <dt>Name</dt>
        <dd>{present.name}</dd>
        <dt>Site</dt>
        <dd>{present.site ?? 'None'}</dd>
        <dt>Time zone</dt>
        <dd>{present.timeZone}</dd>
        <dt>Learns for</dt>
        <dd>{present.milestone?.name ?? 'Every milestone'}</dd>
        <dt>Fills itself from</dt>
        <dd>
          {present.audience?.name ?? 'No audience'}
          {present.ruleLimit !== null && `, up to ${present.ruleLimit}`}
        </dd>
      </dl>
      <p>Put into your form what you want to keep of it, then save: that replaces it.</p>
    </div>
  )
}
