import { ownStatements } from '#app/domain/progress/xapi.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/transcript-xapi.ts'

/** One's own record as xAPI 2.0 statements: a list that a learning record store takes as it is. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const statements = await answer(() => ownStatements(viewer, new URL(request.url).origin))
  return new Response(JSON.stringify(statements, null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="transcript.xapi.json"',
      'Cache-Control': 'no-store',
    },
  })
}
