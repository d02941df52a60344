import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { paths } from '#app/http/paths.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import appRoutes from '#app/routes.ts'

/** What somebody looks at: an address, and whether it is a program that asks. */
export type AdoptionPage = { path: string; by: 'lead' | 'program' }

/** What the pages are narrowed by: slugs, and a cohort's id; `module`, with a check and a task, is of that milestone. */
export type Narrowed = {
  milestone: string
  audience: string
  cohort: string
  module: string
  check: string
  task: string
}

/**
 * Every page of figures with its CSV and the API of the same figures: as it opens, by audience, by cohort, since the
 * beginning, and for a milestone that is over. A page that is not here fails the bench: see `missingPages`.
 */
export function adoptionPages({ milestone, audience, cohort, module, check, task }: Narrowed): AdoptionPage[] {
  const over = [
    `?milestone=${milestone}`,
    `?milestone=${milestone}&weeks=all`,
    `?milestone=${milestone}&cohort=${cohort}`,
    `?milestone=${milestone}&audience=${audience}&weeks=all`,
  ]
  const next = ['', '?weeks=all', `?audience=${audience}`, `?cohort=${cohort}`]
  const narrowed = (path: string) => [...next, ...over].map((query) => path + query)
  const lead = [
    ...[paths.adoption(), adoptionPaths.adoptionCsv()].flatMap(narrowed),
    ...[adoptionPaths.completion(), standingPaths.completionCsv()].flatMap(narrowed),
    ...[adoptionPaths.tasks(), adoptionPaths.tasksCsv()].flatMap(narrowed),
    ...[adoptionPaths.checks(), adoptionPaths.checksCsv()].flatMap(narrowed),
    ...[adoptionPaths.confusion(), adoptionPaths.confusionCsv()].flatMap(narrowed),
    ...[adoptionPaths.cohorts(), adoptionPaths.people()].flatMap(narrowed),
    ...[adoptionPaths.compare(), adoptionPaths.compareCsv()].flatMap((path) => [
      `${path}?milestone=${milestone}&by=weeks&a=4&b=4+before`,
      `${path}?milestone=${milestone}&by=audience&a=${audience}&b=team-02`,
    ]),
    // Files of people and cohorts have a line each: what is asked for is one cohort's.
    ...[standingPaths.cohortsCsv(), standingPaths.peopleCsv(), standingPaths.completionReport()].map(
      (path) => `${path}?milestone=${milestone}&cohort=${cohort}`,
    ),
    ...over.map((query) => adoptionPaths.check(module, check) + query),
    ...over.flatMap((query) => [adoptionPaths.task(module, task) + query, adoptionPaths.taskCsv(module, task) + query]),
  ]
  const program = ['/api/v1/metrics/completion', '/api/v1/metrics/tasks']
  return [
    ...lead.map((path): AdoptionPage => ({ path, by: 'lead' })),
    ...program.flatMap(narrowed).map((path): AdoptionPage => ({ path, by: 'program' })),
  ]
}

/** Pages of what somebody set up, which hold no figures of the organisation: as small at any size. */
const NOT_OF_FIGURES = /^\/adoption\/(views|reports|alerts|old-times)\b/

/** Addresses of the product under `/adoption` that none of these pages is at: each would go unmeasured. */
export function missingPages(pages: readonly AdoptionPage[]): string[] {
  const asked = new Set(pages.map(({ path }) => path.split('?')[0] ?? ''))
  const routes = appRoutes.flatMap(({ path = '' }) => (/^adoption\b/.test(path) ? `/${path}` : []))
  return routes.filter((route) => {
    if (NOT_OF_FIGURES.test(route)) return false
    const pattern = new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)
    return ![...asked].some((path) => pattern.test(path))
  })
}
