import { at } from './paths.ts'

/** Links of making and changing cohorts, apart from the others: a learner's page does not load them. */
export const cohortPaths = {
  newCohort: () => '/cohorts/new',
  editCohort: (cohort: string) => at`/cohorts/${cohort}/edit`,
  closing: (cohort: string) => at`/cohorts/${cohort}/closing`,
  newMembers: (cohort: string) => at`/cohorts/${cohort}/members/new`,
  /** where those who are chosen move to */
  newMove: (cohort: string, people: readonly string[] = []) => {
    const chosen = new URLSearchParams(people.map((person) => ['person', person])).toString()
    return at`/cohorts/${cohort}/moves/new` + (chosen && `?${chosen}`)
  },
  newChampion: (cohort: string) => at`/cohorts/${cohort}/champions/new`,
  championEnd: (cohort: string, person: string) => at`/cohorts/${cohort}/champions/${person}/end`,
}
