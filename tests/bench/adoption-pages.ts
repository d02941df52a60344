import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { paths } from '#app/http/paths.ts'
import appRoutes from '#app/routes.ts'

/** What somebody looks at: an address, and whether it is a program that asks. */
export type AdoptionPage = { path: string; by: 'lead' | 'program' }

/** What the pages are narrowed by: slugs, and a cohort's id; `module` is of that milestone. */
export type Narrowed = { milestone: string; audience: string; cohort: string; module: string; block: string }

/**
 * Every page of figures with its CSV and the API of the same figures: as it opens, by audience, by cohort, since the
 * beginning, and for a milestone that is over. A page that is not here fails the bench: see `missingPages`.
 */
export function adoptionPages({ milestone, audience, cohort, module, block }: Narrowed): AdoptionPage[] {
  const over = [
    `?milestone=${milestone}`,
    `?milestone=${milestone}&weeks=all`,
    `?milestone=${milestone}&cohort=${cohort}`,
    `?milestone=${milestone}&audience=${audience}&weeks=all`,
  ]
  const next = ['', '?weeks=all', `?audience=${audience}`, `?cohort=${cohort}`]
  const narrowed = (path: string) => [...next, ...over].map((query) => path + query)
  const lead = [
    ...narrowed(paths.adoption()),
    ...narrowed(adoptionPaths.adoptionCsv()),
    ...narrowed(adoptionPaths.checks()),
    ...narrowed(adoptionPaths.checksCsv()),
    ...over.map((query) => adoptionPaths.check(module, block) + query),
  ]
  const program = ['/api/v1/metrics/completion', '/api/v1/metrics/tasks']
  return [
    ...lead.map((path): AdoptionPage => ({ path, by: 'lead' })),
    ...program.flatMap(narrowed).map((path): AdoptionPage => ({ path, by: 'program' })),
  ]
}

/** Addresses of the product under `/adoption` that none of these pages is at: each would go unmeasured. */
export function missingPages(pages: readonly AdoptionPage[]): string[] {
  const asked = new Set(pages.map(({ path }) => path.split('?')[0] ?? ''))
  const routes = appRoutes.flatMap(({ path = '' }) => (/^adoption\b/.test(path) ? `/${path}` : []))
  return routes.filter((route) => {
    const pattern = new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)
    return ![...asked].some((path) => pattern.test(path))
  })
}
