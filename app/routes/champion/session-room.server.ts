import type { SessionAddress } from '#app/domain/cohorts/running/run-session.server.ts'
import { type RoomView, roomViewOf } from '#app/domain/cohorts/running/run-view.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { originOf, type RequestContext } from '#app/http/context.server.ts'
import { paths } from '#app/http/paths.ts'
import { type QrCode, qrOf } from '#app/http/qr.server.ts'

/** What the wall shows: the room, and the way in as people's phones read it. */
export type RoomScreenState = RoomView & { qr: QrCode | null }

export async function roomScreenOf(
  viewer: Viewer,
  address: SessionAddress,
  context: RequestContext,
): Promise<RoomScreenState> {
  const view = await roomViewOf(viewer, address, new Date())
  return { ...view, qr: view.code ? qrOf(`${originOf(context)}${paths.checkIn(view.code)}`) : null }
}
