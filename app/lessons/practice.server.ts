import type { Element } from 'hast'
import type { Baseline, TaskDefinition, VideoDefinition } from './definitions.ts'
import { asParagraphs, attribute, type Drawing, drawnHtml, pageAddress } from './drawn.server.ts'
import { durationMs, momentSeconds } from './duration.ts'
import { extensionOf, MEDIA_TYPES, mediaName } from './media.ts'
import { partsIn, wordsOf } from './pieces.server.ts'
import { wordsIn } from './words-in.ts'

/** The definitions of what can be acted on. The elements were checked as written; nothing here can be wrong any more. */

export function taskOf(element: Element, drawing: Drawing): TaskDefinition {
  const link = textOrNull(element, 'link')
  return {
    setting: 'outside',
    html: ownHtml(element, drawing),
    where: textOrNull(element, 'where'),
    ...(link !== null && { link }),
    baseline: baselineOf(element),
  }
}

export function videoOf(element: Element, drawing: Drawing): VideoDefinition {
  const src = attribute(element, 'src')
  const poster = textOrNull(element, 'poster')
  const seconds = drawing.media[mediaName(src) ?? '']?.seconds
  const chapters = partsIn(element, 'Chapter').map((chapter) => ({
    at: momentSeconds(attribute(chapter, 'at')) ?? 0,
    title: wordsIn(chapter),
  }))
  return {
    src: pageAddress(src, drawing.media),
    type: MEDIA_TYPES[extensionOf(src)]?.type ?? '',
    captions: pageAddress(attribute(element, 'captions'), drawing.media),
    poster: poster && pageAddress(poster, drawing.media),
    ...(seconds && { seconds }),
    ...(chapters.length > 0 && { chapters }),
    html: ownHtml(element, drawing),
  }
}

export function baselineOf(element: Element): Baseline | null {
  const ms = durationMs(attribute(element, 'baseline'))
  return ms === null ? null : { ms, source: isSet(element, 'target') ? 'target' : 'old' }
}

/** What a component says itself, without its parts. */
export function ownHtml(element: Element, drawing: Drawing): string {
  return drawnHtml(asParagraphs(wordsOf(element)), drawing)
}

export function textOrNull(element: Element, name: string): string | null {
  return attribute(element, name) || null
}

/** Whether an attribute that stands alone is there. */
export function isSet(element: Element, name: string): boolean {
  return element.properties[name] === true
}
