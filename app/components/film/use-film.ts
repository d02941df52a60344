import { type RefObject, useEffect, useState } from 'react'

/** A film as it stands: seconds, and what its controls show. */
export type FilmStanding = {
  isPlaying: boolean
  at: number
  seconds: number
  speed: number
  isMuted: boolean
  hasCaptions: boolean
}

const CHANGES = ['play', 'pause', 'ended', 'timeupdate', 'seeking', 'durationchange', 'ratechange', 'volumechange']

/** Follows a film element. `known` is its length until its file says so. */
export function useFilm(ref: RefObject<HTMLVideoElement | null>, known: number): FilmStanding {
  const [standing, setStanding] = useState<FilmStanding>({
    isPlaying: false,
    at: 0,
    seconds: known,
    speed: 1,
    isMuted: false,
    hasCaptions: true,
  })
  useEffect(() => {
    const film = ref.current
    if (!film) return
    const follow = () => setStanding(standingOf(film, known))
    follow()
    for (const change of CHANGES) film.addEventListener(change, follow)
    film.textTracks.addEventListener('change', follow)
    return () => {
      for (const change of CHANGES) film.removeEventListener(change, follow)
      film.textTracks.removeEventListener('change', follow)
    }
  }, [ref, known])
  return standing
}

function standingOf(film: HTMLVideoElement, known: number): FilmStanding {
  return {
    isPlaying: !film.paused && !film.ended,
    at: film.currentTime,
    seconds: Number.isFinite(film.duration) ? film.duration : known,
    speed: film.playbackRate,
    isMuted: film.muted,
    hasCaptions: film.textTracks[0]?.mode === 'showing',
  }
}
