import { useRef, useState } from 'react'
import type { VideoState } from '#app/domain/progress/standing.ts'
import type { VideoDefinition } from '#app/lessons/definitions.ts'
import { useRecord } from '#app/outbox/outbox-context.tsx'
import { VideoPlayer } from '../lesson/video-player.tsx'
import type { TaskPlace } from './use-attempt.ts'
import { useOnLeaving } from './use-on-leaving.ts'
import { useUncounted } from './use-uncounted.ts'

/** While a film plays, what was watched is sent at least this often. */
const SEND_EVERY_MS = 10_000

type VideoTaskProps = {
  place: TaskPlace
  title: string
  video: VideoDefinition
  state: VideoState | undefined
  language: string
  /** the share in per cent that completes it; null where nothing depends on it */
  share: number | null
}

/** A film on the page: what counts is what was played, not where the slider stands. */
export function VideoTask({ place, title, video, state, language, share }: VideoTaskProps) {
  const record = useRecord()
  const [uncounted] = useUncounted(place)
  const [leftAt] = useState(state?.position ?? 0)
  /** what was played since it was last sent: seconds of the film, and when that was */
  const played = useRef<{ from: number; to: number; sentAt: number } | null>(null)
  const element = useRef<HTMLVideoElement | null>(null)
  const hasBegun = useRef(false)

  const say = (watched: [number, number][], { duration }: HTMLVideoElement, position: number) => {
    const { releaseId: release, blockId: block } = place
    void record({ release, block, type: 'video-watched', data: { watched, position, duration } })
  }
  const send = () => {
    const film = element.current
    const part = played.current
    if (!film || !part || !Number.isFinite(film.duration)) return
    // While the slider is moved, the film stands elsewhere already.
    const to = film.seeking ? part.to : film.currentTime
    played.current = film.paused || film.ended || film.seeking ? null : { from: to, to, sentAt: performance.now() }
    if (to > part.from) say([[part.from, to]], film, to)
  }
  const follow = (film: HTMLVideoElement) => {
    element.current = film
    if (film.paused || film.seeking || !Number.isFinite(film.duration)) return
    // What is said next is held against when this was.
    if (!hasBegun.current) say([], film, film.currentTime)
    hasBegun.current = true
    const part = played.current ?? { from: film.currentTime, sentAt: performance.now() }
    played.current = { ...part, to: film.currentTime }
    if (performance.now() - part.sentAt > SEND_EVERY_MS) send()
  }
  useOnLeaving(send)
  return (
    <VideoPlayer
      title={title}
      video={video}
      language={language}
      seen={uncounted === null ? watchedWords(state, share) : `What you watch does not count. ${uncounted}`}
      startAt={leftAt}
      onPlay={(event) => follow(event.currentTarget)}
      onTimeUpdate={(event) => follow(event.currentTarget)}
      onPause={send}
      onEnded={send}
      onSeeking={send}
    />
  )
}

/** How much was watched, and how much is needed while it is not there. */
function watchedWords(state: VideoState | undefined, share: number | null): string | null {
  const watched = state?.share ?? 0
  const needed = share !== null && watched < share ? `${share}% is needed.` : null
  return [watched > 0 ? `Watched ${Math.floor(watched)}%.` : null, needed].filter(Boolean).join(' ') || null
}
