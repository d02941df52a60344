import { useCallback, useState } from 'react'
import type { RefusedEvent } from '#app/outbox/outbox.ts'
import { useRefusals } from '#app/outbox/outbox-context.tsx'
import type { TaskPlace } from './use-attempt.ts'

/**
 * Why what was done last at one block will never count, in words; null while the server has refused none of it. The
 * function forgets it, for whoever begins anew.
 */
export function useUncounted({ releaseId, blockId }: TaskPlace): [string | null, () => void] {
  const [words, setWords] = useState<string | null>(null)
  useRefusals(
    useCallback(
      (refused: readonly RefusedEvent[]) => {
        const here = refused.filter(({ event }) => event.release === releaseId && event.block === blockId)
        const last = here.findLast(({ event }) => event.type !== 'block-reached')
        if (last) setWords(last.words)
      },
      [releaseId, blockId],
    ),
  )
  return [words, () => setWords(null)]
}
