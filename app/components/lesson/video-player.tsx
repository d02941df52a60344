import { lazy, type RefObject, Suspense, useEffect, useRef, useState, type VideoHTMLAttributes } from 'react'
import type { VideoDefinition } from '#app/lessons/definitions.ts'
import { Button } from '../ui/button.tsx'
import { Prose } from './lesson-blocks.tsx'

/** Comes once a page with a film has come alive. */
const FilmControls = lazy(() =>
  import('../film/film-controls.tsx').then((module) => ({ default: module.FilmControls })),
)

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

/**
 * A film with its captions, chapters and transcript. Until our own controls are there, and without scripts, the
 * browser's serve. Where the film cannot be played, its words stand open.
 */
export function VideoPlayer({ title, video, language, seen, startAt = 0, ...events }: VideoPlayerProps) {
  const film = useRef<HTMLVideoElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const [isAlive, setAlive] = useState(false)
  const [hasControls, setHasControls] = useState(false)
  const [isBroken, setBroken] = useIsBroken(film)
  useStartAt(film, startAt)
  useEffect(() => setAlive(true), [])
  return (
    <figure className="film">
      <div ref={frame} className="film-frame" tabIndex={-1}>
        <video
          ref={film}
          controls={!hasControls}
          preload="metadata"
          playsInline
          poster={video.poster ?? undefined}
          aria-label={title}
          onError={() => setBroken(true)}
          {...events}
        >
          <source src={video.src} type={video.type} onError={() => setBroken(true)} />
          <track kind="captions" src={video.captions} srcLang={language} label="Captions" default />
        </video>
        {isAlive && !isBroken && (
          <Suspense>
            <FilmControls film={film} frame={frame} video={video} onReady={setHasControls} />
          </Suspense>
        )}
      </div>
      <figcaption>
        <b>{title}</b>
        {seen && <span className="small muted">{seen}</span>}
      </figcaption>
      {isBroken && (
        <Broken
          onTryAgain={() => {
            setBroken(false)
            film.current?.load()
          }}
        />
      )}
      <details open={isBroken}>
        <summary>Transcript</summary>
        <Prose html={video.html} small />
      </details>
    </figure>
  )
}

function Broken({ onTryAgain }: { onTryAgain: () => void }) {
  return (
    <p className="film-broken small" role="alert">
      {navigator.onLine ? 'This film cannot be played here.' : 'There is no connection, so the film cannot be loaded.'}{' '}
      Its words stand below. <Button onClick={onTryAgain}>Try again</Button>
    </p>
  )
}

/** Whether the film failed, also before this page came alive. */
function useIsBroken(film: RefObject<HTMLVideoElement | null>) {
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    const { current } = film
    if (current?.error || current?.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) setBroken(true)
  }, [film])
  return [isBroken, setBroken] as const
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
