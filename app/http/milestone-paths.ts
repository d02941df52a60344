import { at } from './paths.ts'

/** Links of planning milestones, apart from the others: a learner's page does not load them. */
export const milestonePaths = {
  /** more time for one person, or not asked at all */
  exception: (person: string, assignment: string) => at`/people/${person}/assignments/${assignment}/exception`,
  exceptionWithdrawal: (person: string, assignment: string) =>
    at`/people/${person}/assignments/${assignment}/exception/withdrawal`,
  milestoneMove: (slug: string) => at`/milestones/${slug}/move`,
  assignments: (slug: string) => at`/milestones/${slug}/assignments`,
  newAssignment: (slug: string) => at`/milestones/${slug}/assignments/new`,
  assignment: (slug: string, id: string) => at`/milestones/${slug}/assignments/${id}`,
  assignmentEnd: (slug: string, id: string) => at`/milestones/${slug}/assignments/${id}/end`,
  newGate: (slug: string) => at`/milestones/${slug}/gates/new`,
  gateWaiver: (slug: string, gate: string) => at`/milestones/${slug}/gates/${gate}/waiver`,
  gateWaiverWithdrawal: (slug: string, gate: string) => at`/milestones/${slug}/gates/${gate}/waiver/withdrawal`,
  gateRetirement: (slug: string, gate: string) => at`/milestones/${slug}/gates/${gate}/retirement`,
}
