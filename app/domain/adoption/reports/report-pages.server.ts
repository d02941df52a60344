import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { paths } from '#app/http/paths.ts'
import { checksLookedAt } from '../check-figures.server.ts'
import { filtersOf } from '../filters.ts'
import { overviewOf } from '../overview/overview.server.ts'
import { checksReport } from './checks-report.ts'
import { overviewReport } from './overview-report.ts'
import type { ReportContent } from './report-content.ts'

/**
 * Makes the report of a page under its filters, from what the page itself shows. It depends on the viewer by roles and
 * migration alone, so that people of the same roles get the same. Refuses as the page does.
 */
type ReportPage = (viewer: Viewer, query: URLSearchParams, now: Date) => Promise<ReportContent>

/** Every page that can be sent as a report, by its path. A page joins by a line here. */
const REPORT_PAGES: Readonly<Record<string, ReportPage>> = {
  [paths.adoption()]: async (viewer, query, now) =>
    overviewReport(await overviewOf(viewer, filtersOf(query), now), migrationOf(viewer).timeZone),
  [adoptionPaths.checks()]: async (viewer, query, now) =>
    checksReport(await checksLookedAt(viewer, filtersOf(query), now), migrationOf(viewer).timeZone),
}

/** Whether a page can be sent. */
export const canBeSent = (page: string): boolean => Object.hasOwn(REPORT_PAGES, page)

/** The paths of the pages that can be sent. */
export const sendablePages = (): readonly string[] => Object.keys(REPORT_PAGES)

/** What a page would say to this viewer now. `filters` as the address has them. */
export function contentOf(viewer: Viewer, page: string, filters: string, now: Date): Promise<ReportContent> {
  const make = canBeSent(page) ? REPORT_PAGES[page] : undefined
  if (!make) throw new Refusal('invalid', 'This page cannot be sent as a report. Choose another.', 'view')
  return make(viewer, new URLSearchParams(filters), now)
}
