import { momentSeconds } from './duration.ts'
import { type MediaShelf, mediaName } from './media.ts'
import { type Part, partsNamed, placeIn, textOf } from './parts.server.ts'
import type { Tell } from './problem.ts'

/** Tells chapters that do not follow one another, or begin after the end of their film. */
export function checkChapters(film: Part, media: MediaShelf, tell: Tell): void {
  const seconds = media[mediaName(textOf(film, 'src') ?? '') ?? '']?.seconds ?? Number.POSITIVE_INFINITY
  let before = -1
  for (const chapter of partsNamed(film, 'Chapter')) {
    const written = textOf(chapter, 'at') ?? ''
    const at = momentSeconds(written) ?? 0
    const place = placeIn(chapter, 'at')
    if (at >= seconds) tell(place, `The film ends before ${written}: it is ${Math.floor(seconds)} s long.`)
    else if (at <= before) tell(place, 'Chapters stand in the order of the film, each at a time of its own.')
    before = Math.max(before, at)
  }
}
