/** What the keys do to a film. Pure. */

export type FilmDeed = { play: true } | { seekBy: number } | { captions: true } | { speed: 'up' | 'down' }

/** Seconds. */
const STEP = 5

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const

/** What has the focus while a key is pressed: a button and a list have keys of their own. */
type Pressed = { key: string; on: 'button' | 'list' | 'other' }

/** What a key does; null where it is none of ours. */
export function deedOf({ key, on }: Pressed): FilmDeed | null {
  if (on === 'list') return null
  switch (key) {
    case ' ':
      return on === 'button' ? null : { play: true }
    case 'ArrowLeft':
      return { seekBy: -STEP }
    case 'ArrowRight':
      return { seekBy: STEP }
    case 'c':
    case 'C':
      return { captions: true }
    case '<':
      return { speed: 'down' }
    case '>':
      return { speed: 'up' }
    default:
      return null
  }
}

/** The next speed up or down from one; the ends stay. */
export function nextSpeed(now: number, way: 'up' | 'down'): number {
  const further = way === 'up' ? SPEEDS.find((speed) => speed > now) : SPEEDS.findLast((speed) => speed < now)
  return further ?? now
}
