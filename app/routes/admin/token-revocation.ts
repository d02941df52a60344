import { redirect } from 'react-router'
import { revokeToken } from '#app/domain/identity/api-tokens.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/token-revocation.ts'

/** The form stands on the list of tokens. */
export const loader = () => redirect(adminPaths.adminTokens())

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return redirectAfter(adminPaths.adminTokens(), async () => {
    const { name } = await revokeToken(viewer, params.id, new Date())
    return `${name} lets nobody in any more.`
  })
}
