import type { ManagedCohort } from '#app/domain/cohorts/managing/managed-cohort.server.ts'
import { ChangedNote } from '../../ui/changed-note.tsx'

/** What somebody else made of the cohort meanwhile. */
export function CohortNow({ present }: { present: ManagedCohort }) {
  const rule = present.audience?.name ?? 'No audience'
  return (
    <ChangedNote
      what="cohort"
      facts={[
        ['Name', present.name],
        ['Site', present.site ?? 'None'],
        ['Time zone', present.timeZone],
        ['Learns for', present.milestone?.name ?? 'Every milestone'],
        ['Fills itself from', present.ruleLimit === null ? rule : `${rule}, up to ${present.ruleLimit}`],
      ]}
    />
  )
}
