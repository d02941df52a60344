import { at } from './paths.ts'

/** Links of reports beside those that a module's page needs: nobody who only reads has to load them. */
export const reportPaths = {
  /** the form that adds a screenshot to a report that was sent */
  addPicture: (id: string) => at`/reports/${id}/picture`,
  /** where a report's form sends its screenshots, after the report */
  pictures: (id: string) => at`/reports/${id}/pictures`,
  /** a screenshot by its own id alone: a report's id says when it was sent */
  picture: (picture: string) => at`/report-pictures/${picture}`,
}
