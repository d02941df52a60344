import { type RefObject, useEffect, useRef, type VideoHTMLAttributes } from 'react'
import type { VideoDefinition } from '#app/lessons/definitions.ts'
import { Prose } from './lesson-blocks.tsx'

type VideoPlayerProps = {
  title: string
  video: VideoDefinition
  /** of the captions, as a language tag */
  language: string
  /** how much was seen, in words: "Seen to the end on 14 Sep" */
  seen?: string | null
  /** where it was left, in seconds */
  startAt?: number
} & Pick<VideoHTMLAttributes<HTMLVideoElement>, 'onTimeUpdate' | 'onPlay' | 'onPause' | 'onEnded' | 'onSeeking'>

/** A film with its captions and its transcript. The browser's own player: it knows keyboard, speed and full screen. */
export function VideoPlayer({ title, video, language, seen, startAt = 0, ...events }: VideoPlayerProps) {
  const film = useRef<HTMLVideoElement>(null)
  useStartAt(film, startAt)
  return (
    <figure className="video">
      <video
        ref={film}
        controls
        preload="metadata"
        playsInline
        poster={video.poster ?? undefined}
        aria-label={title}
        {...events}
      >
        <source src={video.src} type={video.type} />
        <track kind="captions" src={video.captions} srcLang={language} label="Captions" default />
      </video>
      <figcaption>
        <b>{title}</b>
        {seen && <span className="small muted">{seen}</span>}
      </figcaption>
      <details>
        <summary>Transcript</summary>
        <Prose html={video.html} small />
      </details>
    </figure>
  )
}

/** Goes to where the film was left, once: not after the learner has moved, and not to its very end. */
function useStartAt(ref: RefObject<HTMLVideoElement | null>, startAt: number): void {
  const first = useRef(startAt)
  useEffect(() => {
    const film = ref.current
    const goThere = () => {
      if (film && film.currentTime === 0 && first.current < film.duration - 2) film.currentTime = first.current
    }
    if (!film || first.current === 0) return
    if (film.readyState >= HTMLMediaElement.HAVE_METADATA) return goThere()
    film.addEventListener('loadedmetadata', goThere, { once: true })
    return () => film.removeEventListener('loadedmetadata', goThere)
  }, [ref])
}
