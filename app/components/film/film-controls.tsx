import { type RefObject, useEffect, useState } from 'react'
import type { VideoChapter, VideoDefinition } from '#app/lessons/definitions.ts'
import { clock } from '../format.ts'
import { deedOf, type FilmDeed, nextSpeed, SPEEDS } from './film-keys.ts'
import { type FilmStanding, useFilm } from './use-film.ts'

type FilmControlsProps = {
  film: RefObject<HTMLVideoElement | null>
  /** around film and controls: hears their keys, and fills the screen */
  frame: RefObject<HTMLDivElement | null>
  video: VideoDefinition
  /** whether these controls are there: then the browser's go */
  onReady: (isReady: boolean) => void
}

/** The controls of a film, the same in every browser, by pointer, keyboard and screen reader. */
export function FilmControls({ film, frame, video, onReady }: FilmControlsProps) {
  const standing = useFilm(film, video.seconds ?? 0)
  const [told, setTold] = useState('')
  const isFull = useIsFull(frame)
  const act = (deed: FilmDeed) => {
    if (film.current) setTold(acted(film.current, deed))
  }
  useEffect(() => {
    onReady(true)
    return () => onReady(false)
  }, [onReady])
  useKeysAndClicks(film, frame, act)
  const chapters = video.chapters ?? []
  const current = chapters.findLast(({ at }) => at <= standing.at + 0.1)
  const goTo = (seconds: number) => {
    if (film.current) film.current.currentTime = seconds
  }
  return (
    <div className="film-controls">
      <div className="film-bar">
        <button type="button" className="btn" onClick={() => act({ play: true })}>
          {standing.isPlaying ? 'Pause' : 'Play'}
        </button>
        <Slider standing={standing} chapter={current} onSeek={goTo} />
        <span className="small film-time">
          {clock(standing.at * 1000)} / {clock(standing.seconds * 1000)}
        </span>
      </div>
      <div className="film-bar">
        <button
          type="button"
          className="btn"
          aria-pressed={standing.hasCaptions}
          onClick={() => act({ captions: true })}
        >
          Captions
        </button>
        <SpeedList speed={standing.speed} onChoose={(speed) => film.current && setSpeed(film.current, speed)} />
        <button
          type="button"
          className="btn"
          aria-pressed={standing.isMuted}
          onClick={() => film.current && toggleSound(film.current)}
        >
          Mute
        </button>
        {document.fullscreenEnabled && (
          <button type="button" className="btn" aria-pressed={isFull} onClick={() => void toggleFull(frame.current)}>
            Full screen
          </button>
        )}
        <span className="xs muted film-keys">
          Keys: space plays, <kbd>←</kbd> <kbd>→</kbd> 5 s, <kbd>C</kbd> captions, <kbd>&lt;</kbd> <kbd>&gt;</kbd> speed
        </span>
      </div>
      {chapters.length > 0 && <Chapters chapters={chapters} current={current} onGo={goTo} />}
      <span className="sr" role="status">
        {told}
      </span>
    </div>
  )
}

type SliderProps = { standing: FilmStanding; chapter: VideoChapter | undefined; onSeek: (seconds: number) => void }

function Slider({ standing: { at, seconds }, chapter, onSeek }: SliderProps) {
  const words = `${clock(at * 1000)} of ${clock(seconds * 1000)}`
  return (
    <input
      type="range"
      aria-label="Place in the film"
      aria-valuetext={chapter ? `${words}, ${chapter.title}` : words}
      min={0}
      max={Math.ceil(seconds)}
      step="any"
      value={at}
      onChange={(event) => onSeek(Number(event.currentTarget.value))}
    />
  )
}

function SpeedList({ speed, onChoose }: { speed: number; onChoose: (speed: number) => void }) {
  return (
    <label className="film-speed small">
      Speed
      <select
        className="select"
        value={String(speed)}
        onChange={(event) => onChoose(Number(event.currentTarget.value))}
      >
        {SPEEDS.map((one) => (
          <option key={one} value={String(one)}>
            {speedText(one)}
          </option>
        ))}
      </select>
    </label>
  )
}

type ChaptersProps = {
  chapters: readonly VideoChapter[]
  current: VideoChapter | undefined
  onGo: (seconds: number) => void
}

function Chapters({ chapters, current, onGo }: ChaptersProps) {
  return (
    <ol className="film-chapters" aria-label="Chapters">
      {chapters.map((chapter) => (
        <li key={chapter.at}>
          <button
            type="button"
            className="link-btn"
            aria-current={chapter === current ? 'true' : undefined}
            onClick={() => onGo(chapter.at)}
          >
            <span className="film-time">{clock(chapter.at * 1000)}</span> {chapter.title}
          </button>
        </li>
      ))}
    </ol>
  )
}

const speedText = (speed: number): string => `${speed}×`

/** Does it, and says so where nothing else would tell a screen reader. */
function acted(film: HTMLVideoElement, deed: FilmDeed): string {
  if ('play' in deed) {
    if (film.paused) void film.play().catch(() => {})
    else film.pause()
    return film.paused ? 'Paused' : 'Playing'
  }
  if ('seekBy' in deed) {
    film.currentTime = Math.min(Math.max(film.currentTime + deed.seekBy, 0), film.duration || 0)
    return clock(film.currentTime * 1000)
  }
  if ('speed' in deed) return setSpeed(film, nextSpeed(film.playbackRate, deed.speed))
  return toggleCaptions(film)
}

function setSpeed(film: HTMLVideoElement, speed: number): string {
  film.playbackRate = speed
  return `Speed ${speedText(speed)}`
}

function toggleCaptions(film: HTMLVideoElement): string {
  const track = film.textTracks[0]
  if (!track) return ''
  track.mode = track.mode === 'showing' ? 'hidden' : 'showing'
  return track.mode === 'showing' ? 'Captions on' : 'Captions off'
}

function toggleSound(film: HTMLVideoElement): void {
  film.muted = !film.muted
}

async function toggleFull(frame: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen()
  else await frame?.requestFullscreen()
}

function useIsFull(frame: RefObject<HTMLElement | null>): boolean {
  const [isFull, setFull] = useState(false)
  useEffect(() => {
    const follow = () => setFull(document.fullscreenElement !== null && document.fullscreenElement === frame.current)
    document.addEventListener('fullscreenchange', follow)
    return () => document.removeEventListener('fullscreenchange', follow)
  }, [frame])
  return isFull
}

/** Keys anywhere in the frame, and a click on the picture, which plays and stops it. */
function useKeysAndClicks(
  film: RefObject<HTMLVideoElement | null>,
  frame: RefObject<HTMLElement | null>,
  act: (deed: FilmDeed) => void,
): void {
  useEffect(() => {
    const around = frame.current
    const picture = film.current
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const deed = deedOf({ key: event.key, on: kindOf(event.target) })
      if (!deed) return
      event.preventDefault()
      act(deed)
    }
    const click = () => act({ play: true })
    around?.addEventListener('keydown', press)
    picture?.addEventListener('click', click)
    return () => {
      around?.removeEventListener('keydown', press)
      picture?.removeEventListener('click', click)
    }
  })
}

function kindOf(target: EventTarget | null): 'button' | 'list' | 'other' {
  if (target instanceof HTMLSelectElement) return 'list'
  return target instanceof HTMLButtonElement ? 'button' : 'other'
}
