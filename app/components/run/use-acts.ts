import { useCallback, useEffect, useRef, useState } from 'react'
import type { SentAct, SessionAct } from '#app/domain/cohorts/running/acts.ts'
import type { RunView } from '#app/domain/cohorts/running/run-view.server.ts'
import { readDraft, writeDraft } from '#app/outbox/draft.ts'
import { newId } from '#app/platform/ids.ts'
import { afterRefusal, isWritten } from './waiting.ts'

const AGAIN_MS = 3_000
const KEPT = 'What you wrote is kept in this browser.'

export type Acts = {
  /** done here and not answered yet, in their order */
  waiting: readonly SentAct[]
  /** why the last act was not done; null once it was read, or something else was done */
  refused: string | null
  act: (act: SessionAct) => void
  dismiss: () => void
}

type Answered = { view: RunView } | { refused: string } | 'away'

/**
 * Does things in a session, one after the other. What cannot be sent is kept in this browser and sent when there is a
 * network again, once; what the server refuses is said, and not tried again. Words that it refuses stay in this browser.
 */
export function useActs(key: string, address: string, ahead: number, accept: (view: RunView) => void): Acts {
  const [waiting, setWaiting] = useState<readonly SentAct[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const queue = useRef<readonly SentAct[]>([])
  const refusedIds = useRef(new Set<string>())
  const busy = useRef(false)
  const keep = useCallback(
    (acts: readonly SentAct[]) => {
      queue.current = acts
      setWaiting(acts)
      writeDraft(key, acts)
    },
    [key],
  )
  const send = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    const next = () => queue.current.find(({ id }) => !refusedIds.current.has(id))
    for (let first = next(); first; first = next()) {
      const { id } = first
      const answered = await sent(address, first)
      if (answered === 'away') break
      if ('view' in answered) {
        accept(answered.view)
        keep(queue.current.filter((act) => act.id !== id))
        continue
      }
      refusedIds.current.add(id)
      setRefused(isWritten(first) ? `${answered.refused} ${KEPT}` : answered.refused)
      keep(afterRefusal(queue.current, first))
    }
    busy.current = false
  }, [address, accept, keep])
  useEffect(() => {
    keep([...(readDraft<SentAct[]>(key) ?? []), ...queue.current])
    const again = () => void send()
    again()
    const timer = setInterval(again, AGAIN_MS)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [key, keep, send])
  const act = (done: SessionAct) => {
    setRefused(null)
    keep([...queue.current, { ...done, id: newId(), at: new Date(Date.now() + ahead).toISOString() }])
    void send()
  }
  return { waiting, refused, act, dismiss: () => setRefused(null) }
}

/** Only an answer of the portal counts: whatever stands in between, or a session that is over, keeps the act. */
async function sent(address: string, act: SentAct): Promise<Answered> {
  try {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(act) })
    if (answer.ok) return (await answer.json()) as { view: RunView }
    if (answer.status === 401 || answer.status >= 500) return 'away'
    const { words } = (await answer.json()) as { words: string }
    return { refused: words }
  } catch {
    return 'away'
  }
}
