import { at } from './paths.ts'

/** Links of a running session, apart from the others: no other page loads them. */
export const runPaths = {
  /** a running session, for whoever runs it */
  sessionRun: (cohort: string, session: string) => at`/cohorts/${cohort}/sessions/${session}/run`,
  sessionRunLive: (cohort: string, session: string) => at`/cohorts/${cohort}/sessions/${session}/run/live`,
  sessionActs: (cohort: string, session: string) => at`/cohorts/${cohort}/sessions/${session}/run/acts`,
  sessionEnd: (cohort: string, session: string) => at`/cohorts/${cohort}/sessions/${session}/run/end`,
  /** the same on the wall, without names */
  sessionRoom: (cohort: string, session: string) => at`/cohorts/${cohort}/sessions/${session}/room`,
  sessionRoomLive: (cohort: string, session: string) => at`/cohorts/${cohort}/sessions/${session}/room/live`,
  sessionSummary: (cohort: string, session: string) => at`/cohorts/${cohort}/sessions/${session}/summary`,
  sessionFollowUp: (cohort: string, session: string) => at`/cohorts/${cohort}/sessions/${session}/follow-up`,
  sessionWholeCohort: (cohort: string, session: string) => at`/cohorts/${cohort}/sessions/${session}/whole-cohort`,
  sessionAttendance: (cohort: string, session: string) => at`/cohorts/${cohort}/sessions/${session}/attendance`,
  seatLive: (session: string) => at`/sessions/${session}/here/live`,
}
