import { redirect } from 'react-router'
import { replayDelivery } from '#app/domain/confusion/outgoing/deliveries.server.ts'
import { outgoingPaths } from '#app/http/outgoing-paths.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/delivery-replay.ts'

/** The button stands on the delivery's page. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(outgoingPaths.delivery(params.id, params.delivery))

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return redirectAfter(outgoingPaths.delivery(params.id, params.delivery), async () => {
    await replayDelivery(viewer, params.id, params.delivery, new Date())
    return 'It is sent again.'
  })
}
