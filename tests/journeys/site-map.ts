import type { RouteConfigEntry } from '@react-router/dev/routes'
import siteMap from '#app/routes.ts'

/** The addresses of the site map at which there is a page to look at: `/modules/:slug`. */
export async function pagesOfTheSiteMap(): Promise<string[]> {
  return (await siteMap).flatMap((entry) => pagesUnder(entry, ''))
}

/** A page is what renders: its file is a component's. The others answer with data or lead elsewhere. */
function pagesUnder(entry: RouteConfigEntry, parent: string): string[] {
  const address = `${parent}/${entry.path ?? ''}`.replace(/\/+/g, '/')
  const own = entry.file.endsWith('.tsx') ? [address] : []
  return [...own, ...(entry.children ?? []).flatMap((child) => pagesUnder(child, address))]
}

/** Whether a path is one of the page: `/modules/close` of `/modules/:slug`. */
export function isAt(page: string, pathname: string): boolean {
  const pattern = page.replace(/:[a-z]+/gi, '[^/]+').replace('*', '.+')
  return new RegExp(`^${pattern}$`).test(pathname)
}
