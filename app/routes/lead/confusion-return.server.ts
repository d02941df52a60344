import { boardFilterOf, boardQueryOf } from '#app/domain/confusion/board.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'

/** Back to the trouble, on the board as it was filtered, with a word of what was done. */
export function backToTrouble(request: Request, id: string, words: string): Response {
  const query = boardQueryOf(boardFilterOf(new URL(request.url).searchParams))
  return redirectWithToast(paths.confusionCluster(id) + query, words)
}
