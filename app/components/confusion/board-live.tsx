import { useEffect, useRef } from 'react'
import { useNavigation, useRevalidator } from 'react-router'
import { useLive } from '#app/components/run/use-live.ts'
import type { BoardNews as News } from '#app/domain/confusion/board-news.ts'
import { triagePaths } from '#app/http/triage-paths.ts'

/** Keeps the board as it is now: reads it again when somebody did something, and says what. */
export function BoardLive({ now, news }: { now: Date; news: News }) {
  const { state, link, over } = useLive<News>(triagePaths.live(), { now: now.toISOString(), state: news })
  const { revalidate } = useRevalidator()
  const isGoing = useNavigation().state !== 'idle'
  const known = useRef(news.version)
  known.current = news.version > known.current ? news.version : known.current
  useEffect(() => {
    // What one does oneself comes back with the page that follows, and its message with it.
    if (isGoing || state.version <= known.current) return
    known.current = state.version
    void revalidate()
  }, [state.version, isGoing, revalidate])
  const first = useRef(news.version).current
  const words = over?.words ?? (link === 'away' ? 'Not connected: what is shown may be old.' : null)
  return (
    <p className="board-news small muted" role="status">
      {words ?? (state.version === first ? null : state.by)}
    </p>
  )
}
