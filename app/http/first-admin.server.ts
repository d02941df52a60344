import { redirect } from 'react-router'
import { adminExists } from '#app/domain/identity/first-admin.server.ts'
import type { Pages } from './pages.server.ts'
import { paths } from './paths.ts'
import { pageOf } from './viewer.server.ts'

/** What machines and our own scripts ask for, whoever is here. */
const FOR_MACHINES = ['/healthz', '/readyz', '/metrics', '/csp-reports', '/theme', '/__manifest']

/** While the deployment has no admin, every page leads to where the first one is made. */
export function untilFirstAdmin(pages: Pages): Pages {
  return async (request, context) => {
    const { pathname, search } = new URL(request.url)
    const page = pageOf(pathname + search).split('?')[0] ?? ''
    if (page === paths.firstAdmin() || FOR_MACHINES.includes(page) || (await adminExists()))
      return pages(request, context)
    return redirect(paths.firstAdmin())
  }
}
