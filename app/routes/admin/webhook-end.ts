import { redirect } from 'react-router'
import { endWebhook } from '#app/domain/confusion/outgoing/webhooks.server.ts'
import { outgoingPaths } from '#app/http/outgoing-paths.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/webhook-end.ts'

/** The button stands on the webhook's page. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(outgoingPaths.webhook(params.id))

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return redirectAfter(outgoingPaths.webhook(params.id), async () => {
    const { name } = await endWebhook(viewer, params.id, new Date())
    return `${name} is told nothing more.`
  })
}
