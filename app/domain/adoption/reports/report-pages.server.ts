import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionOf } from '../adoption.server.ts'
import { checksLookedAt } from '../check-figures.server.ts'
import { compareOf } from '../compare/compare-input.ts'
import { comparisonTitle } from '../compare/compare-words.ts'
import { comparisonOf } from '../compare/comparison.server.ts'
import { confusionLookedAt } from '../confusion-rollups/confusion-figures.server.ts'
import { filtersOf, wordsOf } from '../filters.ts'
import { overviewOf } from '../overview/overview.server.ts'
import { cohortOrderOf } from '../standings/cohort-order.ts'
import { allCohorts, cohortsLookedAt } from '../standings/cohorts.server.ts'
import { cohortLines } from '../standings/cohorts-export.ts'
import { completionLookedAt } from '../standings/completion.server.ts'
import { taskLookedAt } from '../task-detail.server.ts'
import { taskOrderOf } from '../task-order.ts'
import { type AdoptionPage, pageAt } from '../views/view-pages.ts'
import { checksReport } from './checks-report.ts'
import { cohortsReport } from './cohorts-report.ts'
import { compareReport } from './compare-report.ts'
import { completionReport } from './completion-report.ts'
import { confusionReport } from './confusion-report.ts'
import { overviewReport } from './overview-report.ts'
import type { ReportContent } from './report-content.ts'
import { taskReport } from './task-report.ts'
import { tasksReport } from './tasks-report.ts'

type Asked = { query: URLSearchParams; params: Readonly<Record<string, string>>; now: Date }

/**
 * Makes the report of a page under its filters, from what the page itself shows. It depends on the viewer by roles and
 * migration alone, so that people of the same roles get the same. Refuses as the page does.
 */
type ReportPage = (viewer: Viewer, asked: Asked) => Promise<ReportContent>

const zoneOf = (viewer: Viewer) => migrationOf(viewer).timeZone

/** Every page of adoption: how its report is made, or why it is not sent. A page joins by a line here. */
const REPORT_PAGES: Readonly<Record<AdoptionPage, ReportPage | string>> = {
  '/adoption': async (viewer, { query, now }) =>
    overviewReport(await overviewOf(viewer, filtersOf(query), now), zoneOf(viewer)),
  '/adoption/completion': async (viewer, { query, now }) =>
    completionReport(await completionLookedAt(viewer, filtersOf(query), now), zoneOf(viewer)),
  '/adoption/tasks': async (viewer, { query, now }) => {
    const around = { order: taskOrderOf(query), zone: zoneOf(viewer), oldProduct: migrationOf(viewer).oldProduct }
    return tasksReport(await adoptionOf(viewer, filtersOf(query), now), around)
  },
  '/adoption/tasks/:module/:block': async (viewer, { query, params, now }) => {
    const named = { module: params.module ?? '', block: params.block ?? '' }
    const detail = await taskLookedAt(viewer, named, filtersOf(query), now)
    return taskReport(detail, zoneOf(viewer), migrationOf(viewer).oldProduct)
  },
  '/adoption/checks': async (viewer, { query, now }) =>
    checksReport(await checksLookedAt(viewer, filtersOf(query), now), zoneOf(viewer)),
  '/adoption/checks/:module/:block': 'Send “Checks”: its file has this one, too.',
  '/adoption/confusion': async (viewer, { query, now }) =>
    confusionReport(await confusionLookedAt(viewer, filtersOf(query), now), zoneOf(viewer)),
  '/adoption/cohorts': cohortsOf,
  '/adoption/people': 'It names people, and mail is kept and passed on.',
  '/adoption/compare': async (viewer, { query, now }) => {
    const comparison = await comparisonOf(viewer, filtersOf(query), compareOf(query), now)
    const report = compareReport(comparison, zoneOf(viewer), migrationOf(viewer).oldProduct)
    if (!report) throw new Refusal('invalid', `${comparisonTitle(comparison)}.`, 'view')
    return report
  },
}

async function cohortsOf(viewer: Viewer, { query, now }: Asked): Promise<ReportContent> {
  const [filters, asked] = [filtersOf(query), { order: cohortOrderOf(query), words: wordsOf(query) }]
  const looked = await cohortsLookedAt(viewer, filters, { ...asked, page: 1 }, now)
  const rows: object[] = []
  for await (const lines of cohortLines((await allCohorts(viewer, filters, asked, now)).batches)) rows.push(...lines)
  return cohortsReport(looked, { rows, zone: zoneOf(viewer), now })
}

type View = { page: string; filters: string }

/** Why a view is not sent by mail, in words; null where it is. */
export function whyNotSent({ page, filters }: View): string | null {
  const at = pageAt(page)
  const made = at && REPORT_PAGES[at.page]
  if (!at || !made) return 'This is no page of adoption.'
  if (typeof made === 'string') return made
  const { a, b } = compareOf(new URLSearchParams(filters))
  return at.page === '/adoption/compare' && (a === '' || b === '' || a === b) ? 'Choose two sides first.' : null
}

/** The pages that can be sent as they are, without anything chosen on them. */
export const sendablePages = (): readonly string[] =>
  Object.keys(REPORT_PAGES).filter((page) => !page.includes(':') && whyNotSent({ page, filters: '' }) === null)

/** What a view would say to this viewer now. `filters` as the address has them. */
export function contentOf(viewer: Viewer, page: string, filters: string, now: Date): Promise<ReportContent> {
  const [at, why] = [pageAt(page), whyNotSent({ page, filters })]
  const make = at && REPORT_PAGES[at.page]
  if (!at || typeof make !== 'function' || why !== null)
    throw new Refusal('invalid', `This cannot be sent by mail. ${why ?? ''}`.trim(), 'view')
  return make(viewer, { query: new URLSearchParams(filters), params: at.params, now })
}
