/** The pages of adoption whose filters can be saved, and how they are called. */
const NAMES = {
  '/adoption': 'Overview',
  '/adoption/completion': 'Completion',
  '/adoption/tasks': 'Tasks',
  '/adoption/tasks/:module/:block': 'One task',
  '/adoption/checks': 'Checks',
  '/adoption/checks/:module/:block': 'One check',
  '/adoption/confusion': 'Confusion',
  '/adoption/cohorts': 'Cohorts',
  '/adoption/people': 'People',
  '/adoption/compare': 'Comparison',
} as const

/** A page by the pattern of its path. */
export type AdoptionPage = keyof typeof NAMES

/** Which page a path is, how it is called, and what its path names. */
export type PageAt = { page: AdoptionPage; name: string; params: Readonly<Record<string, string>> }

const PAGES = Object.entries(NAMES).map(([page, name]) => ({
  page: page as AdoptionPage,
  name,
  pattern: new RegExp(`^${page.replace(/:([a-z]+)/g, '(?<$1>[\\w.~-]+)')}$`),
}))

/** The page of a path; null where it is none of adoption. */
export function pageAt(path: string): PageAt | null {
  for (const { page, name, pattern } of PAGES) {
    const found = pattern.exec(path)
    if (found) return { page, name, params: { ...found.groups } }
  }
  return null
}

/** How a page is called; null where it is none of adoption. */
export const pageName = (path: string): string | null => pageAt(path)?.name ?? null

/** The path and the filters of a page's address. */
export function viewParts(view: string): { page: string; filters: string } {
  const [page = '', ...filters] = view.split('?')
  return { page, filters: canonical(filters.join('?')) }
}

/** The address again. */
export const viewAddress = ({ page, filters }: { page: string; filters: string }): string =>
  filters ? `${page}?${filters}` : page

/** Filters as they are kept: in one order, without those that ask for nothing, so that equal views are equal. */
export function canonical(filters: string): string {
  const asked = [...new URLSearchParams(filters)].filter(([, value]) => value !== '')
  return new URLSearchParams(asked.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))).toString()
}
